package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.array;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Value;
import java.util.List;

/** The functions on arrays. */
final class Arrays {

  private Arrays() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "array.concat",
            "The items of both arrays, one array after the other.",
            args(array(ANY), array(ANY)).gives(array(ANY)),
            Arrays::concat),
        row(
            "array.flatten",
            "The items, with those of each array among them in its place, one level deep.",
            args(array(ANY)).gives(array(ANY)),
            Arrays::flatten),
        row(
            "array.reverse",
            "The items from last to first.",
            args(array(ANY)).gives(array(ANY)),
            Arrays::reverse),
        row(
            "array.slice",
            "The items from index start to before index stop, both moved into the array's bounds.",
            args(array(ANY), NUMBER, NUMBER).gives(array(ANY)),
            Arrays::slice));
  }

  private static Value concat(BuiltinContext context, Value left, Value right) {
    var first = Operand.array(1, left);
    var second = Operand.array(2, right);
    if (first.isEmpty()) {
      return second;
    }
    if (second.isEmpty()) {
      return first;
    }
    context.allocate((long) first.size() + second.size());
    var items = new Value[first.size() + second.size()];
    copy(first, 0, items, 0, first.size());
    copy(second, 0, items, first.size(), second.size());
    return ArrayValue.owning(items);
  }

  private static Value flatten(BuiltinContext context, Value value) {
    var outer = Operand.array(1, value);
    var flat = new ArrayValue.Builder();
    for (var item : outer) {
      if (item instanceof ArrayValue inner) {
        context.allocate(inner.size());
        inner.forEach(flat::add);
      } else {
        context.allocate(1);
        flat.add(item);
      }
    }
    return flat.build();
  }

  private static Value reverse(BuiltinContext context, Value value) {
    var array = Operand.array(1, value);
    context.allocate(array.size());
    var items = new Value[array.size()];
    for (var i = 0; i < items.length; i++) {
      items[i] = array.get(items.length - i - 1);
    }
    return ArrayValue.owning(items);
  }

  private static Value slice(BuiltinContext context, Value value, Value start, Value stop) {
    var array = Operand.array(1, value);
    var low = Operand.integer(2, start);
    var high = Operand.integer(3, stop);
    var to = Math.clamp(high, 0, array.size());
    var from = Math.clamp(low, 0, to);
    if (from == 0 && to == array.size()) {
      return array;
    }
    context.allocate(to - from);
    var items = new Value[to - from];
    copy(array, from, items, 0, items.length);
    return ArrayValue.owning(items);
  }

  private static void copy(ArrayValue from, int start, Value[] into, int at, int count) {
    for (var i = 0; i < count; i++) {
      into[at + i] = from.get(start + i);
    }
  }
}
