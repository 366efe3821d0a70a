package dev.gatehouse.policy.provider;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificate that the gate shows to providers.
 *
 * @param key its private key
 * @param chain the certificate, then those that vouch for it
 */
public record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {

  public ClientCertificate {
    chain = List.copyOf(chain);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientCertificate["
        + (chain.isEmpty() ? "" : chain.getFirst().getSubjectX500Principal())
        + "]";
  }
}
