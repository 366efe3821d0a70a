package dev.gatehouse.trust.sign;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.text.Pem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A key to sign with, and who holds it.
 *
 * @param chain the certificate of the identity that holds it, then those above it; empty for a key
 *     that is known as such
 */
record Credential(SigningKey key, List<Certificate> chain) {

  /** What verifiers take it by, as logs of the first version want it. */
  byte[] pem() {
    var pem = chain.isEmpty()
        ? KeyFile.writePublic(key)
        : new Pem("CERTIFICATE", chain.getFirst().encoded()).toString();
    return pem.getBytes(StandardCharsets.UTF_8);
  }
}
