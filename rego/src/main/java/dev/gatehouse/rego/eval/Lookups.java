package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** References into values. */
final class Lookups {

  private Lookups() {}

  /** Any key of any value. */
  static final class Lookup extends Expression {
    private final Expression of;
    private final Expression key;

    Lookup(Expression of, Expression key) {
      this.of = of;
      this.key = key;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var value = of.eval(frame);
      if (value == null) {
        return null;
      }
      var at = key.eval(frame);
      return at == null ? null : Values.get(value, at);
    }
  }

  /** A key that is a constant string, of an object mostly. */
  static final class Field extends Expression {
    final Expression of;
    final StringValue key;

    Field(Expression of, StringValue key) {
      this.of = of;
      this.key = key;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var value = of.eval(frame);
      return value == null ? null : field(value, key);
    }
  }

  /** What a reference with a constant name gives, of an object mostly. */
  static @Nullable Value field(Value of, StringValue key) {
    return of instanceof ObjectValue object ? object.get(key) : Values.get(of, key);
  }

  /** A path of constant names into the input, which is followed once in each scope. */
  record InputPath(int id, @Nullable InputPath parent, StringValue key) {
    private static final int NOT_REMEMBERED = -1;

    /** A path; it is not remembered if its number is null. */
    static InputPath of(@Nullable Integer id, @Nullable InputPath parent, StringValue key) {
      return new InputPath(id == null ? NOT_REMEMBERED : id, parent, key);
    }

    @Nullable
    Value value(Scope scope) {
      if (id == NOT_REMEMBERED) {
        return follow(scope);
      }
      var known = scope.paths[id];
      if (known == null) {
        var value = follow(scope);
        known = value == null ? Values.UNDEFINED : value;
        scope.paths[id] = known;
      }
      return known == Values.UNDEFINED ? null : known;
    }

    private @Nullable Value follow(Scope scope) {
      var of = parent == null ? scope.input : parent.value(scope);
      return of == null ? null : Values.get(of, key);
    }
  }

  /** What is at a path into the input. */
  static final class InputLookup extends Expression {
    private final InputPath path;

    InputLookup(InputPath path) {
      this.path = path;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      return path.value(frame.context.scope);
    }
  }

  /** A key of a base document. */
  static final class BaseLookup extends Expression {
    private final Expression of;
    private final Expression key;

    BaseLookup(Expression of, Expression key) {
      this.of = of;
      this.key = key;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var value = of.eval(frame);
      if (value == null) {
        return null;
      }
      var at = key.eval(frame);
      return at == null ? null : Values.baseGet(value, at);
    }
  }
}
