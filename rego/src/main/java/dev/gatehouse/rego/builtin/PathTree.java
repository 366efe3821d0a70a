package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths into a document, joined where they start alike; a path ends where a shorter one does. */
final class PathTree {

  private final Map<Value, PathTree> children = new HashMap<>();
  private final Value step;
  private boolean end;

  private PathTree(Value step) {
    this.step = step;
  }

  /** The paths of an array or set of paths. */
  static PathTree of(Value paths) {
    var items = switch (paths) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> throw Operand.wrongOf(2, paths, List.of("set", "array"));
    };
    var steps = new ArrayList<List<Value>>();
    items.forEach(path -> steps.add(steps(path)));
    var root = new PathTree(paths);
    steps.forEach(root::add);
    return root;
  }

  /** The steps of a path: an array, or a text in which slashes part the steps, as in RFC 6901. */
  static List<Value> steps(Value path) {
    return switch (path) {
      case ArrayValue array -> array.items();
      case StringValue text -> steps(text.value());
      default ->
        throw Operand.refuse(
            2,
            "must be one of {set, array} containing string paths or array of path segments but got "
                + path.typeName());
    };
  }

  private static List<Value> steps(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    var start = 0;
    while (start < text.length() && text.charAt(start) == '/') {
      start++;
    }
    var steps = new ArrayList<Value>();
    for (var step : text.substring(start).split("/", -1)) {
      steps.add(StringValue.of(step.replace("~1", "/").replace("~0", "~")));
    }
    return steps;
  }

  private void add(List<Value> path) {
    var node = this;
    for (var step : path) {
      if (node.end) {
        return;
      }
      node = node.children.computeIfAbsent(step, PathTree::new);
    }
    if (!path.isEmpty()) {
      node.end = true;
      node.children.clear();
    }
  }

  /** The step that leads here, as it was spelled first; of the root, all paths. */
  Value step() {
    return step;
  }

  /** In how many ways paths go on. */
  int size() {
    return children.size();
  }

  boolean isEnd() {
    return end;
  }

  @Nullable
  PathTree below(Value step) {
    return children.get(step);
  }

  /** The paths that go on with an index, which is written as text. */
  @Nullable
  PathTree below(int index) {
    return children.get(StringValue.of(Integer.toString(index)));
  }
}
