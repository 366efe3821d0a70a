package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Block;
import dev.gatehouse.rego.plan.Clause;
import dev.gatehouse.rego.plan.Group;
import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Statement;
import java.util.Set;

/** Estimates what rules cost from their plan. */
final class Weights {

  /** Functions that cost no more than looking a call up. */
  private static final Set<String> CHEAP = Set.of(
      "plus", "minus", "mul", "equal", "neq", "lt", "lte", "gt", "gte", "count", "is_array",
      "is_boolean", "is_null", "is_number", "is_object", "is_set", "is_string", "startswith",
      "endswith", "substring", "internal.member_2", "object.get");

  private Weights() {}

  /** Whether a function's results are worth remembering: it iterates, or calls what is not cheap. */
  static boolean isWorthRemembering(Group group) {
    if (group.kind() != Group.Kind.FUNCTION) {
      return false;
    }
    for (var first : group.clauses()) {
      for (Clause clause = first; clause != null; clause = clause.otherwise()) {
        if (isHeavy(clause.body()) || isHeavy(clause.value())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isHeavy(Block block) {
    return block.statements().stream().anyMatch(Weights::isHeavy);
  }

  private static boolean isHeavy(Statement statement) {
    return switch (statement) {
      case Statement.Holds(var operand) -> isHeavy(operand);
      case Statement.Defined(var operand) -> isHeavy(operand);
      case Statement.Bind(var slot, var operand) -> isHeavy(operand);
      case Statement.Equal(var left, var right) -> isHeavy(left) || isHeavy(right);
      case Statement.Not(var block) -> isHeavy(block);
      case Statement.Both(var left, var right) -> isHeavy(left) || isHeavy(right);
      case Statement.Either(var left, var right) -> isHeavy(left) || isHeavy(right);
      case Statement.IsArray a -> false;
      case Statement.IsObject o -> false;
      case Statement.Scan s -> true;
      case Statement.Walk w -> true;
      case Statement.Relate r -> true;
      case Statement.Every e -> true;
      case Statement.With w -> true;
      case Statement.Print p -> true;
    };
  }

  private static boolean isHeavy(Operand operand) {
    return switch (operand) {
      case Operand.Apply a -> true;
      case Operand.Gather g -> true;
      case Operand.Extent e -> true;
      case Operand.Call call ->
        !CHEAP.contains(call.builtin().name())
            || call.args().stream().anyMatch(Weights::isHeavy);
      case Operand.Lookup(var of, var key) -> isHeavy(of) || isHeavy(key);
      case Operand.NewArray(var items) -> items.stream().anyMatch(Weights::isHeavy);
      case Operand.NewSet(var members) -> members.stream().anyMatch(Weights::isHeavy);
      case Operand.NewObject(var keys, var values) ->
        keys.stream().anyMatch(Weights::isHeavy) || values.stream().anyMatch(Weights::isHeavy);
      default -> false;
    };
  }
}
