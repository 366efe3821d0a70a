package dev.gatehouse.rego.compile;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.ParameterNames;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type that does not fit.
 *
 * @param fromUnknown whether a type in it is unknown, so that another issue may be the cause
 */
record TypeIssue(Issue issue, boolean fromUnknown) {

  private static final String LINE = "\n\t";

  static TypeIssue plain(Location location, String message) {
    return new TypeIssue(new Issue(Issue.TYPE, location, message), false);
  }

  /** Two terms that can never be the same. */
  static TypeIssue match(Location location, Type left, Type right) {
    var text = "match error" + LINE + "left  : " + left + LINE + "right : " + right;
    return new TypeIssue(
        new Issue(Issue.TYPE, location, text), Types.hasUnknown(left) || Types.hasUnknown(right));
  }

  /** Arguments that a function does not take. */
  static TypeIssue arguments(
      Location location, String function, String problem, List<Type> have, String want) {
    var text = function + ": " + problem + LINE + "have: " + joined(have) + LINE + "want: " + want;
    return new TypeIssue(
        new Issue(Issue.TYPE, location, text), have.stream().anyMatch(Types::hasUnknown));
  }

  private static String joined(List<Type> types) {
    return types.stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The parameters of a function as messages show them. */
  static String parameters(String function, Type.Function type, boolean withResult) {
    var texts = new ArrayList<String>();
    for (var i = 0; i < type.args().size(); i++) {
      texts.add(ParameterNames.named(function, i, type.args().get(i)));
    }
    if (withResult && type.result() != null) {
      texts.add(ParameterNames.named(function, type.args().size(), type.result()));
    }
    if (type.variadic() != null) {
      texts.add(type.variadic() + "...");
    }
    return "(" + String.join(", ", texts) + ")";
  }

  /** A reference below a value that nothing can be below of; or of a function, as if a value. */
  static TypeIssue unsupported(List<Term> ref, int position, Type have) {
    var text = have instanceof Type.Function
        ? "function " + functionName(ref) + " used as reference, not called"
        : "undefined ref: " + TermText.of(ref);
    var marks = "^".repeat(width(ref.subList(0, position + 1)));
    return new TypeIssue(
        new Issue(
            Issue.TYPE,
            ref.getFirst().location(),
            text + LINE + TermText.of(ref) + LINE + marks + LINE + "have: " + have),
        false);
  }

  private static String functionName(List<Term> ref) {
    var isDynamic = ref.getLast() instanceof Term.Var(var location, var name)
        && LocalNames.isGenerated(name);
    return TermText.of(isDynamic ? ref.subList(0, ref.size() - 1) : ref);
  }

  /** What a reference has at a position, and what it could have. */
  record Mismatch(
      List<Term> ref, int position, @Nullable Type have, Type want, List<Value> oneOf) {

    TypeIssue issue() {
      var pad = " ".repeat(width(ref.subList(0, position)) + 1);
      var text = "undefined ref: "
          + TermText.of(ref)
          + LINE
          + TermText.of(ref)
          + LINE
          + pad
          + "^"
          + LINE
          + pad
          + (have == null
              ? "have: " + TermText.of(ref.get(position))
              : "have (type): " + have)
          + LINE
          + pad
          + (oneOf.isEmpty()
              ? "want (type): " + (want == Type.UNKNOWN ? "<nil>" : want)
              : "want (one of): " + alternatives());
      return new TypeIssue(
          new Issue(Issue.TYPE, ref.getFirst().location(), text), false);
    }

    private String alternatives() {
      return oneOf.stream().map(Value::toString).collect(Collectors.joining(" ", "[", "]"));
    }
  }

  /** The length of the text in bytes, by which OPA places its marks. */
  private static int width(List<Term> parts) {
    return TermText.of(parts).getBytes(StandardCharsets.UTF_8).length;
  }
}
