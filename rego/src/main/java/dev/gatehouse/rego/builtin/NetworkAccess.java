package dev.gatehouse.rego.builtin;

import java.time.Duration;
import java.util.Set;

/**
 * What functions may reach over the network.
 *
 * @param hosts the names of hosts that may be asked, without port
 * @param timeout the longest a request may take, whatever it asks for itself
 * @param maxBytes the largest response, in bytes
 */
public record NetworkAccess(Set<String> hosts, Duration timeout, int maxBytes) {

  /** No access at all. */
  public static final NetworkAccess NONE = new NetworkAccess(Set.of(), Duration.ZERO, 0);

  public NetworkAccess {
    hosts = Set.copyOf(hosts);
  }

  /** @throws BuiltinException unless the host may be asked */
  void check(String host) {
    if (!hosts.contains(host)) {
      throw BuiltinException.failure("unallowed host: " + host);
    }
  }
}
