package dev.gatehouse.policy;

import static dev.gatehouse.policy.InvalidResourceException.Fault.INTERNAL;
import static dev.gatehouse.policy.InvalidResourceException.Fault.INVALID;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.match.Match;
import dev.gatehouse.policy.match.MatchException;
import dev.gatehouse.policy.match.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that agrees with its template: which objects it is about, the parameters that its
 * template's code is given, and what a violation leads to.
 */
public final class Constraint {

  /** The API group of all constraints. */
  public static final String GROUP = "constraints.gatekeeper.sh";

  private static final String SCOPED = Result.SCOPED;

  private final Template template;
  private final KubernetesObject object;
  private final Origin origin;
  private final @Nullable Match match;
  private final Value parameters;
  private final Value commandParameters;
  private final String enforcementAction;
  private final List<ScopedAction> scopedActions;
  private final List<List<String>> actionsAtPoint;
  private final String digest;

  /** Made by {@link Template#constraint}, which has checked the object and filled in defaults. */
  Constraint(Template template, KubernetesObject object, Origin origin)
      throws InvalidResourceException {
    this.template = template;
    this.object = KubernetesObject.of(
        object.value().without(StringValue.of("status")));
    this.origin = origin;
    this.match = match(object, origin);
    var given = orEmpty(object.at("spec", "parameters"));
    this.parameters = FloatNumbers.keepingIntegers(given);
    this.commandParameters = FloatNumbers.of(given);
    var action = object.textAt("spec", "enforcementAction");
    this.enforcementAction = action.isEmpty() ? EnforcementAction.DENY.id() : action;
    this.scopedActions = ScopedAction.parse(object.at("spec", "scopedEnforcementActions"));
    if (isScoped() && object.at("spec", "scopedEnforcementActions") == null) {
      throw InvalidResourceException.at(INTERNAL,
          "missing required field: spec.scopedEnforcementActions must be defined", object, origin,
          List.of("spec", "enforcementAction"));
    }
    this.actionsAtPoint = actionsAtPoints();
    this.digest = Digests.of(this.object.value());
  }

  public Template template() {
    return template;
  }

  /** The constraint as it was written, with defaults filled in, without status. */
  public KubernetesObject object() {
    return object;
  }

  public Origin origin() {
    return origin;
  }

  public String kind() {
    return object.kind();
  }

  public String name() {
    return object.name();
  }

  /**
   * What the template's code sees as {@code input.parameters}. Gatekeeper's commands read a
   * constraint's numbers otherwise than its webhook, which shows in messages.
   */
  public Value parameters(EnforcementPoint point) {
    return point == EnforcementPoint.GATOR ? commandParameters : parameters;
  }

  /** The action as it is written, {@code deny} where none is. */
  public String enforcementAction() {
    return enforcementAction;
  }

  /** The match criteria, none where the constraint has no {@code spec.match}. */
  public Optional<Match> match() {
    return Optional.ofNullable(match);
  }

  public String digest() {
    return digest;
  }

  private boolean isScoped() {
    return enforcementAction.equals(SCOPED);
  }

  /** The actions of a scoped constraint at a point; of other constraints none. */
  List<String> scopedActionsAt(EnforcementPoint point) {
    return isScoped() ? actionsAtPoint.get(point.ordinal()) : List.of();
  }

  /** Whether the constraint is looked at where a point is enforced. */
  boolean isEnforcedAt(EnforcementPoint point) {
    return !isScoped() || !actionsAtPoint.get(point.ordinal()).isEmpty();
  }

  /** Whether the constraint is about either side of a review. */
  boolean matches(Review review, @Nullable KubernetesObject namespace) throws MatchException {
    if (match == null) {
      return true;
    }
    var object = review.object().orElse(null);
    var oldObject = review.oldObject().orElse(null);
    if (object == null && oldObject == null) {
      throw new MatchException(
          "invalid request object: neither object nor old object are defined");
    }
    return object != null && matches(object, namespace, review.source())
        || oldObject != null && oldObject != object
            && matches(oldObject, namespace, review.source());
  }

  private boolean matches(
      KubernetesObject object, @Nullable KubernetesObject namespace, ReviewSource source)
      throws MatchException {
    try {
      return match == null || match.matches(new Subject(object, namespace, source));
    } catch (MatchException e) {
      throw new MatchException("error matching the requested object: " + object.name()
          + " :failed to run Match criteria: " + e.getMessage());
    }
  }

  /**
   * Checks what Gatekeeper's webhook checks beyond the schema: that the actions, and for scoped ones
   * the points, are known.
   *
   * @throws InvalidResourceException if one is not
   */
  public void checkActions() throws InvalidResourceException {
    if (isScoped()) {
      checkScopedActions();
    } else if (EnforcementAction.of(enforcementAction).isEmpty()) {
      throw InvalidResourceException.at(INTERNAL,
          "unrecognized enforcementAction: \"" + enforcementAction
              + "\" is not within the supported list [deny dryrun warn scoped]",
          object, origin, List.of("spec", "enforcementAction"));
    }
  }

  private void checkScopedActions() throws InvalidResourceException {
    var points = new ArrayList<String>();
    var actions = new ArrayList<String>();
    for (var scoped : scopedActions) {
      if (EnforcementAction.of(scoped.action()).isEmpty()) {
        actions.add(scoped.action());
      }
      if (scoped.points().isEmpty()) {
        points.add("");
      }
      scoped.points().stream().filter(point -> !scoped.namesKnownPoint(point)).forEach(points::add);
    }
    var messages = new ArrayList<String>();
    if (!points.isEmpty()) {
      messages
          .add("unrecognized enforcement points: constraint will not be enforced for enforcement"
              + " points [" + String.join(" ", points) + "], supported enforcement points are"
              + " [validation.gatekeeper.sh audit.gatekeeper.sh gator.gatekeeper.sh vap.k8s.io]");
    }
    if (!actions.isEmpty()) {
      messages.add("unrecognized enforcementAction: [" + String.join(" ", actions)
          + "] is not within the supported list [deny dryrun warn]");
    }
    if (!messages.isEmpty()) {
      throw InvalidResourceException.at(INTERNAL, String.join("\n", messages), object, origin,
          List.of("spec", "scopedEnforcementActions"));
    }
  }

  private List<List<String>> actionsAtPoints() {
    var all = new ArrayList<List<String>>();
    for (var point : EnforcementPoint.values()) {
      all.add(scopedActions.stream()
          .filter(scoped -> scoped.isTakenAt(point))
          .map(ScopedAction::action)
          .distinct()
          .sorted()
          .toList());
    }
    return List.copyOf(all);
  }

  private static @Nullable Match match(KubernetesObject object, Origin origin)
      throws InvalidResourceException {
    var match = object.at("spec", "match");
    if (match == null || match instanceof NullValue) {
      return null;
    }
    try {
      return Match.parse(match);
    } catch (InvalidFieldsException e) {
      throw InvalidResourceException.at(INVALID, "unable to create matcher: " + e.getMessage(),
          object, origin, List.of("spec", "match"));
    }
  }

  private static Value orEmpty(@Nullable Value value) {
    return value == null || value instanceof NullValue ? ObjectValue.EMPTY : value;
  }

  /** {@code kind/name}. */
  @Override
  public String toString() {
    return kind() + "/" + name();
  }
}
