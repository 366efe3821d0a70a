package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.tuple;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;

/** The functions on JSON web tokens. Thread-safe; remembers what it verified. */
final class Tokens {

  private static final Type.Function VERIFY = args(STRING, STRING).gives(BOOLEAN);
  private static final Type CLAIMS = object(ANY, ANY);
  private static final int DEEPEST = 10;

  private final Signatures signatures = new Signatures();

  List<Builtin> rows() {
    var rows = new ArrayList<Builtin>();
    for (var algorithm : TokenAlgorithm.values()) {
      var name = algorithm.name().toLowerCase(Locale.ROOT);
      Builtin.Code2 verify = (context, token, key) -> verify(algorithm, token, key);
      rows.add(
          row(
              "io.jwt.verify_" + name,
              "Whether the token was signed by the key, with " + algorithm.name() + ".",
              VERIFY,
              verify));
    }
    rows.add(
        row(
            "io.jwt.decode",
            "The header, payload and signature of a token, which is not verified.",
            args(STRING).gives(tuple(CLAIMS, CLAIMS, STRING)),
            Tokens::decode));
    rows.add(
        row(
            "io.jwt.decode_verify",
            "Whether the token meets the constraints, its header and its payload.",
            args(STRING, object(STRING, ANY)).gives(tuple(BOOLEAN, CLAIMS, CLAIMS)),
            (context, token, constraints) -> TokenConstraints.decodeVerify(
                context, token, constraints, signatures))
            .flags(Builtin.Flag.NONDETERMINISTIC));
    rows.add(
        row(
            "io.jwt.encode_sign",
            "A token of header and payload, signed by the key.",
            args(object(STRING, ANY), object(STRING, ANY), object(STRING, ANY)).gives(STRING),
            Tokens::encodeSign)
            .flags(Builtin.Flag.NONDETERMINISTIC));
    rows.add(
        row(
            "io.jwt.encode_sign_raw",
            "A token of the texts of header and payload, signed by the key.",
            args(STRING, STRING, STRING).gives(STRING),
            Tokens::encodeSignRaw)
            .flags(Builtin.Flag.NONDETERMINISTIC));
    return rows;
  }

  private Value verify(TokenAlgorithm algorithm, Value token, Value key) {
    var text = Operand.string(1, token);
    var isSecret = algorithm.name().startsWith("HS");
    if (!isSecret && !(key instanceof StringValue)) {
      Token.split(text); // what is no token is an error before what is no key
    }
    var keyText = Operand.string(2, key);
    var kind = isSecret ? Signatures.Kind.SECRET : Signatures.Kind.KEYS;
    return BooleanValue.of(
        signatures.holds(
            new Signatures.Claim(algorithm, text, kind, keyText),
            () -> isSecret
                ? verifiesSecret(algorithm, text, keyText)
                : verifiesKey(algorithm, text, keyText)));
  }

  private static boolean verifiesSecret(TokenAlgorithm algorithm, String token, String secret) {
    var parts = Token.split(token);
    var bytes = Utf8.encode(secret);
    var padded = bytes.length == 0 ? new byte[1] : bytes;
    return Signatures.verifies(new SecretKeySpec(padded, "secret"), algorithm, parts);
  }

  private boolean verifiesKey(TokenAlgorithm algorithm, String token, String key) {
    var parts = Token.split(token);
    var keys = signatures.keys(key);
    parts.decodedSignature();
    var header = TokenHeader.of(parts.decodedHeader());
    return Signatures.verifies(keys, header, algorithm, parts);
  }

  private static Value decode(BuiltinContext context, Value token) {
    var text = Operand.string(1, token);
    for (var depth = 0; depth < DEEPEST; depth++) {
      context.allocateText(text.length());
      var parts = Token.split(text);
      var header = parts.decodedHeader();
      var payload = parts.decodedPayload();
      if (header.get("cty") instanceof StringValue type && type.value().equals("JWT")) {
        text = Trimming.trim(context, StringValue.of(payload),
            StringValue.of("\"'")) instanceof StringValue s ? s.value() : payload;
        continue;
      }
      var claims = Token.object(payload);
      try {
        return ArrayValue.of(
            header,
            claims,
            StringValue.of(HexFormat.of().formatHex(parts.decodedSignature())));
      } catch (BuiltinException e) {
        throw BuiltinException.failure("JWT signature had invalid encoding: " + e.getMessage());
      }
    }
    throw BuiltinException.failure("tokens within tokens, more than " + DEEPEST);
  }

  private static Value encodeSign(
      BuiltinContext context, Value header, Value payload, Value key) {
    Texts.allocate(context, header, 0);
    Texts.allocate(context, payload, 0);
    Texts.allocate(context, key, 0);
    return sign(context, Json.write(header), Json.write(payload), Json.write(key));
  }

  private static Value encodeSignRaw(
      BuiltinContext context, Value header, Value payload, Value key) {
    var jwk = Operand.string(3, key);
    return sign(context, Operand.string(1, header), Operand.string(2, payload), jwk);
  }

  private static Value sign(
      BuiltinContext context, String header, String payload, String jwk) {
    context.allocateText(2L * (header.length() + payload.length()));
    var keys = KeySet.parseJson(jwk).keys();
    if (keys.isEmpty()) {
      throw BuiltinException.failure("no keys found in JWK set");
    }
    var parameters = HeaderText.members(header);
    if (!(parameters.get("alg") instanceof StringValue name)) {
      var given = parameters.get("alg");
      throw BuiltinException.failure(
          "missing or invalid 'alg' header: "
              + (given == null
                  ? "jwsbb: header \"alg\" not found"
                  : "value doesn't contain string; it contains "
                      + (given instanceof BooleanValue ? given.toString() : given.typeName())));
    }
    var algorithm = TokenAlgorithm.find(name.value());
    if (algorithm == null) {
      throw BuiltinException.failure("unknown JWS algorithm: " + name.value());
    }
    var isToken = !(parameters.get("typ") instanceof StringValue type)
        || type.value().equals("JWT");
    if (isToken && !Json.isValid(payload)) {
      throw BuiltinException.failure("type is JWT but payload is not JSON");
    }
    var signed = encode(Utf8.encode(header)) + "." + encode(Utf8.encode(payload));
    var signature = algorithm.sign(keys.getFirst().key(), Utf8.encode(signed));
    return StringValue.of(signed + "." + encode(signature));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
