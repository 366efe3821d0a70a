package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.rego.builtin.go.Base64;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads JSON web keys (RFC 7517): RSA, EC, Ed25519, secrets; private ones where they are. */
final class JsonWebKey {

  private final ObjectValue jwk;

  private JsonWebKey(ObjectValue jwk) {
    this.jwk = jwk;
  }

  /** The key. @throws BuiltinException if it is none */
  static Key read(ObjectValue jwk) {
    try {
      return new JsonWebKey(jwk).key();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw BuiltinException.failure("malformed key: " + e.getMessage());
    }
  }

  private Key key() throws GeneralSecurityException {
    if (!(jwk.get("kty") instanceof StringValue type)) {
      throw BuiltinException.failure("failed to get \"kty\" hint");
    }
    return switch (type.value()) {
      case "RSA" -> rsa();
      case "EC" -> ec();
      case "OKP" -> ed25519();
      case "oct" -> secret();
      default -> throw BuiltinException.failure("unknown key type: " + type.value());
    };
  }

  private Key rsa() throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("RSA");
    if (jwk.get("d") == null) {
      return factory.generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
    }
    var p = number("p");
    var q = number("q");
    var d = number("d");
    var first = d.mod(p.subtract(BigInteger.ONE));
    var second = d.mod(q.subtract(BigInteger.ONE));
    return factory.generatePrivate(
        new RSAPrivateCrtKeySpec(
            number("n"), number("e"), d, p, q, first, second, q.modInverse(p)));
  }

  private Key ec() throws GeneralSecurityException {
    var curve = switch (text("crv")) {
      case "P-256" -> "secp256r1";
      case "P-384" -> "secp384r1";
      case "P-521" -> "secp521r1";
      default -> throw BuiltinException.failure("invalid curve algorithm: " + text("crv"));
    };
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    var spec = parameters.getParameterSpec(ECParameterSpec.class);
    var factory = KeyFactory.getInstance("EC");
    return jwk.get("d") == null
        ? factory.generatePublic(
            new ECPublicKeySpec(new ECPoint(number("x"), number("y")), spec))
        : factory.generatePrivate(new ECPrivateKeySpec(number("d"), spec));
  }

  private Key ed25519() throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("Ed25519");
    if (jwk.get("d") != null) {
      return factory.generatePrivate(
          new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes("d")));
    }
    var x = bytes("x");
    var reversed = new byte[x.length];
    for (var i = 0; i < x.length; i++) {
      reversed[x.length - 1 - i] = x[i];
    }
    var isOdd = reversed.length > 0 && reversed[0] < 0;
    if (isOdd) {
      reversed[0] &= 0x7F;
    }
    var point = new EdECPoint(isOdd, new BigInteger(1, reversed));
    return factory.generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private Key secret() {
    return new SecretKeySpec(bytes("k"), "secret");
  }

  private BigInteger number(String name) {
    return new BigInteger(1, bytes(name));
  }

  private byte[] bytes(String name) {
    return Base64.decodeUrlUnpadded(Utf8.encode(text(name).replace("=", "")));
  }

  private String text(String name) {
    if (!(jwk.get(name) instanceof StringValue s)) {
      throw BuiltinException.failure("required field " + name + " is missing");
    }
    return s.value();
  }
}
