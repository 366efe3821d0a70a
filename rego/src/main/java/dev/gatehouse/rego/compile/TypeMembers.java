package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The types of the keys and of the values of types, kept for those last asked for: many references
 * ask the same of one large document.
 */
final class TypeMembers {

  private static final int MOST = 64;

  private final Map<Type, Type> keys = new IdentityHashMap<>();
  private final Map<Type, Type> values = new IdentityHashMap<>();

  /** The type of the keys, indices or members of a value of the type. */
  Type keys(Type type) {
    return find(keys, type, Types::keys);
  }

  /** The type of the items, values or members of a value of the type. */
  Type values(Type type) {
    return find(values, type, Types::values);
  }

  private static Type find(Map<Type, Type> kept, Type type, UnaryOperator<Type> make) {
    if (kept.size() >= MOST) {
      kept.clear();
    }
    return kept.computeIfAbsent(type, make);
  }
}
