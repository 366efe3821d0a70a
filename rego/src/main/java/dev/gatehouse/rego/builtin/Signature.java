package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the type of a function down in one line: {@code args(STRING, NUMBER).gives(BOOLEAN)}. */
final class Signature {

  private final List<Type> args;

  private Signature(Type... args) {
    this.args = List.of(args);
  }

  static Signature args(Type... args) {
    return new Signature(args);
  }

  Type.Function gives(Type result) {
    return new Type.Function(args, result, null);
  }

  Type.Function givesNothing() {
    return new Type.Function(args, null, null);
  }

  /** A function of any number of arguments without a result. */
  static Type.Function anyArgs() {
    return new Type.Function(List.of(), null, Type.ANY);
  }

  /** A type or a collection of it: an array or a set. */
  static Type arrayOrSet(Type member) {
    return Type.any(Type.array(member), Type.set(member));
  }

  /**
   * An object of known keys.
   *
   * @param key the type of other keys, null if there are none
   * @param value the type of their values, null together with {@code key}
   * @param properties names and types in turn
   */
  static Type object(@Nullable Type key, @Nullable Type value, Object... properties) {
    var known = new ArrayList<Type.Property>();
    for (var i = 0; i < properties.length; i += 2) {
      known.add(
          new Type.Property(StringValue.of((String) properties[i]), (Type) properties[i + 1]));
    }
    return new Type.Object(known, key, value);
  }
}
