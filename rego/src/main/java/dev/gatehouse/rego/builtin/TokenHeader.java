package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a token's header (RFC 7515, 4.1) that matter to its verification.
 *
 * @param isAcceptable whether there is an algorithm, and no critical parameter that is unknown
 */
record TokenHeader(String alg, String kid, String cty, boolean isAcceptable) {

  private static final List<String> KNOWN = List.of("alg", "kid", "typ", "cty", "crit");

  static TokenHeader of(ObjectValue header) {
    var alg = text(header, "alg");
    text(header, "typ");
    var critical = critical(header.get("crit"));
    var isUnderstood = true;
    for (var i = 0; i < header.size(); i++) {
      var name = header.keyAt(i);
      var isKnown = name instanceof StringValue s && KNOWN.contains(s.value());
      isUnderstood &= isKnown || !critical.items().contains(name);
    }
    return new TokenHeader(
        alg, text(header, "kid"), text(header, "cty"), isUnderstood && !alg.isEmpty());
  }

  private static String text(ObjectValue header, String name) {
    var value = header.get(name);
    if (value == null) {
      return "";
    }
    if (!(value instanceof StringValue s)) {
      throw BuiltinException.failure(name + ": must be a string");
    }
    return s.value();
  }

  private static ArrayValue critical(@Nullable Value value) {
    if (value == null) {
      return ArrayValue.EMPTY;
    }
    if (!(value instanceof ArrayValue names)) {
      throw BuiltinException.failure("crit: must be a list");
    }
    if (names.items().stream().noneMatch(StringValue.class::isInstance)) {
      throw BuiltinException.failure("crit: must be a nonempty list");
    }
    return names;
  }
}
