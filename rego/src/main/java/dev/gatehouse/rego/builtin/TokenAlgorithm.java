package dev.gatehouse.rego.builtin;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The algorithms that sign tokens (RFC 7518, RFC 8037). */
enum TokenAlgorithm {
  HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EDDSA;

  private static final int LEAST_MODULUS_BITS = 1024;

  /** The algorithm of a name, null if there is none. */
  static @Nullable TokenAlgorithm find(String name) {
    if (name.equals("EdDSA")) {
      return EDDSA;
    }
    for (var algorithm : values()) {
      if (algorithm != EDDSA && algorithm.name().equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  private String family() {
    return name().substring(0, 2);
  }

  private String bits() {
    return name().substring(2);
  }

  /** Whether the key made the signature; false also if the key is of another kind. */
  boolean verifies(Key key, byte[] data, byte[] signature) {
    try {
      return switch (family()) {
        case "HS" ->
          key instanceof SecretKey secret
              && MessageDigest.isEqual(hmac(secret, data), signature);
        case "RS" ->
          key instanceof RSAPublicKey rsa
              && isLongEnough(rsa)
              && verifies(signer("SHA" + bits() + "withRSA"), rsa, data, signature);
        case "PS" ->
          key instanceof RSAPublicKey rsa && isLongEnough(rsa) && verifiesPss(rsa, data, signature);
        case "ES" ->
          key instanceof PublicKey ec
              && key instanceof ECKey
              && verifies(
                  signer("SHA" + bits() + "withECDSAinP1363Format"), ec, data, signature);
        default ->
          key instanceof PublicKey ed
              && key instanceof EdECKey
              && verifies(signer("Ed25519"), ed, data, signature);
      };
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** What Go's crypto/rsa accepts. */
  private static boolean isLongEnough(RSAPublicKey key) {
    return key.getModulus().bitLength() >= LEAST_MODULUS_BITS
        && key.getPublicExponent().bitLength() < Integer.SIZE;
  }

  private static Signature signer(String name) throws GeneralSecurityException {
    return Signature.getInstance(name);
  }

  private static boolean verifies(Signature verifier, PublicKey key, byte[] data, byte[] signature)
      throws GeneralSecurityException {
    verifier.initVerify(key);
    verifier.update(data);
    return verifier.verify(signature);
  }

  private byte[] hmac(SecretKey secret, byte[] data) {
    return Digests.hmac("HmacSHA" + bits(), secret.getEncoded(), data);
  }

  /** Verifies with a salt of any length (RFC 8017, 9.1.2); the JDK wants to know the length. */
  private boolean verifiesPss(RSAPublicKey key, byte[] data, byte[] signature)
      throws GeneralSecurityException {
    var modulusBytes = (key.getModulus().bitLength() + 7) / 8;
    var number = new BigInteger(1, signature);
    if (signature.length != modulusBytes || number.compareTo(key.getModulus()) >= 0) {
      return false;
    }
    var encodedBits = key.getModulus().bitLength() - 1;
    var encoded = IpNetwork.address(
        number.modPow(key.getPublicExponent(), key.getModulus()), (encodedBits + 7) / 8);
    var digest = MessageDigest.getInstance("SHA-" + bits());
    var hashLength = digest.getDigestLength();
    var blockLength = encoded.length - hashLength - 1;
    var unused = 8 * encoded.length - encodedBits;
    if (blockLength < 1
        || encoded[encoded.length - 1] != (byte) 0xBC
        || (encoded[0] & 0xFF) >> (8 - unused) != 0) {
      return false;
    }
    var hash = Arrays.copyOfRange(encoded, blockLength, blockLength + hashLength);
    var block = Arrays.copyOf(encoded, blockLength);
    var mask = mask(digest, hash, blockLength);
    for (var i = 0; i < blockLength; i++) {
      block[i] ^= mask[i];
    }
    block[0] &= (byte) (0xFF >> unused);
    var start = 0;
    while (start < blockLength && block[start] == 0) {
      start++;
    }
    if (start == blockLength || block[start] != 1) {
      return false;
    }
    digest.update(new byte[8]);
    digest.update(MessageDigest.getInstance("SHA-" + bits()).digest(data));
    digest.update(block, start + 1, blockLength - start - 1);
    return MessageDigest.isEqual(hash, digest.digest());
  }

  private static byte[] mask(MessageDigest digest, byte[] seed, int length) {
    var mask = new byte[length];
    var done = 0;
    for (var counter = 0; done < length; counter++) {
      digest.update(seed);
      var part = digest.digest(new byte[]{0, 0, 0, (byte) counter});
      var count = Math.min(part.length, length - done);
      System.arraycopy(part, 0, mask, done, count);
      done += count;
    }
    return mask;
  }

  /** Signs. @throws BuiltinException if the key is not for this algorithm */
  byte[] sign(Key key, byte[] data) {
    try {
      return switch (family()) {
        case "HS" ->
          key instanceof SecretKey secret ? hmac(secret, data) : refuse("a symmetric key");
        case "RS" -> sign(signer("SHA" + bits() + "withRSA"), key, RSAKey.class, data);
        case "PS" -> {
          var signer = signer("RSASSA-PSS");
          var hash = "SHA-" + bits();
          signer.setParameter(
              new PSSParameterSpec(
                  hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits()) / 8, 1));
          yield sign(signer, key, RSAKey.class, data);
        }
        case "ES" ->
          sign(signer("SHA" + bits() + "withECDSAinP1363Format"), key, ECKey.class, data);
        default -> sign(signer("Ed25519"), key, EdECKey.class, data);
      };
    } catch (GeneralSecurityException e) {
      throw BuiltinException.failure("failed to sign: " + e.getMessage());
    }
  }

  private byte[] sign(Signature signer, Key key, Class<?> kind, byte[] data)
      throws GeneralSecurityException {
    if (!(key instanceof PrivateKey secret) || !kind.isInstance(key)) {
      return refuse("a private key of its kind");
    }
    signer.initSign(secret);
    signer.update(data);
    return signer.sign();
  }

  private byte[] refuse(String wanted) {
    throw BuiltinException.failure("algorithm " + name() + " needs " + wanted);
  }
}
