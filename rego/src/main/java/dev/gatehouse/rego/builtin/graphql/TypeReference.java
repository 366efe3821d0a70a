package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * The type that a field, an argument or a variable has.
 *
 * @param name the name of a type, empty for a list
 * @param item the type of a list's items, null for a name
 * @param nonNull whether null is no value of it
 */
record TypeReference(
    String name, @Nullable TypeReference item, boolean nonNull, @Nullable Place place) {

  static TypeReference of(ObjectValue node) {
    var name = Tree.text(node, "NamedType");
    return new TypeReference(
        name,
        name.isEmpty() ? of(Tree.needed(node, "Elem")) : null,
        Tree.flag(node, "NonNull"),
        Place.of(node));
  }

  static TypeReference named(String name, boolean nonNull) {
    return new TypeReference(name, null, nonNull, null);
  }

  /** The name of the type below all lists. */
  String baseName() {
    return item == null ? name : item.baseName();
  }

  TypeReference nullable() {
    return new TypeReference(name, item, false, place);
  }

  /** Whether every value of this type is one of another. */
  boolean isCompatible(TypeReference other) {
    if (!name.equals(other.name) || other.nonNull && !nonNull) {
      return false;
    }
    return item == null || other.item != null && item.isCompatible(other.item);
  }

  @Override
  public String toString() {
    return (item == null ? name : "[" + item + "]") + (nonNull ? "!" : "");
  }
}
