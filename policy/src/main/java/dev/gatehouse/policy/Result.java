package dev.gatehouse.policy;

import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One violation of one constraint.
 *
 * @param constraint the constraint
 * @param message what the policy says of it
 * @param details what the policy adds for machines, an empty object if nothing; null where the
 *     evaluation failed; none where the constraint could not be matched
 * @param enforcementAction the constraint's action as it is written (or that of an expansion
 *     template, which goes before), such as {@code deny}, {@code scoped}
 * @param scopedActions for {@code scoped}, the actions at the point of this review, sorted
 * @param expandedBy the expansion template that made the violating object, if one did
 * @param field the field at fault, if it is known and was asked for
 */
public record Result(
    Constraint constraint,
    String message,
    Optional<Value> details,
    String enforcementAction,
    List<String> scopedActions,
    Optional<String> expandedBy,
    Optional<FieldAtFault> field) {

  /** The name that stands for a list of actions by enforcement point. */
  public static final String SCOPED = "scoped";

  public Result {
    scopedActions = List.copyOf(scopedActions);
  }

  /** What this violation leads to here; empty where the constraint names no known action. */
  public List<EnforcementAction> actions() {
    var actions = new ArrayList<EnforcementAction>();
    for (var name : enforcementAction.equals(SCOPED) ? scopedActions : List.of(enforcementAction)) {
      EnforcementAction.of(name).ifPresent(actions::add);
    }
    return List.copyOf(actions);
  }

  /** Whether this violation stops a request. */
  public boolean denies() {
    return actions().contains(EnforcementAction.DENY);
  }

  Result withField(Optional<FieldAtFault> found) {
    return new Result(
        constraint, message, details, enforcementAction, scopedActions, expandedBy, found);
  }

  /** This violation of a generated object, as one of the object that leads to it. */
  Result impliedBy(String template, String action) {
    return new Result(constraint, "[Implied by " + template + "] " + message, details,
        action.isEmpty() ? enforcementAction : action, scopedActions, Optional.of(template), field);
  }
}
