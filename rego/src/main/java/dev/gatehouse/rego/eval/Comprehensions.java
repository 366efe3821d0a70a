package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import org.jspecify.annotations.Nullable;

/** Comprehensions: each runs its block, whose last step adds to what is being built. */
final class Comprehensions {

  private Comprehensions() {}

  /** Runs the block with a sink of its own, which the first addition makes. */
  private static @Nullable Object filled(Step block, Frame frame) {
    var outer = frame.sink;
    frame.sink = null;
    block.run(frame);
    var sink = frame.sink;
    frame.sink = outer;
    return sink;
  }

  static final class OfArray extends Expression {
    private final Step block;

    OfArray(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      return array(filled(block, frame));
    }
  }

  static final class OfSet extends Expression {
    private final Step block;

    OfSet(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      return set(filled(block, frame));
    }
  }

  static final class OfObject extends Expression {
    private final Step block;

    OfObject(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      return object(filled(block, frame));
    }
  }

  static final class AddItem extends Last {
    private final Expression item;

    AddItem(Expression item) {
      this.item = item;
    }

    @Override
    boolean run(Frame frame) {
      var value = item.eval(frame);
      if (value != null) {
        frame.sink = addItem(frame.sink, value, frame);
      }
      return false;
    }
  }

  static final class AddMember extends Last {
    private final Expression member;

    AddMember(Expression member) {
      this.member = member;
    }

    @Override
    boolean run(Frame frame) {
      var value = member.eval(frame);
      if (value != null) {
        frame.sink = addMember(frame.sink, value, frame);
      }
      return false;
    }
  }

  static final class PutEntry extends Last {
    private final Expression key;
    private final Expression value;
    private final Location location;

    PutEntry(Expression key, Expression value, Location location) {
      this.key = key;
      this.value = value;
      this.location = location;
    }

    @Override
    boolean run(Frame frame) {
      var at = key.eval(frame);
      var put = at == null ? null : value.eval(frame);
      if (at != null && put != null) {
        frame.sink = putEntry(frame.sink, at, put, frame, location);
      }
      return false;
    }
  }

  /** Adds to an array that is being built, which the first addition makes. */
  static Object addItem(@Nullable Object sink, Value item, Frame frame) {
    var builder = sink instanceof ArrayValue.Builder known ? known : new ArrayValue.Builder();
    frame.allocate(1);
    builder.add(item);
    return builder;
  }

  /** Adds to a set that is being built, which the first addition makes. */
  static Object addMember(@Nullable Object sink, Value member, Frame frame) {
    var builder = sink instanceof SetValue.Builder known ? known : SetValue.builder();
    if (builder.add(member)) {
      frame.allocate(1);
    }
    return builder;
  }

  /** Adds to an object that is being built, which the first addition makes. */
  static Object putEntry(
      @Nullable Object sink, Value key, Value value, Frame frame, Location location) {
    var builder = sink instanceof ObjectValue.Builder known ? known : ObjectValue.builder();
    var earlier = builder.get(key);
    if (earlier == null) {
      frame.allocate(2);
    } else if (!earlier.equals(value)) {
      throw new EvaluationException(
          EvaluationException.CONFLICT, location, Conflicts.OBJECT_KEYS);
    }
    builder.put(key, value);
    return builder;
  }

  static Value array(@Nullable Object sink) {
    return sink instanceof ArrayValue.Builder builder ? builder.build() : ArrayValue.EMPTY;
  }

  static Value set(@Nullable Object sink) {
    return sink instanceof SetValue.Builder builder ? builder.build() : SetValue.EMPTY;
  }

  static Value object(@Nullable Object sink) {
    return sink instanceof ObjectValue.Builder builder ? builder.build() : ObjectValue.EMPTY;
  }
}
