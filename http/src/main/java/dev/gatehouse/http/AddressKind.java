package dev.gatehouse.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What an IP address stands for, as far as it matters for who may be talked into connecting to it. */
public enum AddressKind {
  /** Anybody's. */
  PUBLIC,
  /** An organisation's own: RFC 1918, RFC 6598, unique local IPv6. */
  PRIVATE,
  /** This machine. */
  LOOPBACK,
  /** Hardly ever a server that is meant: link-local, cloud metadata, multicast, unspecified, reserved. */
  FORBIDDEN;

  /** Metadata services that are not at link-local addresses (Alibaba, Azure, Oracle, AWS). */
  private static final String[] METADATA = {
      "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"};

  public static AddressKind of(InetAddress address) {
    for (var metadata : METADATA) {
      if (address.equals(literal(metadata))) {
        return FORBIDDEN;
      }
    }
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isAnyLocalAddress() || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return FORBIDDEN;
    }
    return switch (address) {
      case Inet4Address four -> ofFour(four.getAddress());
      case Inet6Address six -> ofSix(six);
      default -> FORBIDDEN;
    };
  }

  private static AddressKind ofFour(byte[] bytes) {
    var first = bytes[0] & 0xff;
    var second = bytes[1] & 0xff;
    if (first == 10
        || first == 172 && second >= 16 && second < 32
        || first == 192 && second == 168
        || first == 100 && second >= 64 && second < 128) {
      return PRIVATE;
    }
    return first == 0 || first >= 240 ? FORBIDDEN : PUBLIC;
  }

  /** Addresses that carry an IPv4 address inside are judged by that. */
  private static AddressKind ofSix(Inet6Address address) {
    var bytes = address.getAddress();
    if ((bytes[0] & 0xfe) == 0xfc) {
      return PRIVATE;
    }
    if (address.isSiteLocalAddress()) {
      return PRIVATE;
    }
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) {
      return of(four(bytes, 12));
    }
    if (startsWith(bytes, 0x20, 0x02)) {
      return of(four(bytes, 2));
    }
    return address.isIPv4CompatibleAddress() ? of(four(bytes, 12)) : PUBLIC;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (var i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress four(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static InetAddress literal(String text) {
    return InetAddress.ofLiteral(text);
  }
}
