package dev.gatehouse.trust.registry;

import dev.gatehouse.http.Reach;
import dev.gatehouse.http.TlsSettings;
import java.util.List;
import java.util.Set;

/**
 * What the operator says about one registry, or about all that nothing is said about.
 *
 * @param plainHttp whether it is spoken to without TLS; loopback names are by themselves, unless TLS
 *     settings are given for them
 * @param reach the addresses that its name may stand for
 * @param tls how it proves itself
 * @param mirrors those that are asked first, in this order
 * @param tokenHosts hosts beside its own to which its credentials may go for a token
 */
public record RegistrySettings(
    boolean plainHttp, Reach reach, TlsSettings tls, List<Mirror> mirrors,
    Set<String> tokenHosts) {

  /** For registries that the operator names: at any address. */
  public static final RegistrySettings NAMED = new RegistrySettings(false, Reach.ANY,
      TlsSettings.DEFAULT, List.of(), Set.of());

  /** For registries that strangers name: at public addresses alone. */
  public static final RegistrySettings STRANGE = new RegistrySettings(false, Reach.PUBLIC,
      TlsSettings.DEFAULT, List.of(), Set.of());

  public RegistrySettings {
    mirrors = List.copyOf(mirrors);
    tokenHosts = Set.copyOf(tokenHosts);
  }

  public RegistrySettings withPlainHttp() {
    return new RegistrySettings(true, reach, tls, mirrors, tokenHosts);
  }

  public RegistrySettings withTls(TlsSettings other) {
    return new RegistrySettings(plainHttp, reach, other, mirrors, tokenHosts);
  }

  public RegistrySettings withMirrors(List<Mirror> others) {
    return new RegistrySettings(plainHttp, reach, tls, others, tokenHosts);
  }

  public RegistrySettings withTokenHosts(Set<String> others) {
    return new RegistrySettings(plainHttp, reach, tls, mirrors, others);
  }
}
