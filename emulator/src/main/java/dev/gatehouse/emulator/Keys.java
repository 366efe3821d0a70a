package dev.gatehouse.emulator;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Makes keys and signs with them. */
final class Keys {

  private Keys() {}

  static KeyPair p256() {
    return elliptic("secp256r1");
  }

  static KeyPair p384() {
    return elliptic("secp384r1");
  }

  static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static KeyPair rsa() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static KeyPair elliptic(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + curve, e);
    }
  }

  static byte[] sign(String algorithm, PrivateKey key, byte[] content) {
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this key cannot sign with " + algorithm, e);
    }
  }

  static boolean verifies(String algorithm, PublicKey key, byte[] content, byte[] signed) {
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // malformed is not signed
    }
  }

  /** ECDSA over SHA-256, the way the logs sign. */
  static byte[] signEcdsa(KeyPair key, byte[] content) {
    return sign("SHA256withECDSA", key.getPrivate(), content);
  }

  static byte[] sha256(byte[] content) {
    return hash("SHA-256", content);
  }

  static byte[] hash(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("unknown hash " + algorithm, e);
    }
  }

  /** What a kind of key signs with, and how Sigstore calls it. */
  enum KeyKind {
    P256("SHA-256", "SHA256withECDSA", "PKIX_ECDSA_P256_SHA_256"), P384("SHA-384",
        "SHA384withECDSA", "PKIX_ECDSA_P384_SHA_384"), P521("SHA-512", "SHA512withECDSA",
            "PKIX_ECDSA_P521_SHA_512"), ED25519("SHA-512", "Ed25519", "PKIX_ED25519"), RSA(
                "SHA-256", "SHA256withRSA", "PKIX_RSA_PKCS1V15_2048_SHA256");

    private final String hash;
    private final String signing;
    private final String details;

    KeyKind(String hash, String signing, String details) {
      this.hash = hash;
      this.signing = signing;
      this.details = details;
    }

    static KeyKind of(PublicKey key) {
      return switch (key.getAlgorithm()) {
        case "EC" -> switch (((ECPublicKey) key).getParams().getOrder().bitLength()) {
          case 256 -> P256;
          case 384 -> P384;
          default -> P521;
        };
        case "RSA" -> RSA;
        case "EdDSA", "Ed25519" -> ED25519;
        default -> throw new IllegalArgumentException("no kind of key: " + key.getAlgorithm());
      };
    }

    /** The JDK's name of the hash that is signed. */
    String hash() {
      return hash;
    }

    /** The JDK's name of the way to sign. */
    String signing() {
      return signing;
    }

    /** Sigstore's name: PublicKeyDetails. */
    String details() {
      return details;
    }

    /** Sigstore's name of the hash: HashAlgorithm. */
    String hashName() {
      return hash.replace("SHA-", "SHA2_");
    }
  }
}
