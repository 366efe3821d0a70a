package dev.gatehouse.policy;

import dev.gatehouse.json.StringValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What policy says of one object.
 *
 * @param id a name for this decision, unique
 * @param results every violation, by enforcement action, then message, then constraint
 * @param digest the digest of the policies that decided
 * @param evaluated how many constraints matched the object
 */
public record Decision(String id, List<Result> results, String digest, int evaluated) {

  private static final Comparator<Result> ORDER = Comparator
      .comparing(Result::enforcementAction, StringValue::compareUtf8)
      .thenComparing(Result::message, StringValue::compareUtf8);

  public Decision {
    var sorted = new ArrayList<>(results);
    sorted.sort(ORDER);
    results = List.copyOf(sorted);
  }

  /**
   * This decision together with that on an object which the judged one will generate.
   *
   * @param template the expansion template that says so
   * @param action the template's action, which goes before those of constraints; empty for none
   */
  public Decision implying(Decision generated, String template, String action) {
    var all = new ArrayList<>(results);
    generated.results.forEach(result -> all.add(result.impliedBy(template, action)));
    return new Decision(id, all, digest, evaluated + generated.evaluated);
  }

  /** Whether a violation stops the request. */
  public boolean denied() {
    return results.stream().anyMatch(Result::denies);
  }

  /** What people are told when the request is stopped: each denial as {@code [constraint] message}. */
  public List<String> denials() {
    return messages(EnforcementAction.DENY);
  }

  /** What people are told although the request may go on. */
  public List<String> warnings() {
    return messages(EnforcementAction.WARN);
  }

  private List<String> messages(EnforcementAction action) {
    return results.stream()
        .filter(result -> result.actions().contains(action))
        .map(result -> "[" + result.constraint().name() + "] " + result.message())
        .toList();
  }
}
