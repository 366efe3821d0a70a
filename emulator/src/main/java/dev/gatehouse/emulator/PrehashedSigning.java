package dev.gatehouse.emulator;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Signs a hash that is known without what was hashed. */
final class PrehashedSigning {

  /** The DigestInfo before a SHA-256: RFC 8017, section 9.2. */
  private static final byte[] SHA256_INFO = HexFormat.of()
      .parseHex("3031300d060960864801650304020105000420");

  private PrehashedSigning() {}

  static byte[] sign(Credential signer, byte[] digest) {
    var key = signer.key().getPrivate();
    return switch (signer.kind()) {
      case P256, P384, P521 -> Keys.sign("NONEwithECDSA", key, digest);
      case RSA -> {
        var info = new ByteArrayOutputStream();
        info.writeBytes(SHA256_INFO);
        info.writeBytes(digest);
        yield Keys.sign("NONEwithRSA", key, info.toByteArray());
      }
      case ED25519 -> throw new IllegalArgumentException(
          "Ed25519 signs content, not a hash of it: sign the file's statement instead");
    };
  }
}
