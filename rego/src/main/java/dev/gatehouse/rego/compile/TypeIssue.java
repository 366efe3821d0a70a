package dev.gatehouse.rego.compile;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.IssueDetail;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    return of(location, "match error", new IssueDetail.Mismatch(left, right));
  }

  /** Arguments that a function does not take. */
  static TypeIssue arguments(Location location, String problem, IssueDetail.Arguments arguments) {
    return of(location, arguments.function() + ": " + problem, arguments);
  }

  /** A reference below a value that nothing can be below of; or of a function, as if a value. */
  static TypeIssue unsupported(List<Term> ref, int position, Type have) {
    var text = have instanceof Type.Function
        ? "function " + functionName(ref) + " used as reference, not called"
        : "undefined ref: " + TermText.of(ref);
    return of(
        ref.getFirst().location(), text, new IssueDetail.Unsupported(ref, position, have));
  }

  private static String functionName(List<Term> ref) {
    var isDynamic = ref.getLast() instanceof Term.Var(var location, var name)
        && LocalNames.isGenerated(name);
    return TermText.of(isDynamic ? ref.subList(0, ref.size() - 1) : ref);
  }

  /** A key that a value does not have. */
  static TypeIssue wrongKey(IssueDetail.WrongKey key) {
    return of(
        key.ref().getFirst().location(), "undefined ref: " + TermText.of(key.ref()), key);
  }

  private static TypeIssue of(Location location, String text, IssueDetail.Mistyped detail) {
    var message = text + LINE + String.join(LINE, lines(detail));
    return new TypeIssue(
        new Issue(Issue.TYPE, location, message, Optional.of(detail)), isFromUnknown(detail));
  }

  private static boolean isFromUnknown(IssueDetail.Mistyped detail) {
    return switch (detail) {
      case IssueDetail.Mismatch(var left, var right) ->
        Types.hasUnknown(left) || Types.hasUnknown(right);
      case IssueDetail.Arguments arguments ->
        arguments.have().stream().anyMatch(Types::hasUnknown);
      case IssueDetail.Unsupported reference -> false;
      case IssueDetail.WrongKey key -> false;
    };
  }

  private static List<String> lines(IssueDetail.Mistyped detail) {
    return switch (detail) {
      case IssueDetail.Mismatch(var left, var right) ->
        List.of("left  : " + left, "right : " + right);
      case IssueDetail.Arguments arguments -> {
        var want = new ArrayList<Object>(arguments.want());
        arguments.variadic().ifPresent(more -> want.add(more + "..."));
        yield List.of("have: " + joined(arguments.have()), "want: " + joined(want));
      }
      case IssueDetail.Unsupported(var ref, var position, var have) ->
        List.of(
            TermText.of(ref), "^".repeat(width(ref.subList(0, position + 1))), "have: " + have);
      case IssueDetail.WrongKey key -> lines(key);
    };
  }

  private static String joined(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  private static List<String> lines(IssueDetail.WrongKey key) {
    var ref = key.ref();
    var pad = " ".repeat(width(ref.subList(0, key.position())) + 1);
    var have = key.have()
        .map(type -> "have (type): " + type)
        .orElseGet(() -> "have: " + TermText.of(ref.get(key.position())));
    var want = key.oneOf().isEmpty()
        ? "want (type): " + (key.want() == Type.UNKNOWN ? "<nil>" : key.want())
        : "want (one of): " + alternatives(key.oneOf());
    return List.of(TermText.of(ref), pad + "^", pad + have, pad + want);
  }

  private static String alternatives(List<Value> keys) {
    return keys.stream().map(Value::toString).collect(Collectors.joining(" ", "[", "]"));
  }

  /** The length of the text in bytes, by which OPA places its marks. */
  private static int width(List<Term> parts) {
    return TermText.of(parts).getBytes(StandardCharsets.UTF_8).length;
  }
}
