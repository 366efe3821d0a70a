package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import java.math.BigDecimal;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What {@code io.jwt.decode_verify} asks of a token. One use each. */
final class TokenConstraints {

  private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY,
      ObjectValue.EMPTY);
  private static final int DEEPEST = 10;

  private final Signatures signatures;
  private @Nullable String certificate;
  private String secret = "";
  private String alg = "";
  private String iss = "";
  private String aud = "";
  private double time;

  private TokenConstraints(double now, Signatures signatures) {
    this.time = now;
    this.signatures = signatures;
  }

  static Value decodeVerify(
      BuiltinContext context, Value token, Value constraints, Signatures signatures) {
    var object = Operand.object(2, constraints);
    var wanted = new TokenConstraints(context.nowNanos(), signatures);
    for (var i = 0; i < object.size(); i++) {
      wanted.read(object.keyAt(i), object.valueAt(i));
    }
    if (wanted.certificate != null && !wanted.secret.isEmpty()) {
      throw BuiltinException.failure("duplicate key constraints");
    }
    if (wanted.certificate == null && wanted.secret.isEmpty()) {
      throw BuiltinException.failure("no key constraint");
    }
    context.allocateText(Operand.string(1, token).length());
    return wanted.verify(Operand.string(1, token));
  }

  private void read(Value key, Value value) {
    var name = key instanceof StringValue s ? s.value() : key.toString();
    switch (name) {
      case "cert" -> {
        certificate = text(name, value);
        signatures.keys(certificate); // what is no key is an error before any other
      }
      case "secret" -> secret = text(name, value);
      case "alg" -> alg = text(name, value);
      case "iss" -> iss = text(name, value);
      case "aud" -> aud = text(name, value);
      case "time" -> time = time(value);
      default ->
        throw BuiltinException.failure("unknown token validation constraint: " + name);
    }
  }

  private static String text(String name, Value value) {
    if (!(value instanceof StringValue s)) {
      throw BuiltinException.failure(name + " constraint: must be a string");
    }
    return s.value();
  }

  private static double time(Value value) {
    if (!(value instanceof NumberValue number)) {
      throw BuiltinException.failure("token time constraint: must be a number");
    }
    var nanos = number.toDouble();
    if (Double.isInfinite(nanos)) {
      throw BuiltinException.failure("token time constraint: unvalid float64");
    }
    if (nanos < 0) {
      throw BuiltinException.failure("token time constraint: must not be negative");
    }
    return nanos;
  }

  private Value verify(String outermost) {
    var text = outermost;
    for (var depth = 0; depth < DEEPEST; depth++) {
      var token = Token.split(text);
      var decoded = token.decodedHeader();
      var header = TokenHeader.of(decoded);
      if (!header.isAcceptable() || !alg.isEmpty() && !alg.equals(header.alg())) {
        return UNVERIFIED;
      }
      token.decodedSignature();
      if (!isSigned(header, token, text)) {
        return UNVERIFIED;
      }
      var payload = token.decodedPayload();
      if (header.cty().equalsIgnoreCase("JWT")) {
        text = payload;
        continue;
      }
      var claims = Token.object(payload);
      return areMet(claims)
          ? ArrayValue.of(BooleanValue.TRUE, decoded, claims)
          : UNVERIFIED;
    }
    throw BuiltinException.failure("tokens within tokens, more than " + DEEPEST);
  }

  /** The algorithm is the header's, but only for keys of its kind: a public key is no secret. */
  private boolean isSigned(TokenHeader header, Token token, String text) {
    var algorithm = TokenAlgorithm.find(header.alg());
    if (algorithm == null) {
      return false;
    }
    if (certificate == null) {
      var key = new SecretKeySpec(Utf8.encode(secret), "secret");
      return signatures.holds(
          new Signatures.Claim(algorithm, text, Signatures.Kind.SECRET, secret),
          () -> Signatures.verifies(key, algorithm, token));
    }
    var keys = signatures.keys(certificate);
    return signatures.holds(
        new Signatures.Claim(algorithm, text, Signatures.Kind.KEYS, certificate),
        () -> Signatures.verifies(keys, header, algorithm, token));
  }

  private boolean areMet(ObjectValue claims) {
    var issuerFits = iss.isEmpty()
        || claims.get("iss") instanceof StringValue s && s.value().equals(iss);
    return issuerFits && isAudience(claims.get("aud")) && isTime(claims);
  }

  private boolean isAudience(@Nullable Value audience) {
    return switch (audience) {
      case null -> aud.isEmpty();
      case StringValue s -> s.value().equals(aud);
      case ArrayValue all -> all.items().contains(StringValue.of(aud));
      default -> false;
    };
  }

  private boolean isTime(ObjectValue claims) {
    var now = new BigDecimal(Double.toString(time / 1_000_000_000));
    var expiry = seconds(claims, "exp");
    var start = expiry != null && now.compareTo(expiry) >= 0 ? null : seconds(claims, "nbf");
    return (expiry == null || now.compareTo(expiry) < 0)
        && (start == null || now.compareTo(start) >= 0);
  }

  private static @Nullable BigDecimal seconds(ObjectValue claims, String name) {
    return switch (claims.get(name)) {
      case null -> null;
      case NumberValue number -> number.toBigDecimal();
      default -> throw BuiltinException.failure(name + " value must be a number");
    };
  }
}
