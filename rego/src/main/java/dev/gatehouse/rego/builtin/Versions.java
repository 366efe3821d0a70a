package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;

/** The functions on semantic versions. */
final class Versions {

  private Versions() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "semver.compare",
            "-1, 0 or 1: whether version a comes before b, is of the same rank, or comes after it.",
            args(STRING, STRING).gives(NUMBER),
            Versions::compare),
        row(
            "semver.is_valid",
            "Whether it is a semantic version.",
            args(ANY).gives(BOOLEAN),
            Versions::isValid));
  }

  private static Value compare(BuiltinContext context, Value a, Value b) {
    var first = Operand.string(1, a);
    var second = Operand.string(2, b);
    return IntegerValue.of(Integer.signum(parse(1, first).compareTo(parse(2, second))));
  }

  private static SemanticVersion parse(int position, String text) {
    var version = SemanticVersion.parse(text);
    if (version == null) {
      throw BuiltinException.failure(
          "operand "
              + position
              + ": string "
              + StringValue.of(text)
              + " is not a valid SemVer");
    }
    return version;
  }

  private static Value isValid(BuiltinContext context, Value value) {
    return BooleanValue.of(
        value instanceof StringValue s && SemanticVersion.parse(s.value()) != null);
  }
}
