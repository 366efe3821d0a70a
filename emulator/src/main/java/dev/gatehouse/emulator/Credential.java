package dev.gatehouse.emulator;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** What somebody signs with: a key, and the certificate for it if it is not known by itself. */
record Credential(KeyPair key, Optional<X509Certificate> certificate) {

  Keys.KeyKind kind() {
    return Keys.KeyKind.of(key.getPublic());
  }

  /** The certificate or else the public key in DER. */
  byte[] encoded() {
    return certificate.map(Pem::der).orElseGet(() -> key.getPublic().getEncoded());
  }

  /** The certificate or else the public key in PEM. */
  String pem() {
    return certificate.map(Pem::of).orElseGet(() -> Pem.of(key.getPublic()));
  }

  byte[] sign(byte[] content) {
    return Keys.sign(kind().signing(), key.getPrivate(), content);
  }

  /** Signs over SHA-256 whatever the size of the key, as cosign's older form has it. */
  byte[] signLegacy(byte[] content) {
    var algorithm = switch (kind()) {
      case P256, P384, P521 -> "SHA256withECDSA";
      case RSA, ED25519 -> kind().signing();
    };
    return Keys.sign(algorithm, key.getPrivate(), content);
  }
}
