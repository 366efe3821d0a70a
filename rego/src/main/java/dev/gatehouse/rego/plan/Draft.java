package dev.gatehouse.rego.plan;

import dev.gatehouse.json.BooleanValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block in the making: its statements so far and the variables that are bound by now. */
final class Draft {

  private final Counter slots;
  private final Variables variables;
  private final List<Statement> statements = new ArrayList<>();
  private final List<String> newlyBound = new ArrayList<>();
  private boolean neverHolds;
  private boolean isRepeated;

  private Draft(Counter slots, Variables variables) {
    this.slots = slots;
    this.variables = variables;
  }

  /** The draft of a clause, its first slots taken. */
  static Draft ofClause(int takenSlots) {
    return new Draft(new Counter(takenSlots), Variables.none());
  }

  /** The draft of a block within this one: what it binds is unknown outside. */
  Draft nested() {
    return within(variables.nested());
  }

  /** The draft of a block within this one that binds some of the outer variables for itself. */
  Draft nestedWithout(Collection<String> names) {
    return within(variables.nestedWithout(names));
  }

  /** The draft of a block that is part of this one: what it binds is known outside. */
  Draft continued() {
    return within(variables);
  }

  private Draft within(Variables known) {
    var inner = new Draft(slots, known);
    inner.neverHolds = neverHolds;
    inner.isRepeated = isRepeated;
    return inner;
  }

  void add(Statement statement) {
    statements.add(statement);
    isRepeated |= isGenerator(statement);
  }

  private static boolean isGenerator(Statement statement) {
    return switch (statement) {
      case Statement.Scan s -> true;
      case Statement.Walk w -> true;
      case Statement.Relate r -> true;
      case Statement.With(var replacements, var block, var location) ->
        block.statements().stream().anyMatch(Draft::isGenerator);
      default -> false;
    };
  }

  /** Whether what follows may be evaluated several times for one evaluation of the clause. */
  boolean isRepeated() {
    return isRepeated;
  }

  /** Whether some statement of this block itself holds several times. */
  boolean iterates() {
    return statements.stream().anyMatch(Draft::isGenerator);
  }

  /** The outer variables, constants aside, that were used so far, in order of their names. */
  List<String> usedOuterLocals() {
    return variables.usedOuterLocals();
  }

  /** Makes the block never hold. */
  void fail() {
    neverHolds = true;
    add(new Statement.Holds(new Operand.Constant(BooleanValue.FALSE)));
  }

  /** Whether the block can never hold, so that what follows may use variables that nothing binds. */
  boolean neverHolds() {
    return neverHolds;
  }

  int newSlot() {
    return slots.next++;
  }

  int slotCount() {
    return slots.next;
  }

  boolean isBound(String variable) {
    return variables.isBound(variable);
  }

  @Nullable
  Operand get(String variable) {
    return variables.get(variable);
  }

  /** From here on the variable stands for the operand, a local or a constant. */
  void bind(String variable, Operand operand) {
    variables.bind(variable, operand);
    newlyBound.add(variable);
  }

  /** The variables that were bound since this was last asked. */
  List<String> takeNewlyBound() {
    var names = List.copyOf(newlyBound);
    newlyBound.clear();
    return names;
  }

  /** Gives the variable a slot of its own. */
  int bind(String variable) {
    var slot = newSlot();
    bind(variable, new Operand.Local(slot));
    return slot;
  }

  /** The operand as one that may be evaluated again and again at no cost. */
  Operand stable(Operand operand) {
    if (operand instanceof Operand.Local || operand instanceof Operand.Constant) {
      return operand;
    }
    var slot = newSlot();
    add(new Statement.Bind(slot, operand));
    return new Operand.Local(slot);
  }

  /**
   * Has operands that may end the evaluation come before the statements from a place on, since they
   * were asked for first.
   */
  void settle(List<Operand> operands, int from) {
    if (statements.size() == from) {
      return;
    }
    var tail = statements.subList(from, statements.size());
    var later = List.copyOf(tail);
    tail.clear();
    operands.replaceAll(operand -> mayEnd(operand) ? stable(operand) : operand);
    statements.addAll(later);
  }

  private static boolean mayEnd(Operand operand) {
    return switch (operand) {
      case Operand.Document _,Operand.Extent _,Operand.Member _ -> true;
      case Operand.Apply _,Operand.Call _,Operand.Gather _ -> true;
      case Operand.Lookup(var of, var key) -> mayEnd(of) || mayEnd(key);
      case Operand.BaseLookup(var of, var key) -> mayEnd(of) || mayEnd(key);
      case Operand.NewArray(var items) -> items.stream().anyMatch(Draft::mayEnd);
      case Operand.NewSet(var members) -> members.stream().anyMatch(Draft::mayEnd);
      case Operand.NewObject(var keys, var values) ->
        keys.stream().anyMatch(Draft::mayEnd) || values.stream().anyMatch(Draft::mayEnd);
      case Operand.Constant _,Operand.Local _,Operand.InputDocument _,Operand.BaseDocument _ ->
        false;
    };
  }

  /** How many statements there are so far. */
  int size() {
    return statements.size();
  }

  /** The operand in a slot. */
  int inSlot(Operand operand) {
    if (operand instanceof Operand.Local(var slot)) {
      return slot;
    }
    var slot = newSlot();
    add(new Statement.Bind(slot, operand));
    return slot;
  }

  Block block() {
    return new Block(statements);
  }

  private static final class Counter {
    private int next;

    private Counter(int next) {
      this.next = next;
    }
  }
}
