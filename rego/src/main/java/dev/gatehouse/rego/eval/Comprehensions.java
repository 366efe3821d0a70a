package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;

/** Comprehensions: each runs its block, whose last step adds to what is being built. */
final class Comprehensions {

  private Comprehensions() {}

  /** Runs the block with a sink of its own. */
  private static void fill(Step block, Object sink, Frame frame) {
    var outer = frame.sink;
    frame.sink = sink;
    block.run(frame);
    frame.sink = outer;
  }

  static final class OfArray extends Expression {
    private final Step block;

    OfArray(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      var builder = new ArrayValue.Builder();
      fill(block, builder, frame);
      return builder.build();
    }
  }

  static final class OfSet extends Expression {
    private final Step block;

    OfSet(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      var builder = SetValue.builder();
      fill(block, builder, frame);
      return builder.build();
    }
  }

  static final class OfObject extends Expression {
    private final Step block;

    OfObject(Step block) {
      this.block = block;
    }

    @Override
    Value eval(Frame frame) {
      var builder = ObjectValue.builder();
      fill(block, builder, frame);
      return builder.build();
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
      if (value != null && frame.sink instanceof ArrayValue.Builder builder) {
        frame.allocate(1);
        builder.add(value);
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
      if (value != null && frame.sink instanceof SetValue.Builder builder && builder.add(value)) {
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
      if (at != null && put != null && frame.sink instanceof ObjectValue.Builder builder) {
        var known = builder.get(at);
        if (known == null) {
          frame.allocate(2);
          builder.put(at, put);
        } else if (!known.equals(put)) {
          throw new EvaluationException(
              EvaluationException.CONFLICT, location, Conflicts.OBJECT_KEYS);
        }
      }
      return false;
    }
  }
}
