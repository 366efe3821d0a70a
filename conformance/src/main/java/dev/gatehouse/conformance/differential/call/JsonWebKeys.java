package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Writes the keys of {@link Material} as JSON web keys: entries of names and texts in turn. */
final class JsonWebKeys {

  private JsonWebKeys() {}

  /** The key of a name, without its private parts. */
  static List<String> publicKey(String name) {
    return switch (name) {
      case "rsa" -> rsa(false);
      case "ed25519" -> List.of("kty", "OKP", "crv", "Ed25519", "x", edwardsPoint());
      default -> elliptic(name, false);
    };
  }

  static List<String> privateKey(String name) {
    return switch (name) {
      case "rsa" -> rsa(true);
      case "ed25519" -> {
        var der = Material.der("ed25519.key");
        yield List.of("kty", "OKP", "crv", "Ed25519", "x", edwardsPoint(), "d",
            encode(Arrays.copyOfRange(der, der.length - 32, der.length)));
      }
      default -> elliptic(name, true);
    };
  }

  static List<String> secret(String secret) {
    return List.of("kty", "oct", "k", encode(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /** A key as Rego's text; sometimes something of it is missing or odd. */
  static String text(Dice dice, List<String> key) {
    var entries = new ArrayList<String>();
    for (var i = 0; i < key.size(); i += 2) {
      if (dice.percent(99)) {
        entries.add(key.get(i));
        entries.add(Rego.text(Recipes.maybeMutated(dice, 1, key.get(i + 1))));
      }
    }
    if (dice.percent(20)) {
      entries.addAll(List.of("kid", dice.of("\"k1\"", "\"k2\"", "1")));
    }
    if (dice.percent(15)) {
      entries.addAll(List.of("alg", dice.of("\"RS256\"", "\"ES256\"", "\"HS256\"", "\"x\"")));
    }
    if (dice.percent(10)) {
      entries.addAll(List.of("use", dice.of("\"sig\"", "\"enc\"")));
    }
    return Rego.object(entries);
  }

  private static List<String> rsa(boolean isPrivate) {
    var key = (RSAPrivateCrtKey) Material.key("rsa", "RSA");
    var entries = new ArrayList<>(List.of("kty", "RSA", "n", encode(key.getModulus(), 256), "e",
        encode(key.getPublicExponent(), 3)));
    if (isPrivate) {
      entries.addAll(List.of("d", encode(key.getPrivateExponent(), 256), "p",
          encode(key.getPrimeP(), 128), "q", encode(key.getPrimeQ(), 128), "dp",
          encode(key.getPrimeExponentP(), 128), "dq", encode(key.getPrimeExponentQ(), 128), "qi",
          encode(key.getCrtCoefficient(), 128)));
    }
    return entries;
  }

  private static List<String> elliptic(String name, boolean isPrivate) {
    var point = ((ECPublicKey) certified(name)).getW();
    var size = name.equals("p256") ? 32 : name.equals("p384") ? 48 : 66;
    var entries = new ArrayList<>(List.of("kty", "EC", "crv",
        name.equals("p256") ? "P-256" : name.equals("p384") ? "P-384" : "P-521", "x",
        encode(point.getAffineX(), size), "y", encode(point.getAffineY(), size)));
    if (isPrivate) {
      entries.addAll(
          List.of("d", encode(((ECPrivateKey) Material.key(name, "EC")).getS(), size)));
    }
    return entries;
  }

  private static String edwardsPoint() {
    var encoded = certified("ed25519").getEncoded();
    return encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static PublicKey certified(String name) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(Material.der(name + ".cert")))
          .getPublicKey();
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(BigInteger number, int size) {
    var bytes = number.toByteArray();
    var sized = new byte[size];
    var length = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - length, sized, size - length, length);
    return encode(sized);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
