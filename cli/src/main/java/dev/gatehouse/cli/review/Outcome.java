package dev.gatehouse.cli.review;

import java.util.List;
import java.util.Optional;

/**
 * What was decided on one object.
 *
 * @param file where the object came from, empty if from nowhere
 * @param object what people call it, such as {@code Pod shop/nginx}
 * @param verdict the decision
 * @param findings what stands against it, in the order of the decision
 */
public record Outcome(String file, String object, Verdict verdict, List<Finding> findings) {

  public Outcome {
    findings = List.copyOf(findings);
  }

  /** This outcome, its findings with the fields that the same findings of another have. */
  public Outcome withFieldsOf(Outcome other) {
    var named = findings.stream().map(finding -> other.findings.stream()
        .filter(finding::isSame).findFirst().orElse(finding)).toList();
    return new Outcome(file, object, verdict, named);
  }

  /** A decision. */
  public enum Verdict {
    ALLOWED, WARNED, DENIED,
    /** No decision could be made, which is never an approval. */
    FAILED
  }

  /**
   * One thing that stands against an object.
   *
   * @param action {@code deny}, {@code warn}, {@code dryrun}, or {@code error}
   * @param constraint the constraint's name, empty for an error
   * @param message what the policy says
   * @param field the field at fault with its value, where it is known
   */
  public record Finding(String action, String constraint, String message,
      Optional<String> field) {

    boolean isSame(Finding other) {
      return action.equals(other.action) && constraint.equals(other.constraint)
          && message.equals(other.message);
    }
  }
}
