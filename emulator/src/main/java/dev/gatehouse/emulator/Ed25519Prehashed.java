package dev.gatehouse.emulator;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519ph of RFC 8032: signs the SHA-512 of the content, with an empty context. */
final class Ed25519Prehashed {

  private static final byte[] NO_CONTEXT = {};

  private Ed25519Prehashed() {}

  static byte[] sign(PrivateKey key, byte[] digest) {
    requireSha512(digest);
    var seed = ((EdECPrivateKey) key).getBytes()
        .orElseThrow(() -> new IllegalArgumentException("the key cannot be read"));
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.signPrehash(seed, 0, NO_CONTEXT, digest, 0, signature, 0);
    return signature;
  }

  static boolean verifies(PublicKey key, byte[] digest, byte[] signature) {
    requireSha512(digest);
    var encoded = key.getEncoded();
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verifyPrehash(signature, 0, encoded, encoded.length - 32, NO_CONTEXT, digest, 0);
  }

  private static void requireSha512(byte[] digest) {
    if (digest.length != 64) {
      throw new IllegalArgumentException("Ed25519ph signs a SHA-512, not " + digest.length
          + " bytes");
    }
  }
}
