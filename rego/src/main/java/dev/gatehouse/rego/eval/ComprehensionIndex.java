package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.plan.Operand;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comprehension that is evaluated once for all values of the outer variables, in each scope. */
final class ComprehensionIndex extends Expression {

  private final int id;
  private final Operand.Shape shape;
  private final Expression[] keys;
  private final Step block;

  ComprehensionIndex(int id, Operand.Shape shape, Expression[] keys, Step block) {
    this.id = id;
    this.shape = shape;
    this.keys = keys;
    this.block = block;
  }

  @Override
  @Nullable
  Value eval(Frame frame) {
    var key = key(keys, frame);
    if (key == null) {
      return null;
    }
    var known = frame.context.scope.index(id);
    if (known == null) {
      known = build(frame);
      frame.context.scope.index(id, known);
    }
    var value = known.get(key);
    return value == null ? empty() : value;
  }

  /** The same comprehension with its values found by another block. */
  ComprehensionIndex over(Step other) {
    return new ComprehensionIndex(id, shape, keys, other);
  }

  private static @Nullable Value key(Expression[] keys, Frame frame) {
    if (keys.length == 1) {
      return keys[0].eval(frame);
    }
    var values = Terms.all(keys, frame);
    return values == null ? null : ArrayValue.owning(values);
  }

  private Map<Value, Value> build(Frame frame) {
    var outer = frame.sink;
    var entries = new Entries();
    frame.sink = entries;
    block.run(frame);
    frame.sink = outer;
    var built = new HashMap<Value, Value>();
    entries.sinks.forEach((key, sink) -> built.put(key, value(sink)));
    return built;
  }

  private Value value(Object sink) {
    return switch (sink) {
      case ArrayValue.Builder items -> items.build();
      case SetValue.Builder members -> members.build();
      case ObjectValue.Builder entries -> entries.build();
      default -> empty();
    };
  }

  private Value empty() {
    return switch (shape) {
      case ARRAY -> ArrayValue.EMPTY;
      case SET -> SetValue.EMPTY;
      case OBJECT -> ObjectValue.EMPTY;
    };
  }

  /** What is being built, by the values of the outer variables. */
  private static final class Entries {
    private final Map<Value, Object> sinks = new HashMap<>();
  }

  /** Adds to what is built for the values that the outer variables have now. */
  static final class Add extends Last {
    private final Expression[] keys;
    private final Last addition;

    Add(Expression[] keys, Last addition) {
      this.keys = keys;
      this.addition = addition;
    }

    @Override
    boolean run(Frame frame) {
      var key = key(keys, frame);
      if (key == null || !(frame.sink instanceof Entries entries)) {
        return false;
      }
      frame.sink = entries.sinks.get(key);
      addition.run(frame);
      var filled = frame.sink;
      frame.sink = entries;
      if (filled != null) {
        entries.sinks.put(key, filled);
      }
      return false;
    }
  }
}
