package dev.gatehouse.policy;

import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the Rego of one template. */
final class RegoEngine {

  private static final StringValue REVIEW = StringValue.of("review");
  private static final StringValue PARAMETERS = StringValue.of("parameters");
  private static final StringValue MESSAGE = StringValue.of("msg");
  private static final StringValue DETAILS = StringValue.of("details");

  private final Query violation;

  RegoEngine(Query violation) {
    this.violation = violation;
  }

  /**
   * The violations of a review.
   *
   * @param review what the code sees as {@code input.review}
   * @param parameters what it sees as {@code input.parameters}
   * @param data what it sees as {@code data}
   * @throws EvaluationException if the evaluation fails or reaches a limit
   * @throws ReviewException if a message is no string, which Gatekeeper does not survive either
   */
  List<Violation> violations(
      ObjectValue review, Value parameters, ObjectValue data, ReviewOptions options)
      throws ReviewException {
    var input = ObjectValue.builder().put(PARAMETERS, parameters).put(REVIEW, review).build();
    var found = violation.value(
        new Input(input, data, options.limits(), false, options.print()));
    return switch (found) {
      case SetValue members -> violations(members);
      case ObjectValue entries -> violations(keys(entries));
      case null, default -> List.of();
    };
  }

  private static List<Violation> violations(Iterable<Value> members) throws ReviewException {
    var violations = new ArrayList<Violation>();
    for (var member : members) {
      if (member instanceof ObjectValue fields) {
        var message = fields.get(MESSAGE);
        if (message != null) {
          violations.add(new Violation(text(message), orEmpty(fields.get(DETAILS))));
        }
      }
    }
    if (violations.size() > 1) {
      violations.sort(Violation.ORDER);
      return violations.stream().distinct().toList();
    }
    return violations;
  }

  private static String text(Value message) throws ReviewException {
    if (message instanceof StringValue text) {
      return text.value();
    }
    var type = message instanceof NumberValue ? "json.Number" : GoText.typeOf(message);
    throw new ReviewException("admission.k8s.gatekeeper.sh: Rego: extracting message binding: .msg"
        + " accessor error: " + GoText.of(message) + " is of the type " + type
        + ", expected string\n\n");
  }

  private static Value orEmpty(@Nullable Value details) {
    return details == null ? ObjectValue.EMPTY : details;
  }

  private static List<Value> keys(ObjectValue entries) {
    var keys = new ArrayList<Value>();
    for (var i = 0; i < entries.size(); i++) {
      keys.add(entries.keyAt(i));
    }
    return keys;
  }
}
