package dev.gatehouse.rego.plan;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import java.util.List;

/** One step of a block: it holds or not, and some hold several times, each time binding slots. */
public sealed interface Statement {

  /** Stands for "no slot wants it". */
  int NO_SLOT = -1;

  /** Holds if the operand is defined and not false. */
  record Holds(Operand operand) implements Statement {}

  /** Holds if the operand is defined, which has no other use than to be evaluated. */
  record Defined(Operand operand) implements Statement {}

  /** Binds a slot if the operand is defined. */
  record Bind(int slot, Operand operand) implements Statement {}

  /** Holds if both are defined and equal. */
  record Equal(Operand left, Operand right) implements Statement {}

  /** Holds if the slot's value is an array of this size. */
  record IsArray(int slot, int size) implements Statement {}

  /** Holds if the slot's value is an object with these keys and no other. */
  record IsObject(int slot, List<Operand> keys) implements Statement {
    public IsObject {
      keys = List.copyOf(keys);
    }
  }

  /** Holds for each key and value of a collection, each member of a set being both. */
  record Scan(Operand source, int keySlot, int valueSlot) implements Statement {}

  /**
   * Holds for each document that a reference below {@code data} reaches, where parts that are not
   * constant pass through packages or rules.
   *
   * @param node where the parts start
   * @param slot takes the document
   */
  record Walk(DataNode node, List<Part> parts, int slot) implements Statement {
    public Walk {
      parts = List.copyOf(parts);
    }
  }

  /** A part of a reference that is walked. */
  sealed interface Part {}

  /** A part that is known when the walk comes to it. */
  record Known(Operand key) implements Part {}

  /** A part that takes every key there is. */
  record Each(int slot) implements Part {}

  /** Holds for each result of a relation. */
  record Relate(Builtin relation, List<Operand> args, int slot, Location location)
      implements
        Statement {
    public Relate {
      args = List.copyOf(args);
    }
  }

  /** Holds if the block does not. */
  record Not(Block block) implements Statement {}

  /** Holds if the block holds for each key and value of the domain. */
  record Every(Operand domain, int keySlot, int valueSlot, Block block) implements Statement {}

  /** Holds once if both blocks hold. */
  record Both(Block left, Block right) implements Statement {}

  /** Holds once if either block holds. */
  record Either(Block left, Block right) implements Statement {}

  /** Holds as its block does, which sees replaced documents and functions; what follows does not. */
  record With(List<Replacement> replacements, Block block, Location location)
      implements
        Statement {
    public With {
      replacements = List.copyOf(replacements);
    }
  }

  /** What {@code with} replaces. */
  sealed interface Replacement {}

  record InputPart(List<Value> path, Operand value) implements Replacement {
    public InputPart {
      path = List.copyOf(path);
    }
  }

  /** A document below {@code data}, base or made by rules. */
  record DataPart(List<Value> path, Operand value) implements Replacement {
    public DataPart {
      path = List.copyOf(path);
    }
  }

  /** A document at a path with a part that is no constant string: an error once there is a value. */
  record BadPath(Operand value) implements Replacement {}

  /** A function by its dotted name, replaced by a value. */
  record ConstantFunction(String name, Operand value) implements Replacement {}

  /**
   * A function by its dotted name, replaced by a document, which is looked at where the function is
   * called; as in OPA, a call whose value nobody asks for holds whatever the document is.
   */
  record DocumentFunction(String name, Operand document) implements Replacement {}

  /** A function by its dotted name, replaced by another function. */
  record OtherFunction(String name, Callee callee) implements Replacement {}

  /** A function that stands in for another. */
  sealed interface Callee {}

  record RuleCallee(int function) implements Callee {}

  record BuiltinCallee(Builtin builtin) implements Callee {}

  /** Prints each combination of the operands' members. */
  record Print(List<Operand> parts, Location location) implements Statement {
    public Print {
      parts = List.copyOf(parts);
    }
  }
}
