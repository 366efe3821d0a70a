package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code with} can change in a scope. */
final class Changes {

  private Changes() {}

  record Input(List<Value> path, Expression value) implements With.Change {
    @Override
    public boolean apply(With.Prepared prepared, Frame frame) {
      var replacement = value.eval(frame);
      if (replacement == null) {
        return false;
      }
      prepared.input = Values.patch(prepared.input, path, replacement);
      return true;
    }
  }

  /** A document below {@code data}; the groups of rules there give what it holds. */
  static final class Data implements With.Change {
    private final List<Value> path;
    private final Expression value;
    private final List<With.Known> below;

    Data(List<Value> path, Expression value, GroupCode[] groups) {
      this.path = path;
      this.value = value;
      this.below = Arrays.stream(groups)
          .filter(g -> g.path.size() >= path.size())
          .filter(g -> g.path.subList(0, path.size()).equals(path))
          .map(g -> new With.Known(g.id, g.path))
          .toList();
    }

    @Override
    public boolean apply(With.Prepared prepared, Frame frame) {
      var replacement = value.eval(frame);
      if (replacement == null) {
        return false;
      }
      prepared.data = Values.patch(prepared.data, path, replacement);
      prepared.replacedPaths.add(path);
      prepared.known.addAll(below);
      return true;
    }
  }

  /** A document at a path that is none. */
  record Refused(Expression value, Location location) implements With.Change {
    @Override
    public boolean apply(With.Prepared prepared, Frame frame) {
      if (value.eval(frame) == null) {
        return false;
      }
      throw Values.badPath(location);
    }
  }

  record ToConstant(String name, Expression value) implements With.Change {
    @Override
    public boolean apply(With.Prepared prepared, Frame frame) {
      var constant = value.eval(frame);
      if (constant == null) {
        return false;
      }
      prepared.functions.put(name, (caller, args) -> constant);
      return true;
    }
  }

  /** A document instead of a function, as it is where the function is called. */
  record Document(Expression document) implements Scope.Replacement {
    @Override
    public @Nullable Value call(Frame frame, Value[] args) {
      return document.eval(frame);
    }

    @Override
    public boolean holds(Frame frame, Value[] args) {
      return true;
    }
  }

  record ToFunction(String name, Scope.Replacement function) implements With.Change {
    @Override
    public boolean apply(With.Prepared prepared, Frame frame) {
      prepared.functions.put(name, function);
      return true;
    }
  }

  /** Calls rules instead, in which nothing is replaced. */
  static Scope.Replacement function(ValueCode function) {
    return (frame, args) -> {
      var scope = frame.context.scope;
      var replaced = scope.functions;
      scope.functions = Map.of();
      var value = function.apply(frame.context, args);
      scope.functions = replaced;
      return value;
    };
  }

  /** Calls a built-in function instead. */
  static Scope.Replacement function(Builtin builtin, Location location) {
    var site = CallSite.of(builtin, location);
    return (frame, args) -> site.call(frame.context, args);
  }
}
