package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Base64;
import dev.gatehouse.rego.builtin.x509.Pem;
import dev.gatehouse.rego.builtin.x509.PrivateKey;
import java.util.List;
import java.util.Set;

/** The functions on private keys in PEM. */
final class PrivateKeys {

  private static final Set<String> KEYS = Set.of("RSA PRIVATE KEY", "PRIVATE KEY",
      "EC PRIVATE KEY");

  /** The JSON of a key holds its numbers several times. */
  private static final long GROWTH = 8;

  /** What a multiplication on a curve costs. */
  private static final long KEY_COST = 10_000;

  private PrivateKeys() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "crypto.parse_private_keys",
            "The private keys in PEM.",
            args(STRING).gives(array(object(STRING, ANY))),
            PrivateKeys::parse),
        row(
            "crypto.x509.parse_rsa_private_key",
            "The JSON web key of the first private key in PEM, which may be in base64 as a whole.",
            args(STRING).gives(object(STRING, ANY)),
            PrivateKeys::parseFirst));
  }

  private static Value parse(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    if (text.isEmpty()) {
      return NullValue.NULL;
    }
    try {
      var keys = blocks(context, text).stream()
          .map(block -> PrivateKey.read(block.type(), block.content()).json())
          .toList();
      return ArrayValue.of(keys);
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static Value parseFirst(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    if (text.isEmpty()) {
      throw BuiltinException.failure("input PEM data was empty");
    }
    try {
      var blocks = blocks(context, text.startsWith("-----BEGIN") ? text : decoded(text));
      var keys = blocks.stream()
          .map(block -> PrivateKey.read(block.type(), block.content()))
          .toList();
      return keys.isEmpty() ? NullValue.NULL : keys.getFirst().webKey();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** The keys of a text, which may be in base64 as a whole. */
  private static List<Pem> blocks(BuiltinContext context, String text) {
    context.allocateText(GROWTH * text.length());
    var blocks = Pem.all(decodedIfBase64(text)).stream()
        .filter(block -> KEYS.contains(block.type()))
        .toList();
    context.spend(KEY_COST * blocks.size());
    return blocks;
  }

  private static String decodedIfBase64(String text) {
    try {
      return decoded(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String decoded(String text) {
    return Utf8.decode(Base64.decode(Utf8.encode(text), false));
  }
}
