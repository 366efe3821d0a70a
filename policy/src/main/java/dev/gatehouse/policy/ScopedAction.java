package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code spec.scopedEnforcementActions}.
 *
 * @param action the action's name
 * @param points the names of the enforcement points where it is taken; {@code *} stands for all
 */
record ScopedAction(String action, List<String> points) {

  private static final String EVERYWHERE = "*";

  ScopedAction {
    points = List.copyOf(points);
  }

  static List<ScopedAction> parse(@Nullable Value value) {
    var actions = new ArrayList<ScopedAction>();
    if (value instanceof ArrayValue entries) {
      for (var entry : entries) {
        if (entry instanceof ObjectValue fields) {
          actions.add(new ScopedAction(text(fields.get("action")), points(fields)));
        }
      }
    }
    return List.copyOf(actions);
  }

  boolean isTakenAt(EnforcementPoint point) {
    return points.contains(EVERYWHERE) || points.contains(point.id());
  }

  boolean namesKnownPoint(String point) {
    return point.equals(EVERYWHERE) || EnforcementPoint.of(point).isPresent();
  }

  private static List<String> points(ObjectValue fields) {
    var points = new ArrayList<String>();
    if (fields.get("enforcementPoints") instanceof ArrayValue entries) {
      for (var entry : entries) {
        points.add(entry instanceof ObjectValue point ? text(point.get("name")) : "");
      }
    }
    return points;
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
