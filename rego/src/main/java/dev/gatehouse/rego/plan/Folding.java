package dev.gatehouse.rego.plan;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.Builtins;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts results in the place of calls of standard functions on constants, where these always give
 * the same. A call that fails, or that takes more than a little work, stays a call.
 */
public final class Folding {

  private final Set<String> kept;

  private Folding(Set<String> kept) {
    this.kept = kept;
  }

  /**
   * The plan with such calls folded.
   *
   * @param kept the dotted names of functions that a {@code with} may replace, or that are not OPA's
   */
  public static Plan of(Plan plan, Set<String> kept) {
    var folding = new Folding(kept);
    return new Plan(plan.root(), each(plan.groups(), folding::group), plan.replaced());
  }

  /** The query with such calls folded. */
  public static QueryPlan of(QueryPlan plan, Set<String> kept) {
    return new QueryPlan(plan.slots(), new Folding(kept).block(plan.body()), plan.variables(),
        plan.expressions(), plan.replaced());
  }

  private Group group(Group group) {
    return new Group(group.id(), group.path(), group.kind(), group.arity(),
        each(group.clauses(), this::clause), each(group.keyed(), this::clause),
        group.fallback() == null ? null : clause(group.fallback()));
  }

  private Clause clause(Clause clause) {
    var next = clause.otherwise();
    return new Clause(clause.location(), clause.parameters(), clause.slots(), block(clause.body()),
        operands(clause.path()), operand(clause.value()), clause.isMember(),
        next == null ? null : clause(next));
  }

  private Block block(Block block) {
    var statements = each(block.statements(), this::statement);
    return statements == block.statements() ? block : new Block(statements);
  }

  private Statement statement(Statement statement) {
    return switch (statement) {
      case Statement.Holds(var operand) -> new Statement.Holds(operand(operand));
      case Statement.Defined(var operand) -> new Statement.Defined(operand(operand));
      case Statement.Bind(var slot, var operand) -> new Statement.Bind(slot, operand(operand));
      case Statement.Equal(var left, var right) ->
        new Statement.Equal(operand(left), operand(right));
      case Statement.IsArray array -> array;
      case Statement.IsObject(var slot, var keys) -> new Statement.IsObject(slot, operands(keys));
      case Statement.Not(var block) -> new Statement.Not(block(block));
      case Statement.Both(var left, var right) -> new Statement.Both(block(left), block(right));
      case Statement.Either(var left, var right) ->
        new Statement.Either(block(left), block(right));
      case Statement.Every(var domain, var key, var value, var block) ->
        new Statement.Every(operand(domain), key, value, block(block));
      case Statement.Scan(var source, var key, var value) ->
        new Statement.Scan(operand(source), key, value);
      case Statement.Walk walk -> walk;
      case Statement.Relate(var relation, var args, var slot, var location) ->
        new Statement.Relate(relation, operands(args), slot, location);
      case Statement.With(var replacements, var block, var location) ->
        new Statement.With(replacements, block(block), location);
      case Statement.Print print -> print;
    };
  }

  private List<Operand> operands(List<Operand> operands) {
    return each(operands, this::operand);
  }

  private Operand operand(Operand operand) {
    return switch (operand) {
      case Operand.Lookup(var of, var key) -> new Operand.Lookup(operand(of), operand(key));
      case Operand.BaseLookup(var of, var key) ->
        new Operand.BaseLookup(operand(of), operand(key));
      case Operand.NewArray(var items) -> new Operand.NewArray(operands(items));
      case Operand.NewSet(var members) -> new Operand.NewSet(operands(members));
      case Operand.NewObject(var keys, var values) ->
        new Operand.NewObject(operands(keys), operands(values));
      case Operand.Member(var group, var key) -> new Operand.Member(group, operand(key));
      case Operand.Apply(var function, var args, var location) ->
        new Operand.Apply(function, operands(args), location);
      case Operand.Call call -> call(call);
      case Operand.Gather gather -> gather(gather);
      case Operand.Constant c -> c;
      case Operand.Local l -> l;
      case Operand.InputDocument i -> i;
      case Operand.BaseDocument b -> b;
      case Operand.Document d -> d;
      case Operand.Extent e -> e;
    };
  }

  private Operand gather(Operand.Gather gather) {
    var key = gather.key();
    var index = gather.index();
    return new Operand.Gather(gather.shape(), block(gather.body()),
        key == null ? null : operand(key), operand(gather.item()), gather.location(),
        index == null ? null : index(index));
  }

  private Operand.Index index(Operand.Index index) {
    var key = index.key();
    return new Operand.Index(block(index.body()), index.outer(), index.inner(),
        key == null ? null : operand(key), operand(index.item()));
  }

  private Operand call(Operand.Call call) {
    var args = operands(call.args());
    var value = result(call.builtin(), args);
    return value == null
        ? new Operand.Call(call.builtin(), args, call.location())
        : new Operand.Constant(value);
  }

  /** What a call always gives, null if that is not known. */
  private @Nullable Value result(Builtin function, List<Operand> args) {
    if (args.isEmpty()
        || kept.contains(function.name())
        || !Builtins.isName(function.name())
        || function.flags().contains(Builtin.Flag.NONDETERMINISTIC)
        || function.flags().contains(Builtin.Flag.NETWORK)) {
      return null;
    }
    var values = new Value[args.size()];
    for (var i = 0; i < values.length; i++) {
      if (!(args.get(i) instanceof Operand.Constant(var value))) {
        return null;
      }
      values[i] = value;
    }
    return new Rehearsal().result(function, values);
  }

  /** The items changed, or the same list if none is another. */
  private static <T> List<T> each(List<T> items, UnaryOperator<T> change) {
    var changed = new ArrayList<T>(items.size());
    var isSame = true;
    for (var item : items) {
      var other = change.apply(item);
      changed.add(other);
      isSame &= other == item;
    }
    return isSame ? items : changed;
  }
}
