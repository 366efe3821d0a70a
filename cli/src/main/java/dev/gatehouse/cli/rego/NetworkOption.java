package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.builtin.NetworkAccess;
import java.util.Set;
import picocli.CommandLine.Option;

/** The option that lets policies reach hosts; without it they reach none. */
final class NetworkOption {

  @Option(names = "--allow-net", paramLabel = "HOST", split = ",", description = "hosts that http.send and net.lookup_ip_addr may ask, without port; * for every host, unix:/path for a socket (default: none)")
  private Set<String> hosts = Set.of();

  NetworkAccess access() {
    return hosts.isEmpty() ? NetworkAccess.NONE : NetworkAccess.to(hosts);
  }
}
