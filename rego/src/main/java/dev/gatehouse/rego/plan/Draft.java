package dev.gatehouse.rego.plan;

import dev.gatehouse.json.BooleanValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block in the making: its statements so far and the variables that are bound by now. */
final class Draft {

  private final Counter slots;
  private final Map<String, Operand> bound;
  private final List<Statement> statements = new ArrayList<>();
  private boolean neverHolds;

  private Draft(Counter slots, Map<String, Operand> bound) {
    this.slots = slots;
    this.bound = bound;
  }

  /** The draft of a clause, its first slots taken. */
  static Draft ofClause(int takenSlots) {
    return new Draft(new Counter(takenSlots), new HashMap<>());
  }

  /** The draft of a block within this one: what it binds is unknown outside. */
  Draft nested() {
    return within(new HashMap<>(bound));
  }

  /** The draft of a block that is part of this one: what it binds is known outside. */
  Draft continued() {
    return within(bound);
  }

  private Draft within(Map<String, Operand> variables) {
    var inner = new Draft(slots, variables);
    inner.neverHolds = neverHolds;
    return inner;
  }

  void add(Statement statement) {
    statements.add(statement);
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
    return bound.containsKey(variable);
  }

  @Nullable
  Operand get(String variable) {
    return bound.get(variable);
  }

  /** From here on the variable stands for the operand, a local or a constant. */
  void bind(String variable, Operand operand) {
    bound.put(variable, operand);
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
