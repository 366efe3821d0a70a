package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Fault;
import dev.gatehouse.conformance.differential.Outcome.Reply;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Issue;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where two outcomes differ.
 *
 * @param kind what differs, in one word or two; making a program smaller keeps it
 * @param query the query that differs, empty if it is the modules
 * @param ours what this engine gave
 * @param theirs what the peer gave
 */
record Difference(String kind, String query, String ours, String theirs) {

  private static final Pattern READER = Pattern.compile("yaml: |(json|yaml)[.]unmarshal: ");

  private static final Comparator<Fault> ORDER = Comparator.comparing(Fault::file)
      .thenComparing(Fault::row)
      .thenComparing(Fault::column)
      .thenComparing(Fault::code)
      .thenComparing(Fault::message);

  /** The first difference, null if there is none that counts. */
  static @Nullable Difference between(Program program, Outcome ours, Outcome theirs) {
    var issues = ofFaults("modules", "", ours.issues(), theirs.issues());
    if (issues != null || !ours.issues().isEmpty()) {
      return issues;
    }
    for (var i = 0; i < program.queries().size(); i++) {
      var found = ofReplies(program.queries().get(i), ours.replies().get(i),
          theirs.replies().get(i));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Difference ofReplies(String query, Reply ours, Reply theirs) {
    if (ours.limited() || theirs.limited()) {
      return null;
    }
    var faults = ofFaults("error", query, ours.faults(), theirs.faults());
    return faults != null || ours.solutions().equals(theirs.solutions())
        ? faults
        : new Difference("result", query, lines(ours.solutions()), lines(theirs.solutions()));
  }

  private static @Nullable Difference ofFaults(
      String what, String query, List<Fault> ours, List<Fault> theirs) {
    if (comparable(ours).equals(comparable(theirs))) {
      return null;
    }
    var kind = !texts(ours, Fault::code).equals(texts(theirs, Fault::code))
        ? "code " + codes(ours) + "/" + codes(theirs)
        : texts(ours, Difference::place).equals(texts(theirs, Difference::place))
            ? "message"
            : "place";
    return new Difference(what + " " + kind, query, lines(texts(ours, Fault::toString)),
        lines(texts(theirs, Fault::toString)));
  }

  private static String place(Fault fault) {
    return fault.code() + " " + fault.file() + ":" + fault.row() + ":" + fault.column();
  }

  /**
   * A fault without its place where the peer's place says nothing: it names, of rules that conflict,
   * the one it came to last; and, of the references to a rule, the last one of the module. How it
   * writes types, and a way around in a circle, may be another way of saying the same; so are the
   * words of a reader of JSON or YAML.
   */
  private static Fault comparable(Fault fault) {
    if (READER.matcher(fault.message()).lookingAt()) {
      return new Fault(fault.code(), fault.file(), 0, 0, "");
    }
    var isConflict = fault.code().equals(EvaluationException.CONFLICT);
    if (isConflict) {
      return new Fault(fault.code(), "", 0, 0, "");
    }
    var message = fault.code().equals(Issue.TYPE) || fault.code().equals(Issue.RECURSION)
        ? fault.message().lines().findFirst().orElse("").replaceFirst(" -> .*", "")
        : fault.message();
    return message.startsWith("undefined ref: ") || message.contains(" used as reference, not ca")
        ? new Fault(fault.code(), "", 0, 0, "undefined ref")
        : new Fault(fault.code(), fault.file(), fault.row(), fault.column(), message);
  }

  private static Set<Fault> comparable(List<Fault> faults) {
    return faults.stream().map(Difference::comparable).collect(Collectors.toSet());
  }

  private static String codes(List<Fault> faults) {
    return String.join(",", faults.stream().map(Fault::code).distinct().sorted().toList());
  }

  private static List<String> texts(List<Fault> faults, Function<Fault, String> form) {
    return faults.stream().sorted(ORDER).map(form).toList();
  }

  private static String lines(List<String> texts) {
    return texts.isEmpty() ? "nothing" : String.join("\n", texts);
  }

  @Override
  public String toString() {
    return kind + (query.isEmpty() ? "" : " of " + query) + "\nours:\n" + ours.indent(2)
        + "theirs:\n" + theirs.indent(2);
  }
}
