package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.builtin.Builtin;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the groups of rules that depend on nothing but their arguments: neither on documents, nor on
 * functions that may give another result in another evaluation, nor on what an evaluation remembers
 * beside its calls.
 */
public final class Purity {

  private final BitSet pure = new BitSet();
  private final Set<String> ownFunctions;

  private Purity(List<Group> groups, Set<String> ownFunctions) {
    this.ownFunctions = ownFunctions;
    pure.set(0, groups.size());
    for (var isSettled = false; !isSettled;) {
      isSettled = true;
      for (var group : groups) {
        if (pure.get(group.id()) && !isPure(group)) {
          pure.clear(group.id());
          isSettled = false;
        }
      }
    }
  }

  /**
   * The numbers of these groups, where nothing is replaced by {@code with}.
   *
   * @param ownFunctions the names of built-in functions that are the embedding program's
   */
  public static BitSet of(Plan plan, Set<String> ownFunctions) {
    return new Purity(plan.groups(), ownFunctions).pure;
  }

  private boolean isPure(Group group) {
    return group.clauses().stream().allMatch(this::isPure) && isPure(group.fallback());
  }

  private boolean isPure(@Nullable Clause clause) {
    return clause == null
        || isPure(clause.body())
            && isPure(clause.path())
            && isPure(clause.value())
            && isPure(clause.otherwise());
  }

  private boolean isPure(Block block) {
    return block.statements().stream().allMatch(this::isPure);
  }

  private boolean isPure(Statement statement) {
    return switch (statement) {
      case Statement.Holds(var operand) -> isPure(operand);
      case Statement.Defined(var operand) -> isPure(operand);
      case Statement.Bind(var slot, var operand) -> isPure(operand);
      case Statement.Equal(var left, var right) -> isPure(left) && isPure(right);
      case Statement.IsArray array -> true;
      case Statement.IsObject(var slot, var keys) -> isPure(keys);
      case Statement.Not(var block) -> isPure(block);
      case Statement.Both(var left, var right) -> isPure(left) && isPure(right);
      case Statement.Either(var left, var right) -> isPure(left) && isPure(right);
      case Statement.Every(var domain, var key, var value, var block) ->
        isPure(domain) && isPure(block);
      case Statement.Scan(var source, var key, var value) -> isPure(source);
      case Statement.Relate(var relation, var args, var slot, var location) ->
        isPure(relation) && isPure(args);
      case Statement.Walk walk -> false;
      case Statement.With with -> false;
      case Statement.Print print -> false;
    };
  }

  private boolean isPure(List<Operand> operands) {
    return operands.stream().allMatch(this::isPure);
  }

  private boolean isPure(Operand operand) {
    return switch (operand) {
      case Operand.Constant constant -> true;
      case Operand.Local local -> true;
      case Operand.Lookup(var of, var key) -> isPure(of) && isPure(key);
      case Operand.NewArray(var items) -> isPure(items);
      case Operand.NewSet(var members) -> isPure(members);
      case Operand.NewObject(var keys, var values) -> isPure(keys) && isPure(values);
      case Operand.Apply(var function, var args, var location) ->
        pure.get(function) && isPure(args);
      case Operand.Call(var builtin, var args, var location) ->
        isPure(builtin) && isPure(args);
      case Operand.Gather gather ->
        gather.index() == null && isPure(gather.body()) && isPure(gather.item())
            && (gather.key() == null || isPure(gather.key()));
      case Operand.InputDocument input -> false;
      case Operand.BaseDocument base -> false;
      case Operand.BaseLookup base -> false;
      case Operand.Document document -> false;
      case Operand.Member member -> false;
      case Operand.Extent extent -> false;
    };
  }

  private boolean isPure(Builtin function) {
    return !ownFunctions.contains(function.name())
        && !function.flags().contains(Builtin.Flag.NONDETERMINISTIC)
        && !function.flags().contains(Builtin.Flag.NETWORK);
  }
}
