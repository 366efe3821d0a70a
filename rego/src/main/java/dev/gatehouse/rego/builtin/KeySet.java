package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.x509.Certificate;
import dev.gatehouse.rego.builtin.x509.Pem;
import dev.gatehouse.rego.builtin.x509.SubjectKey;
import java.security.Key;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a PEM certificate or public key, or of a JSON web key or set of keys. */
record KeySet(List<NamedKey> keys) {

  /** Reads keys. @throws BuiltinException if there are none in the text */
  static KeySet parse(String text) {
    var block = Pem.first(text);
    if (block != null) {
      if (block.end() < text.length()) {
        throw BuiltinException.failure("extra data after a PEM certificate block");
      }
      return new KeySet(List.of(new NamedKey("", "", fromPem(block))));
    }
    try {
      return parseJson(text).usable();
    } catch (BuiltinException e) {
      throw BuiltinException.failure("failed to parse a JWK key (set): " + e.getMessage());
    }
  }

  private static PublicKey fromPem(Pem block) {
    return switch (block.type()) {
      case "CERTIFICATE" -> certificateKey(block.content());
      case "PUBLIC KEY" -> publicKey(block.content());
      default ->
        throw BuiltinException.failure("failed to extract a Key from the PEM certificate");
    };
  }

  private static PublicKey certificateKey(byte[] content) {
    try {
      return Certificate.one(content).usableKey();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure("failed to parse a PEM certificate: " + e.getMessage());
    }
  }

  private static PublicKey publicKey(byte[] content) {
    try {
      return SubjectKey.usable(content);
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure("failed to parse a PEM public key: " + e.getMessage());
    }
  }

  /** The keys whose algorithm is known. */
  private KeySet usable() {
    return new KeySet(keys.stream()
        .filter(k -> k.algorithm.isEmpty() || TokenAlgorithm.find(k.algorithm) != null)
        .toList());
  }

  /** The keys of a JSON web key or set of keys. @throws BuiltinException if one of them is none */
  static KeySet parseJson(String text) {
    Value json;
    try {
      json = Json.parse(text);
    } catch (TextException e) {
      throw BuiltinException.failure(e.reason());
    }
    if (!(json instanceof ObjectValue object)) {
      throw BuiltinException.failure("a key must be an object");
    }
    var keys = new ArrayList<NamedKey>();
    var items = switch (object.get("keys")) {
      case null -> ArrayValue.of(object);
      case ArrayValue array -> array;
      case Value other -> throw BuiltinException.failure("failed to decode \"keys\"");
    };
    for (var item : items) {
      if (!(item instanceof ObjectValue jwk)) {
        throw BuiltinException.failure("a key must be an object");
      }
      keys.add(new NamedKey(text(jwk, "alg"), text(jwk, "kid"), JsonWebKey.read(jwk)));
    }
    return new KeySet(keys);
  }

  private static String text(ObjectValue jwk, String name) {
    return jwk.get(name) instanceof StringValue s ? s.value() : "";
  }

  @Nullable
  NamedKey named(String kid) {
    for (var key : keys) {
      if (key.kid.equals(kid)) {
        return key;
      }
    }
    return null;
  }

  /**
   * A key.
   *
   * @param algorithm the only algorithm it is for, empty for any
   * @param kid its name, empty if it has none
   */
  record NamedKey(String algorithm, String kid, Key key) {}
}
