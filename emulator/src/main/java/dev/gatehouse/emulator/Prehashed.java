package dev.gatehouse.emulator;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.HexFormat;

/** Signs a hash, or checks its signature, without what was hashed. */
final class Prehashed {

  /** The DigestInfo before a SHA-256: RFC 8017, section 9.2. */
  private static final byte[] SHA256_INFO = HexFormat.of()
      .parseHex("3031300d060960864801650304020105000420");

  private Prehashed() {}

  static byte[] sign(Credential signer, byte[] digest) {
    var key = signer.key().getPrivate();
    return switch (signer.kind()) {
      case P256, P384, P521 -> Keys.sign("NONEwithECDSA", key, digest);
      case RSA -> Keys.sign("NONEwithRSA", key, info(digest));
      case ED25519 -> Ed25519Prehashed.sign(key, digest);
    };
  }

  static boolean verifies(PublicKey key, byte[] digest, byte[] signature) {
    return switch (Keys.KeyKind.of(key)) {
      case P256, P384, P521 -> Keys.verifies("NONEwithECDSA", key, digest, signature);
      case RSA -> Keys.verifies("NONEwithRSA", key, info(digest), signature);
      case ED25519 -> Ed25519Prehashed.verifies(key, digest, signature);
    };
  }

  private static byte[] info(byte[] digest) {
    var info = new ByteArrayOutputStream();
    info.writeBytes(SHA256_INFO);
    info.writeBytes(digest);
    return info.toByteArray();
  }
}
