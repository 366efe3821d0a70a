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
      return filled(block, frame) instanceof ArrayValue.Builder builder
          ? builder.build()
          : ArrayValue.EMPTY;
    }
  }

  static final class OfSet extends Expression {
    private final Step block;

    OfSet(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      return filled(block, frame) instanceof SetValue.Builder builder
          ? builder.build()
          : SetValue.EMPTY;
    }
  }

  static final class OfObject extends Expression {
    private final Step block;

    OfObject(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      return filled(block, frame) instanceof ObjectValue.Builder builder
          ? builder.build()
          : ObjectValue.EMPTY;
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
      if (value == null) {
        return false;
      }
      var builder = frame.sink instanceof ArrayValue.Builder known
          ? known
          : new ArrayValue.Builder();
      frame.sink = builder;
      frame.allocate(1);
      builder.add(value);
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
      if (value == null) {
        return false;
      }
      var builder = frame.sink instanceof SetValue.Builder known ? known : SetValue.builder();
      frame.sink = builder;
      if (builder.add(value)) {
        frame.allocate(1);
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
      if (at == null || put == null) {
        return false;
      }
      var builder = frame.sink instanceof ObjectValue.Builder known ? known : ObjectValue.builder();
      frame.sink = builder;
      var earlier = builder.get(at);
      if (earlier == null) {
        frame.allocate(2);
        builder.put(at, put);
      } else if (!earlier.equals(put)) {
        throw new EvaluationException(
            EvaluationException.CONFLICT, location, Conflicts.OBJECT_KEYS);
      }
      return false;
    }
  }
}
