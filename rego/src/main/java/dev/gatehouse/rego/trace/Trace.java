package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.EvaluationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps the events of an evaluation; for one evaluation, which it halts once there are {@value #MOST}:
 * each takes memory, and nobody reads more.
 */
public final class Trace implements Observer {

  /** The most events that are kept. */
  public static final int MOST = 1_000_000;

  private final List<Event> events = new ArrayList<>();
  private final boolean unifications;
  private final boolean variables;

  /**
   * @param unifications whether unifications are kept too
   * @param variables whether the values of variables are kept
   */
  public Trace(boolean unifications, boolean variables) {
    this.unifications = unifications;
    this.variables = variables;
  }

  @Override
  public void accept(Event event) {
    if (events.size() == MOST) {
      throw new EvaluationException(
          EvaluationException.LIMIT, event.location(),
          "evaluation was stopped: more than " + MOST + " events of a trace");
    }
    events.add(event);
  }

  @Override
  public boolean wantsUnifications() {
    return unifications;
  }

  @Override
  public boolean wantsVariables() {
    return variables;
  }

  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  /** The notes, each with what led there. */
  public List<Event> notes() {
    return filter(events, event -> event.kind() == Event.Kind.NOTE);
  }

  /** The expressions that do not hold, each with what led there. */
  public List<Event> failures() {
    return filter(events, event -> event.kind() == Event.Kind.FAIL);
  }

  /** The events that match, each with the rules and bodies that were entered on the way. */
  public static List<Event> filter(List<Event> events, Predicate<Event> matches) {
    var result = new ArrayList<Event>();
    Map<Long, Event> entered = new HashMap<>();
    for (var event : events) {
      if (matches.test(event)) {
        result.addAll(path(event, entered));
        entered = new HashMap<>();
      }
      if ((event.kind() == Event.Kind.ENTER || event.kind() == Event.Kind.REDO)
          && event.isOfRuleOrBody()) {
        entered.put(event.query(), event);
      }
    }
    return result;
  }

  private static List<Event> path(Event event, Map<Long, Event> entered) {
    var path = new ArrayList<Event>();
    path.add(event);
    var current = entered.get(event.query());
    Event previous = null;
    while (current != null && current != previous) {
      path.addFirst(current);
      previous = current;
      current = entered.get(current.parent());
    }
    return path;
  }
}
