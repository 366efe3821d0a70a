package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constants, slots, documents that are given, and collections that are written out. */
final class Terms {

  private Terms() {}

  static final class Constant extends Expression {
    final Value value;

    Constant(Value value) {
      this.value = value;
    }

    @Override
    Value eval(Frame frame) {
      return value;
    }
  }

  static final class Local extends Expression {
    final int slot;

    Local(int slot) {
      this.slot = slot;
    }

    @Override
    Value eval(Frame frame) {
      return frame.slots[slot];
    }
  }

  static final class InputDocument extends Expression {
    @Override
    @Nullable
    Value eval(Frame frame) {
      return frame.context.scope.input;
    }
  }

  static final class BaseDocument extends Expression {
    private final List<Value> path;

    BaseDocument(List<Value> path) {
      this.path = path;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      return frame.context.base(path);
    }
  }

  /** Evaluates all expressions; null as soon as one is undefined. */
  static Value @Nullable [] all(Expression[] expressions, Frame frame) {
    var values = new Value[expressions.length];
    for (var i = 0; i < expressions.length; i++) {
      var value = expressions[i].eval(frame);
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }

  static final class NewArray extends Expression {
    private final Expression[] items;

    NewArray(Expression[] items) {
      this.items = items;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var values = all(items, frame);
      return values == null ? null : array(values, frame);
    }
  }

  static final class NewSet extends Expression {
    private final Expression[] members;

    NewSet(Expression[] members) {
      this.members = members;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var values = all(members, frame);
      return values == null ? null : set(values, frame);
    }
  }

  static final class NewObject extends Expression {
    private final Expression[] keys;
    private final Expression[] values;

    NewObject(Expression[] keys, Expression[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var entries = new Value[2 * keys.length];
      for (var i = 0; i < keys.length; i++) {
        var key = keys[i].eval(frame);
        var value = key == null ? null : values[i].eval(frame);
        if (key == null || value == null) {
          return null;
        }
        entries[2 * i] = key;
        entries[2 * i + 1] = value;
      }
      return object(entries, frame);
    }
  }

  /** An object whose keys are constants, in order and distinct. */
  static final class NewRecord extends Expression {
    private final Value[] keys;
    private final Expression[] values;

    NewRecord(Value[] keys, Expression[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var given = all(values, frame);
      return given == null ? null : record(keys, given, frame);
    }
  }

  /** A new array, which takes the items as its own. */
  static Value array(Value[] items, Frame frame) {
    frame.allocate(items.length);
    return ArrayValue.owning(items);
  }

  static Value set(Value[] members, Frame frame) {
    var builder = SetValue.builder();
    for (var member : members) {
      builder.add(member);
    }
    frame.allocate(members.length);
    return builder.build();
  }

  /** A new object of keys and values that stand by turns. */
  static Value object(Value[] entries, Frame frame) {
    var builder = ObjectValue.builder();
    for (var i = 0; i < entries.length; i += 2) {
      builder.put(entries[i], entries[i + 1]);
    }
    frame.allocate(entries.length);
    return builder.build();
  }

  /** A new object whose keys are distinct and in order; it takes the values as its own. */
  static Value record(Value[] keys, Value[] values, Frame frame) {
    frame.allocate(2L * values.length);
    return ObjectValue.ofOrdered(keys, values);
  }
}
