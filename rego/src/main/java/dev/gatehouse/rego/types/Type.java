package dev.gatehouse.rego.types;

import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type of the checker; {@code toString} is OPA's text of it. */
public sealed interface Type {

  /** The type of what nothing is known of, such as a variable before its first use. */
  Type UNKNOWN = Unknown.UNKNOWN;

  Type NULL = Basic.NULL;
  Type BOOLEAN = Basic.BOOLEAN;
  Type NUMBER = Basic.NUMBER;
  Type STRING = Basic.STRING;

  /** Any value at all. */
  Type ANY = new Any(List.of());

  static Type array(Type item) {
    return new Array(List.of(), item);
  }

  /** An array with the given items and no more. */
  static Type tuple(Type... items) {
    return new Array(List.of(items), null);
  }

  static Type set(Type member) {
    return new Set(member);
  }

  static Type object(Type key, Type value) {
    return new Object(List.of(), key, value);
  }

  /** A value of one of these types. */
  static Type any(Type... of) {
    return new Any(List.of(of));
  }

  /** The types without structure. */
  enum Basic implements Type {
    NULL, BOOLEAN, NUMBER, STRING;

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** Nothing is known; unlike {@link #ANY}, which says that every value is possible. */
  enum Unknown implements Type {
    UNKNOWN;

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /**
   * An array.
   *
   * @param items the types of its first items
   * @param rest the type of every further item, null if there are none
   */
  record Array(List<Type> items, @Nullable Type rest) implements Type {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  record Set(Type member) implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /**
   * An object.
   *
   * @param properties its known keys
   * @param key the type of every other key, null if there are none
   * @param value the type of their values, null together with {@code key}
   */
  record Object(List<Property> properties, @Nullable Type key, @Nullable Type value)
      implements
        Type {
    public Object {
      properties = PropertyOrder.sorted(properties);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A known key of an object, as JSON has it, with the type of its value. */
  record Property(Value key, Type value) {
    public Property {
      key = PropertyKey.of(key);
    }
  }

  /** A union; of nothing, it is the type of any value. */
  record Any(List<Type> of) implements Type {
    public Any {
      of = of.stream().sorted(TypeOrder.ORDER).toList();
    }

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /**
   * A function.
   *
   * @param result null for a function without a result, such as {@code print}
   * @param variadic the type of further arguments, null if there are none
   */
  record Function(List<Type> args, @Nullable Type result, @Nullable Type variadic)
      implements
        Type {
    public Function {
      args = List.copyOf(args);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }
}
