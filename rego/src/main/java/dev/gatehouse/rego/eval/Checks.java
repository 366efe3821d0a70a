package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;

/** Statements that hold at most once. */
final class Checks {

  private Checks() {}

  /** Defined and not false. */
  static final class Holds extends Test {
    private final Expression expression;

    Holds(Expression expression) {
      this.expression = expression;
    }

    @Override
    boolean test(Frame frame) {
      return Values.holds(expression.eval(frame));
    }
  }

  /** A call, of a function that may be replaced, whose value nobody asks for. */
  static final class CallHolds extends Test {
    private final Applications.Replaceable call;

    CallHolds(Applications.Replaceable call) {
      this.call = call;
    }

    @Override
    boolean test(Frame frame) {
      return call.holds(frame);
    }
  }

  static final class Defined extends Test {
    private final Expression expression;

    Defined(Expression expression) {
      this.expression = expression;
    }

    @Override
    boolean test(Frame frame) {
      expression.eval(frame);
      return true;
    }
  }

  static final class Bind extends Test {
    private final int slot;
    private final Expression expression;

    Bind(int slot, Expression expression) {
      this.slot = slot;
      this.expression = expression;
    }

    @Override
    boolean test(Frame frame) {
      var value = expression.eval(frame);
      if (value == null) {
        return false;
      }
      frame.slots[slot] = value;
      return true;
    }
  }

  static final class Equal extends Test {
    private final Expression left;
    private final Expression right;

    Equal(Expression left, Expression right) {
      this.left = left;
      this.right = right;
    }

    @Override
    boolean test(Frame frame) {
      var a = left.eval(frame);
      if (a == null) {
        return false;
      }
      var b = right.eval(frame);
      return b != null && equal(a, b);
    }
  }

  static boolean equal(Value a, Value b) {
    return a == b || a.equals(b);
  }

  static final class IsArray extends Test {
    private final int slot;
    private final int size;

    IsArray(int slot, int size) {
      this.slot = slot;
      this.size = size;
    }

    @Override
    boolean test(Frame frame) {
      return isArray(frame.slots[slot], size);
    }
  }

  static boolean isArray(Value value, int size) {
    return value instanceof ArrayValue array && array.size() == size;
  }

  static boolean isObject(Value value, int size) {
    return value instanceof ObjectValue object && object.size() == size;
  }

  static boolean hasKey(Value value, Value key) {
    return value instanceof ObjectValue object && object.has(key);
  }

  static final class IsObject extends Test {
    private final int slot;
    private final Expression[] keys;

    IsObject(int slot, Expression[] keys) {
      this.slot = slot;
      this.keys = keys;
    }

    @Override
    boolean test(Frame frame) {
      var object = frame.slots[slot];
      if (!isObject(object, keys.length)) {
        return false;
      }
      for (var key : keys) {
        var value = key.eval(frame);
        if (value == null || !hasKey(object, value)) {
          return false;
        }
      }
      return true;
    }
  }

  static final class Not extends Test {
    private final Step block;

    Not(Step block) {
      this.block = block;
    }

    @Override
    boolean test(Frame frame) {
      return !block.run(frame);
    }
  }

  static final class Both extends Test {
    private final Step left;
    private final Step right;

    Both(Step left, Step right) {
      this.left = left;
      this.right = right;
    }

    @Override
    boolean test(Frame frame) {
      return left.run(frame) && right.run(frame);
    }
  }

  static final class Either extends Test {
    private final Step left;
    private final Step right;

    Either(Step left, Step right) {
      this.left = left;
      this.right = right;
    }

    @Override
    boolean test(Frame frame) {
      return left.run(frame) || right.run(frame);
    }
  }

  static final class Every extends Test {
    private final Expression domain;
    private final int keySlot;
    private final int valueSlot;
    private final Step block;

    Every(Expression domain, int keySlot, int valueSlot, Step block) {
      this.domain = domain;
      this.keySlot = keySlot;
      this.valueSlot = valueSlot;
      this.block = block;
    }

    @Override
    boolean test(Frame frame) {
      return switch (domain.eval(frame)) {
        case ArrayValue array -> ofArray(array, frame);
        case ObjectValue object -> ofObject(object, frame);
        case SetValue set -> ofSet(set, frame);
        case null, default -> false;
      };
    }

    private boolean ofArray(ArrayValue array, Frame frame) {
      for (var i = 0; i < array.size(); i++) {
        if (keySlot >= 0) {
          frame.slots[keySlot] = IntegerValue.of(i);
        }
        if (!holdsFor(array.get(i), frame)) {
          return false;
        }
      }
      return true;
    }

    private boolean ofObject(ObjectValue object, Frame frame) {
      for (var i = 0; i < object.size(); i++) {
        if (keySlot >= 0) {
          frame.slots[keySlot] = object.keyAt(i);
        }
        if (!holdsFor(object.valueAt(i), frame)) {
          return false;
        }
      }
      return true;
    }

    private boolean ofSet(SetValue set, Frame frame) {
      for (var i = 0; i < set.size(); i++) {
        if (keySlot >= 0) {
          frame.slots[keySlot] = set.at(i);
        }
        if (!holdsFor(set.at(i), frame)) {
          return false;
        }
      }
      return true;
    }

    private boolean holdsFor(Value value, Frame frame) {
      frame.tick();
      frame.slots[valueSlot] = value;
      return block.run(frame);
    }
  }
}
