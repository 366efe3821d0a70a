package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.relation;
import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.arrayOrSet;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.set;
import static dev.gatehouse.rego.types.Type.tuple;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** The functions that follow the edges of a graph, or the branches of a document. */
final class Graphs {

  private static final Type GRAPH = object(ANY, arrayOrSet(ANY));
  private static final int DEEPEST = 2000;

  private Graphs() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "graph.reachable",
            "The nodes that edges lead to from the initial ones, with these.",
            args(GRAPH, arrayOrSet(ANY)).gives(set(ANY)),
            Graphs::reachable),
        row(
            "graph.reachable_paths",
            "The paths along the edges from the initial nodes to an end or before a cycle.",
            args(GRAPH, arrayOrSet(ANY)).gives(set(array(ANY))),
            Graphs::reachablePaths),
        relation(
            "walk",
            "Every value within a value, with its path.",
            args(ANY).gives(tuple(array(ANY), ANY)),
            Graphs::walk));
  }

  private static Value reachable(BuiltinContext context, Value graph, Value initial) {
    var edges = Operand.object(1, graph);
    var queue = new ArrayDeque<>(starts(initial).items());
    var reached = SetValue.builder();
    while (!queue.isEmpty()) {
      var node = queue.remove();
      var next = edges.get(node);
      if (next != null && reached.add(node)) {
        context.allocate(1);
        for (var neighbor : nodes(next)) {
          context.spend(1);
          if (!reached.has(neighbor)) {
            queue.add(neighbor);
          }
        }
      }
    }
    return reached.build();
  }

  private static ArrayValue starts(Value initial) {
    return switch (initial) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> Operand.wrong(2, initial, "{array, set}");
    };
  }

  private static ArrayValue nodes(Value collection) {
    return switch (collection) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> ArrayValue.EMPTY;
    };
  }

  private static Value reachablePaths(BuiltinContext context, Value graph, Value initial) {
    var paths = new PathSearch(context, Operand.object(1, graph));
    for (var start : starts(initial)) {
      paths.start(start);
    }
    return paths.found.build();
  }

  private static boolean walk(BuiltinContext context, Value[] args, Predicate<Value> sink) {
    return new Walk(context, sink).visit(args[0]);
  }

  /** Depth-first search for paths; the path is where it stands. */
  private static final class PathSearch {

    private final BuiltinContext context;
    private final ObjectValue edges;
    private final List<Value> path = new ArrayList<>();
    private final HashSet<Value> onPath = new HashSet<>();
    private final SetValue.Builder found = SetValue.builder();

    PathSearch(BuiltinContext context, ObjectValue edges) {
      this.context = context;
      this.edges = edges;
    }

    /** Goes from an initial node; an edge from it to itself is gone once, as in OPA. */
    void start(Value node) {
      var next = edges.get(node);
      if (next == null) {
        return;
      }
      path.add(node);
      onPath.add(node);
      var neighbors = nodes(next);
      if (neighbors.isEmpty()) {
        commit();
      }
      neighbors.forEach(this::follow);
      path.removeLast();
      onPath.remove(node);
    }

    private void follow(Value node) {
      context.spend(1);
      var next = edges.get(node);
      if (next == null) {
        commit();
        return;
      }
      if (path.size() >= DEEPEST) {
        throw BuiltinException.failure("path of more than " + DEEPEST + " nodes");
      }
      path.add(node);
      var isNew = onPath.add(node);
      var neighbors = nodes(next);
      if (neighbors.isEmpty()) {
        commit();
      }
      for (var neighbor : neighbors) {
        if (onPath.contains(neighbor)) {
          commit();
        } else {
          follow(neighbor);
        }
      }
      path.removeLast();
      if (isNew) {
        onPath.remove(node);
      }
    }

    private void commit() {
      context.allocate(path.size() + 1L);
      found.add(ArrayValue.of(path));
    }
  }

  /** A walk through a document; the path is where it stands. */
  private static final class Walk {

    private final BuiltinContext context;
    private final Predicate<Value> sink;
    private final List<Value> path = new ArrayList<>();

    Walk(BuiltinContext context, Predicate<Value> sink) {
      this.context = context;
      this.sink = sink;
    }

    /** True once the sink has had enough. */
    boolean visit(Value value) {
      context.spend(1 + path.size() / 8);
      if (path.size() > DEEPEST) {
        throw BuiltinException.failure("document is deeper than " + DEEPEST + " levels");
      }
      return sink.test(ArrayValue.of(ArrayValue.of(path), value)) || visitChildren(value);
    }

    private boolean visitChildren(Value value) {
      var stopped = false;
      switch (value) {
        case ObjectValue object -> {
          for (var i = 0; i < object.size() && !stopped; i++) {
            stopped = visit(object.keyAt(i), object.valueAt(i));
          }
        }
        case ArrayValue array -> {
          for (var i = 0; i < array.size() && !stopped; i++) {
            stopped = visit(IntegerValue.of(i), array.get(i));
          }
        }
        case SetValue set -> {
          for (var i = 0; i < set.size() && !stopped; i++) {
            stopped = visit(set.at(i), set.at(i));
          }
        }
        default -> {
        }
      }
      return stopped;
    }

    private boolean visit(Value step, Value value) {
      path.add(step);
      var stopped = visit(value);
      path.removeLast();
      return stopped;
    }
  }
}
