package dev.gatehouse.trust.sign;

import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A private key with its public one. */
public final class SigningKey {

  private final PrivateKey secret;
  private final VerificationKey key;

  private SigningKey(PrivateKey secret, VerificationKey key) {
    this.secret = secret;
    this.key = key;
  }

  /** A new ECDSA key on P-256. */
  public static SigningKey generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerificationKey.of(pair.getPublic()));
    } catch (GeneralSecurityException | MalformedException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** Reads a private key in PKCS #8, not encrypted. */
  public static SigningKey parse(byte[] pkcs8) throws SigningException {
    try {
      var secret = PrivateKeyFactory.createKey(pkcs8);
      var spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicOf(secret));
      var algorithm = switch (secret) {
        case ECPrivateKeyParameters _ -> "EC";
        case Ed25519PrivateKeyParameters _ -> "Ed25519";
        default -> "RSA";
      };
      var key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new SigningKey(key, VerificationKey.parse(spki.getEncoded()));
    } catch (IOException | GeneralSecurityException | MalformedException
        | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for structures with the wrong contents.
      throw new SigningException(SigningException.Reason.BAD_KEY,
          "the private key is not of a supported kind: " + e.getMessage(), e);
    }
  }

  private static AsymmetricKeyParameter publicOf(AsymmetricKeyParameter secret) {
    return switch (secret) {
      case ECPrivateKeyParameters ec -> new ECPublicKeyParameters(
          new FixedPointCombMultiplier().multiply(ec.getParameters().getG(), ec.getD()),
          ec.getParameters());
      case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
      case RSAPrivateCrtKeyParameters rsa ->
        new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
      default -> throw new IllegalArgumentException("neither ECDSA nor Ed25519 nor RSA");
    };
  }

  /** The key that verifies what this one signs. */
  public VerificationKey verificationKey() {
    return key;
  }

  /** The private key in PKCS #8. */
  byte[] encoded() {
    return secret.getEncoded();
  }

  /** The usual way for such a key; with Ed25519 over a hash, where only a hash can be logged. */
  Scheme scheme(boolean prehashed) {
    return prehashed && key.schemes().getFirst() instanceof Scheme.Ed25519
        ? new Scheme.Ed25519Prehashed()
        : key.schemes().getFirst();
  }

  /**
   * The way of cosign's older form, which has SHA-256 for every curve.
   *
   * @param prehashed whether Ed25519 is over a hash, which is all that logs of hashes can verify
   */
  Scheme olderScheme(boolean prehashed) {
    return key.schemes().getFirst() instanceof Scheme.Ecdsa
        ? new Scheme.Ecdsa(Hash.SHA256)
        : scheme(prehashed);
  }

  byte[] sign(Scheme scheme, byte[] message) {
    try {
      var signature = Signature.getInstance(switch (scheme) {
        case Scheme.Ecdsa ecdsa -> jdkName(ecdsa.hash()) + "withECDSA";
        case Scheme.RsaPkcs1 rsa -> jdkName(rsa.hash()) + "withRSA";
        case Scheme.Ed25519 _,Scheme.Ed25519Prehashed _ -> "EdDSA";
        case Scheme.RsaPss _ -> throw new IllegalArgumentException("signing with PSS");
      });
      if (scheme instanceof Scheme.Ed25519Prehashed) {
        signature.setParameter(new EdDSAParameterSpec(true));
      }
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not sign as it says", e);
    }
  }

  private static String jdkName(Hash hash) {
    return switch (hash) {
      case SHA256 -> "SHA256";
      case SHA384 -> "SHA384";
      case SHA512 -> "SHA512";
    };
  }
}
