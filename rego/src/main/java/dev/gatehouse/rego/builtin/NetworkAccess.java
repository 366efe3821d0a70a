package dev.gatehouse.rego.builtin;

import dev.gatehouse.http.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What functions may reach over the network.
 *
 * @param hosts the names and addresses of hosts that may be asked, without port; {@code *} is every
 *     host; {@code unix:/path} is a socket of this machine
 * @param timeout the longest a request may take, whatever it asks for itself
 * @param maxBytes the largest response, in bytes, decompressed
 * @param cacheBytes how much of responses is kept from one evaluation to the next, in bytes
 */
public record NetworkAccess(Set<String> hosts, Duration timeout, int maxBytes, long cacheBytes) {

  /** Every host. */
  public static final String ANY = "*";

  /** No access at all. */
  public static final NetworkAccess NONE = new NetworkAccess(Set.of(), Duration.ZERO, 0, 0);

  public NetworkAccess {
    hosts = Set.copyOf(hosts);
  }

  /** Access to some hosts: a minute for a request, 16 MiB for a response, 64 MiB of cache. */
  public static NetworkAccess to(Set<String> hosts) {
    return new NetworkAccess(hosts, Duration.ofMinutes(1), 1 << 24, 1 << 26);
  }

  /** The same access, to no other hosts than these, which are all named. */
  public NetworkAccess within(Set<String> allowed) {
    var both = new HashSet<>(allowed);
    both.removeIf(host -> !allows(host) || host.equals(ANY));
    return new NetworkAccess(both, timeout, maxBytes, cacheBytes);
  }

  /** Whether the host may be asked. */
  public boolean allows(String host) {
    return hosts.contains(host) || hosts.contains(ANY);
  }

  /** When what is asked in an evaluation must be there. */
  Deadline end(BuiltinContext context) {
    return new Deadline(context.deadlineNanos()).orAfter(timeout);
  }
}
