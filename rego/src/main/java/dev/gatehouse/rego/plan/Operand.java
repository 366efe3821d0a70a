package dev.gatehouse.rego.plan;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that gives one value, or is undefined. */
public sealed interface Operand {

  record Constant(Value value) implements Operand {}

  /** The value of a slot that was bound before. */
  record Local(int slot) implements Operand {}

  /** The input document. */
  record InputDocument() implements Operand {}

  /** The base document at a path, with no regard to rules. */
  record BaseDocument(List<Value> path) implements Operand {
    public BaseDocument {
      path = List.copyOf(path);
    }
  }

  /** The part of a value under a key, index or, for sets, the member itself. */
  record Lookup(Operand of, Operand key) implements Operand {}

  /** The part of a base document under a key; a number also finds the key of its text. */
  record BaseLookup(Operand of, Operand key) implements Operand {}

  record NewArray(List<Operand> items) implements Operand {
    public NewArray {
      items = List.copyOf(items);
    }
  }

  record NewSet(List<Operand> members) implements Operand {
    public NewSet {
      members = List.copyOf(members);
    }
  }

  /** An object; key and value of an entry are at the same position of the two lists. */
  record NewObject(List<Operand> keys, List<Operand> values) implements Operand {
    public NewObject {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }
  }

  /** The document of a group of rules: the value, or all of a set or object. */
  record Document(int group) implements Operand {}

  /** The part of a group's document under one key, which needs no more than that part. */
  record Member(int group, Operand key) implements Operand {}

  /** Everything below a package: the documents of rules and the base documents. */
  record Extent(DataNode node) implements Operand {}

  /** A call of a function that is made of rules. */
  record Apply(int function, List<Operand> args, Location location) implements Operand {
    public Apply {
      args = List.copyOf(args);
    }
  }

  /** A call of a built-in function. */
  record Call(Builtin builtin, List<Operand> args, Location location) implements Operand {
    public Call {
      args = List.copyOf(args);
    }
  }

  /**
   * A comprehension.
   *
   * @param key the key of an entry, null unless an object is built
   * @param index null where only the block itself gives the value
   */
  record Gather(
      Shape shape,
      Block body,
      @Nullable Operand key,
      Operand item,
      Location location,
      @Nullable Index index)
      implements
        Operand {}

  /**
   * Another way to a comprehension's value: all its values for all that outer variables can be,
   * found once and grouped by these variables.
   *
   * @param outer the outer variables where the comprehension stands
   * @param inner the same variables as the block binds them
   * @param key the key of an entry as the block gives it, null unless an object is built
   */
  record Index(
      Block body,
      List<Operand> outer,
      List<Operand> inner,
      @Nullable Operand key,
      Operand item) {
    public Index {
      outer = List.copyOf(outer);
      inner = List.copyOf(inner);
    }
  }

  /** What a comprehension builds. */
  enum Shape {
    ARRAY, SET, OBJECT
  }
}
