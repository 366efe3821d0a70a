package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;

/** Iterates over a collection, in Rego's order. */
final class Scan extends Step {

  private final Expression source;
  private final int keySlot;
  private final int valueSlot;
  private final Step next;

  Scan(Expression source, int keySlot, int valueSlot, Step next) {
    super(2 + next.height);
    this.source = source;
    this.keySlot = keySlot;
    this.valueSlot = valueSlot;
    this.next = next;
  }

  @Override
  boolean run(Frame frame) {
    return switch (source.eval(frame)) {
      case ArrayValue array -> scan(array, frame);
      case ObjectValue object -> scan(object, frame);
      case SetValue set -> scan(set, frame);
      case null, default -> false;
    };
  }

  /** How many entries or members a value has; none if it is no collection. */
  static int size(Value value) {
    if (value instanceof ArrayValue array) {
      return array.size();
    }
    if (value instanceof ObjectValue object) {
      return object.size();
    }
    return value instanceof SetValue set ? set.size() : 0;
  }

  /** The key of a collection at a position, which for a set is the member. */
  static Value keyAt(Value collection, int position) {
    if (collection instanceof ObjectValue object) {
      return object.keyAt(position);
    }
    return collection instanceof SetValue set ? set.at(position) : IntegerValue.of(position);
  }

  /** The value of a collection at a position, which for a set is the member. */
  static Value valueAt(Value collection, int position) {
    if (collection instanceof ArrayValue array) {
      return array.get(position);
    }
    return collection instanceof ObjectValue object
        ? object.valueAt(position)
        : ((SetValue) collection).at(position);
  }

  private boolean scan(ArrayValue array, Frame frame) {
    var slots = frame.slots;
    for (var i = 0; i < array.size(); i++) {
      frame.tick();
      if (keySlot >= 0) {
        slots[keySlot] = IntegerValue.of(i);
      }
      slots[valueSlot] = array.get(i);
      if (next.run(frame)) {
        return true;
      }
    }
    return false;
  }

  private boolean scan(ObjectValue object, Frame frame) {
    var slots = frame.slots;
    for (var i = 0; i < object.size(); i++) {
      frame.tick();
      if (keySlot >= 0) {
        slots[keySlot] = object.keyAt(i);
      }
      slots[valueSlot] = object.valueAt(i);
      if (next.run(frame)) {
        return true;
      }
    }
    return false;
  }

  private boolean scan(SetValue set, Frame frame) {
    var slots = frame.slots;
    for (var i = 0; i < set.size(); i++) {
      frame.tick();
      var member = set.at(i);
      if (keySlot >= 0) {
        slots[keySlot] = member;
      }
      slots[valueSlot] = member;
      if (next.run(frame)) {
        return true;
      }
    }
    return false;
  }
}
