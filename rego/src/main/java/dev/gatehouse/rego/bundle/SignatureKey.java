package dev.gatehouse.rego.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key with the one algorithm that it is used with, which the signed token cannot choose. */
public final class SignatureKey {

  private final String algorithm;
  private final byte[] secret;
  private final PublicKey[] keys;

  private SignatureKey(String algorithm, byte[] secret, PublicKey... keys) {
    this.algorithm = algorithm;
    this.secret = secret;
    this.keys = keys;
  }

  /**
   * A key.
   *
   * @param algorithm of RFC 7518: HS256, RS256, PS256, ES256 and those with 384 and 512
   * @param key the secret of an HMAC, otherwise a public key in PEM
   * @throws GeneralSecurityException if the algorithm is unknown or the key is none
   */
  public static SignatureKey of(String algorithm, String key) throws GeneralSecurityException {
    if (!algorithm.matches("(HS|RS|PS|ES)(256|384|512)")) {
      throw new GeneralSecurityException("unknown signature algorithm: " + algorithm);
    }
    if (algorithm.startsWith("HS")) {
      return new SignatureKey(algorithm, key.getBytes(StandardCharsets.UTF_8));
    }
    var base64 = key.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      var family = algorithm.startsWith("ES") ? "EC" : "RSA";
      var made = KeyFactory.getInstance(family).generatePublic(encoded);
      return new SignatureKey(algorithm, new byte[0], made);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key is not in PEM", e);
    }
  }

  /** Whether the signature of a text was made with this key. */
  boolean verifies(byte[] text, byte[] signature) throws GeneralSecurityException {
    var bits = algorithm.substring(2);
    if (keys.length == 0) {
      var mac = Mac.getInstance("HmacSHA" + bits);
      mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
      return MessageDigest.isEqual(mac.doFinal(text), signature);
    }
    var verifier = switch (algorithm.substring(0, 2)) {
      case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
      case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      default -> pss(bits);
    };
    verifier.initVerify(keys[0]);
    verifier.update(text);
    return verifier.verify(signature);
  }

  /** What a signature is that this key did not make, in OPA's words. */
  String mismatch() {
    return switch (algorithm.substring(0, 2)) {
      case "HS" -> "invalid HMAC signature";
      case "ES" -> "invalid ECDSA signature";
      default -> "crypto/rsa: verification error";
    };
  }

  private static Signature pss(String bits) throws GeneralSecurityException {
    var digest = "SHA-" + bits;
    var signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), Integer.parseInt(bits) / 8, 1));
    return signature;
  }
}
