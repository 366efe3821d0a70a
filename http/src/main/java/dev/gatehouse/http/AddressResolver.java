package dev.gatehouse.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name; tests put a lying name service here. */
@FunctionalInterface
public interface AddressResolver {

  /** The system's own. */
  AddressResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /** The addresses, in the order in which they are to be tried. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
