package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.plan.Clause;
import dev.gatehouse.rego.plan.Group;
import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places in the input and in base documents that a rule needs to be there, or to have a certain
 * value, which OPA's rule index looks at before it evaluates anything of the rule.
 */
final class Requirements {

  private final List<Requirement> all;

  /** A place, and the scalar that must be there, null for any value. */
  private record Requirement(Operand place, @Nullable Value value) {}

  private Requirements(List<Requirement> all) {
    this.all = List.copyOf(all);
  }

  /** What one rule needs; nothing where it prints, since then OPA looks at no place. */
  static Requirements of(Clause clause, Group.Kind kind) {
    var all = new ArrayList<Requirement>();
    var statements = clause.body().statements();
    if (statements.stream().anyMatch(Statement.Print.class::isInstance)) {
      return new Requirements(all);
    }
    if (kind == Group.Kind.FUNCTION) {
      statements.forEach(statement -> collectArgument(statement, clause.parameters(), all));
    }
    clause.body().statements().forEach(statement -> collect(statement, all));
    clause.path().forEach(key -> collect(key, all));
    collect(clause.value(), all);
    return new Requirements(all);
  }

  private static void collectArgument(Statement statement, int count, List<Requirement> all) {
    if (statement instanceof Statement.Equal(Operand.Local local, Operand.Constant(var value))
        && local.slot() < count && isScalar(value)) {
      all.add(new Requirement(local, value));
    }
  }

  private static void collect(Statement statement, List<Requirement> all) {
    switch (statement) {
      case Statement.Holds(var operand) -> collect(operand, all);
      case Statement.Defined(var operand) -> collect(operand, all);
      case Statement.Bind(var slot, var operand) -> collect(operand, all);
      case Statement.Equal(var left, Operand.Constant(var value)) when isScalar(value) ->
        collect(left, value, all);
      case Statement.Equal(Operand.Constant(var value), var right) when isScalar(value) ->
        collect(right, value, all);
      case Statement.Equal(var left, var right) -> {
        collectEqual(left, right, all);
        collectEqual(right, left, all);
      }
      case Statement.Every every -> collect(every.domain(), all);
      case Statement.Relate relate -> relate.args().forEach(arg -> collect(arg, all));
      case Statement.IsArray _,Statement.IsObject _,Statement.Scan _,Statement.Walk _ -> {
      }
      case Statement.Not _,Statement.Both _,Statement.Either _ -> {
      }
      case Statement.With _,Statement.Print _ -> {
      }
    }
  }

  /** A place is only looked at where what it must equal can be looked up. */
  private static void collectEqual(Operand operand, Operand other, List<Requirement> all) {
    if (!isPlace(operand) || isKey(other)) {
      collect(operand, all);
    }
  }

  /** Whether OPA's index can hold it: a scalar, a variable, a call's result, or an array of such. */
  private static boolean isKey(Operand operand) {
    return switch (operand) {
      case Operand.NewArray(var items) -> items.stream().noneMatch(Requirements::isComposite);
      case Operand.Constant(ArrayValue items) ->
        items.items().stream().allMatch(Requirements::isScalar);
      case Operand.Lookup _,Operand.BaseLookup _,Operand.InputDocument _,Operand.BaseDocument _,Operand.Document _,Operand.Member _,Operand.Extent _ ->
        false;
      default -> !isComposite(operand);
    };
  }

  private static boolean isComposite(Operand operand) {
    return switch (operand) {
      case Operand.NewArray _,Operand.NewSet _,Operand.NewObject _,Operand.Gather _ -> true;
      case Operand.Constant(var value) -> !isScalar(value);
      default -> false;
    };
  }

  private static void collect(Operand operand, Value value, List<Requirement> all) {
    if (isPlace(operand)) {
      all.add(new Requirement(operand, value));
    } else {
      collect(operand, all);
    }
  }

  private static void collect(Operand operand, List<Requirement> all) {
    if (isPlace(operand)) {
      all.add(new Requirement(operand, null));
      return;
    }
    switch (operand) {
      case Operand.Lookup(var of, var key) -> collectLookup(of, key, all);
      case Operand.BaseLookup(var of, var key) -> collectLookup(of, key, all);
      case Operand.NewArray(var items) -> items.forEach(item -> collect(item, all));
      case Operand.NewSet(var members) -> members.forEach(member -> collect(member, all));
      case Operand.NewObject object -> {
        object.keys().forEach(key -> collect(key, all));
        object.values().forEach(value -> collect(value, all));
      }
      case Operand.Member(var group, var key) -> collect(key, all);
      case Operand.Apply apply -> apply.args().forEach(arg -> collect(arg, all));
      case Operand.Call call -> call.args().forEach(arg -> collect(arg, all));
      case Operand.Constant _,Operand.Local _,Operand.InputDocument _ -> {
      }
      case Operand.BaseDocument _,Operand.Document _,Operand.Extent _,Operand.Gather _ -> {
      }
    }
  }

  /** A reference that is not constant is not looked at, but what its parts are computed from. */
  private static void collectLookup(Operand of, Operand key, List<Requirement> all) {
    if (!isPlace(of)) {
      collect(of, all);
    }
    collect(key, all);
  }

  private static boolean isPlace(Operand operand) {
    return switch (operand) {
      case Operand.InputDocument i -> true;
      case Operand.BaseDocument b -> true;
      case Operand.Lookup(var of, Operand.Constant key) -> isPlace(of);
      case Operand.BaseLookup(var of, Operand.Constant key) -> isPlace(of);
      default -> false;
    };
  }

  private static boolean isScalar(Value value) {
    return !(value instanceof ArrayValue)
        && !(value instanceof ObjectValue)
        && !(value instanceof SetValue);
  }

  /** The places, as often as they are needed. */
  List<Operand> places() {
    return all.stream().map(Requirement::place).toList();
  }

  /** The places, and whether they need to have a certain value or only to be there. */
  Map<Operand, Boolean> demands() {
    var demands = new HashMap<Operand, Boolean>();
    all.forEach(need -> demands.merge(need.place, need.value != null, Boolean::logicalOr));
    return demands;
  }
}
