package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.set;

import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions on sets; the difference is {@code minus}. */
final class Sets {

  private static final Type.Function BINARY = args(set(ANY), set(ANY)).gives(set(ANY));
  private static final Type.Function OF_SETS = args(set(set(ANY))).gives(set(ANY));

  private Sets() {}

  static List<Builtin> rows() {
    return List.of(
        row("and", "The members that both sets have.", BINARY, Sets::and).infix("&"),
        row("or", "The members of both sets.", BINARY, Sets::or).infix("|"),
        row("intersection", "The members that all sets have.", OF_SETS, Sets::intersection),
        row("union", "The members of all sets.", OF_SETS, Sets::union),
        row("set_diff", "The members of the first set that are not in the second.", BINARY,
            Sets::minus)
            .flags(Builtin.Flag.DEPRECATED));
  }

  private static Value and(BuiltinContext context, Value left, Value right) {
    return intersect(context, Operand.set(1, left), Operand.set(2, right));
  }

  private static SetValue intersect(BuiltinContext context, SetValue left, SetValue right) {
    var fewer = left.size() <= right.size() ? left : right;
    var more = fewer == left ? right : left;
    context.spend(fewer.size());
    var common = SetValue.builder();
    for (var member : fewer) {
      if (more.has(member)) {
        common.add(member);
      }
    }
    context.allocate(common.size());
    return common.build();
  }

  private static Value or(BuiltinContext context, Value left, Value right) {
    var first = Operand.set(1, left);
    var second = Operand.set(2, right);
    if (first.isEmpty()) {
      return second;
    }
    if (second.isEmpty()) {
      return first;
    }
    context.allocate((long) first.size() + second.size());
    var all = SetValue.builder();
    first.forEach(all::add);
    second.forEach(all::add);
    return all.build();
  }

  private static Value minus(BuiltinContext context, Value left, Value right) {
    return difference(context, Operand.set(1, left), Operand.set(2, right));
  }

  static SetValue difference(BuiltinContext context, SetValue left, SetValue right) {
    context.spend(left.size());
    var rest = SetValue.builder();
    for (var member : left) {
      if (!right.has(member)) {
        rest.add(member);
      }
    }
    context.allocate(rest.size());
    return rest.build();
  }

  private static Value intersection(BuiltinContext context, Value value) {
    @Nullable
    SetValue common = null;
    for (var member : Operand.set(1, value)) {
      var next = Operand.set(1, member);
      common = common == null ? next : intersect(context, common, next);
    }
    return common == null ? SetValue.EMPTY : common;
  }

  private static Value union(BuiltinContext context, Value value) {
    var all = SetValue.builder();
    for (var member : Operand.set(1, value)) {
      var next = Operand.set(1, member);
      context.allocate(next.size());
      next.forEach(all::add);
    }
    return all.build();
  }
}
