package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Base64;
import dev.gatehouse.rego.builtin.x509.Curve;
import dev.gatehouse.rego.builtin.x509.EdwardsKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads JSON web keys (RFC 7517): RSA, EC, Ed25519, secrets; private ones where they are. What is
 * refused is what the library that OPA uses refuses.
 */
final class JsonWebKey {

  private static final int EDWARDS_SIZE = 32;
  private static final int LARGEST_EXPONENT_BITS = 63;
  private static final List<String> TEXTS = List.of("kid", "use", "x5t", "x5t#S256", "x5u");
  /** What can be computed from the other parts of a private RSA key. */
  private static final List<String> FACTORS = List.of("dp", "dq", "qi");

  private static final Set<String> OPERATIONS = Set.of("sign", "verify", "encrypt", "decrypt",
      "wrapKey", "unwrapKey", "deriveKey", "deriveBits");
  private static final Set<String> ALGORITHMS = Set.of("ES256", "ES256K", "ES384", "ES512",
      "EdDSA", "Ed25519", "HS256", "HS384", "HS512", "none", "PS256", "PS384", "PS512", "RS256",
      "RS384", "RS512", "A128GCMKW", "A128KW", "A192GCMKW", "A192KW", "A256GCMKW", "A256KW", "dir",
      "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW", "PBES2-HS256+A128KW",
      "PBES2-HS384+A192KW", "PBES2-HS512+A256KW", "RSA1_5", "RSA-OAEP", "RSA-OAEP-256",
      "RSA-OAEP-384", "RSA-OAEP-512", "A128CBC-HS256", "A128GCM", "A192CBC-HS384", "A192GCM",
      "A256CBC-HS512", "A256GCM");

  private final ObjectValue jwk;

  private JsonWebKey(ObjectValue jwk) {
    this.jwk = jwk;
  }

  /** The key. @throws BuiltinException if it is none */
  static Key read(ObjectValue jwk) {
    try {
      var reader = new JsonWebKey(jwk);
      reader.checkParameters();
      return reader.key();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw BuiltinException.failure("malformed key: " + e.getMessage());
    }
  }

  /** A key that is well-formed and yet of no use: it verifies nothing, and signs nothing. */
  private record Useless() implements Key {

    @Override
    public String getAlgorithm() {
      return "none";
    }

    @Override
    public String getFormat() {
      return "none";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  private void checkParameters() {
    var algorithm = jwk.get("alg");
    if (algorithm != null
        && !(algorithm instanceof StringValue name && ALGORITHMS.contains(name.value()))) {
      throw BuiltinException.failure("invalid key value: " + algorithm);
    }
    for (var name : TEXTS) {
      if (jwk.get(name) != null) {
        text(name);
      }
    }
    checkOperations();
  }

  private void checkOperations() {
    var items = switch (jwk.get("key_ops")) {
      case null -> ArrayValue.EMPTY;
      case ArrayValue array -> array;
      case Value other -> ArrayValue.of(other);
    };
    for (var item : items) {
      if (!(item instanceof StringValue name && OPERATIONS.contains(name.value()))) {
        throw BuiltinException.failure("invalid keyoperation " + item);
      }
    }
  }

  private Key key() throws GeneralSecurityException {
    if (!(jwk.get("kty") instanceof StringValue type)) {
      throw BuiltinException.failure("failed to get \"kty\" hint");
    }
    return switch (type.value()) {
      case "RSA" -> rsa();
      case "EC" -> elliptic();
      case "OKP" -> edwards();
      case "oct" -> new SecretKeySpec(bytes("k"), "secret");
      default -> throw BuiltinException.failure("unknown key type: " + type.value());
    };
  }

  private Key rsa() throws GeneralSecurityException {
    var modulus = number("n");
    var exponent = number("e");
    if (modulus.signum() == 0 || !exponent.testBit(0)
        || exponent.bitLength() > LARGEST_EXPONENT_BITS) {
      throw BuiltinException.failure("invalid rsa public key");
    }
    try {
      var factory = KeyFactory.getInstance("RSA");
      if (jwk.get("d") == null) {
        return factory.generatePublic(new RSAPublicKeySpec(modulus, exponent));
      }
      var d = number("d");
      if (d.signum() == 0 && bytes("d").length == 0) {
        throw BuiltinException.failure("missing \"d\" value");
      }
      for (var name : FACTORS) {
        if (jwk.get(name) != null) {
          bytes(name);
        }
      }
      return jwk.get("p") == null || jwk.get("q") == null
          ? new Useless()
          : factory.generatePrivate(privateRsa(modulus, exponent, d));
    } catch (GeneralSecurityException | ArithmeticException e) {
      return new Useless();
    }
  }

  /** The parts must fit each other, those that are not needed too. */
  private RSAPrivateCrtKeySpec privateRsa(BigInteger modulus, BigInteger exponent, BigInteger d)
      throws GeneralSecurityException {
    var p = number("p");
    var q = number("q");
    var first = d.mod(p.subtract(BigInteger.ONE));
    var second = d.mod(q.subtract(BigInteger.ONE));
    var inverse = q.modInverse(p);
    if (!p.multiply(q).equals(modulus)
        || !isInverse(exponent, d, p) || !isInverse(exponent, d, q)
        || hasAllFactors()
            && (!isGivenAs("dp", first) || !isGivenAs("dq", second) || !isGivenAs("qi", inverse))) {
      throw new GeneralSecurityException("the parts of the key do not belong together");
    }
    return new RSAPrivateCrtKeySpec(modulus, exponent, d, p, q, first, second, inverse);
  }

  private static boolean isInverse(BigInteger exponent, BigInteger d, BigInteger prime) {
    return exponent.multiply(d).mod(prime.subtract(BigInteger.ONE)).equals(BigInteger.ONE);
  }

  /** If one is missing, OPA computes all. */
  private boolean hasAllFactors() {
    return FACTORS.stream().allMatch(name -> jwk.get(name) != null);
  }

  private boolean isGivenAs(String name, BigInteger expected) {
    return number(name).equals(expected);
  }

  private Key elliptic() throws GeneralSecurityException {
    var curve = Curve.named(text("crv"));
    var point = curve.point(coordinate("x", curve.size()), coordinate("y", curve.size()));
    var factory = KeyFactory.getInstance("EC");
    return jwk.get("d") == null
        ? factory.generatePublic(new ECPublicKeySpec(point, curve.spec()))
        : factory.generatePrivate(
            new ECPrivateKeySpec(coordinate("d", curve.size()), curve.spec()));
  }

  private BigInteger coordinate(String name, int size) {
    var bytes = bytes(name);
    if (bytes.length != size) {
      throw BuiltinException.failure("invalid \"" + name + "\" length (" + bytes.length + ")");
    }
    return new BigInteger(1, bytes);
  }

  private Key edwards() throws GeneralSecurityException {
    var x = bytes("x");
    var seed = jwk.get("d") == null ? new byte[0] : bytes("d");
    var isPrivate = jwk.get("d") != null;
    switch (text("crv")) {
      case "Ed25519", "X25519" -> {
        if (x.length != EDWARDS_SIZE || isPrivate && seed.length != EDWARDS_SIZE) {
          throw BuiltinException.failure("wrong size of key");
        }
      }
      case "Ed448", "X448" ->
        throw BuiltinException.failure("invalid curve algorithm " + text("crv"));
      default -> throw BuiltinException.failure("invalid curve algorithm: " + text("crv"));
    }
    if (text("crv").equals("X25519")) {
      return new Useless();
    }
    return isPrivate ? edwardsPrivate(x, seed) : edwardsPublic(x);
  }

  private static Key edwardsPrivate(byte[] x, byte[] seed) throws GeneralSecurityException {
    return Arrays.equals(new EdwardsKey(seed).point(), x)
        ? KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed))
        : new Useless();
  }

  private static Key edwardsPublic(byte[] x) throws GeneralSecurityException {
    var reversed = new byte[x.length];
    for (var i = 0; i < x.length; i++) {
      reversed[x.length - 1 - i] = x[i];
    }
    var isOdd = reversed[0] < 0;
    if (isOdd) {
      reversed[0] &= 0x7F;
    }
    var point = new EdECPoint(isOdd, new BigInteger(1, reversed));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private BigInteger number(String name) {
    return new BigInteger(1, bytes(name));
  }

  /** The bytes of a text in whichever form of base64 it is. */
  private byte[] bytes(String name) {
    var text = text(name);
    var encoded = Utf8.encode(text);
    var isPadded = text.endsWith("=");
    var isOfUrl = text.indexOf('+') < 0 && text.indexOf('/') < 0;
    return isPadded ? Base64.decode(encoded, isOfUrl) : Base64.decodeUnpadded(encoded, isOfUrl);
  }

  private String text(String name) {
    return switch (jwk.get(name)) {
      case StringValue s -> s.value();
      case NullValue none -> "";
      case null -> throw BuiltinException.failure("required field " + name + " is missing");
      case Value other -> throw BuiltinException.failure(
          "failed to decode value for key " + name + ": " + other.typeName() + " is no text");
    };
  }
}
