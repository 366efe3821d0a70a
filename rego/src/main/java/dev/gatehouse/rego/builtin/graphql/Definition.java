package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of a schema, or an extension of one.
 *
 * @param kind {@code SCALAR}, {@code OBJECT}, {@code INTERFACE}, {@code UNION}, {@code ENUM} or
 *     {@code INPUT_OBJECT}
 * @param builtIn whether every schema has it
 * @param types the members of a union
 */
record Definition(
    String kind,
    String name,
    boolean builtIn,
    List<Directive> directives,
    List<String> interfaces,
    List<Field> fields,
    List<Member> types,
    List<EnumValue> values,
    @Nullable Place place) {

  private static final Set<String> LEAVES = Set.of("ENUM", "SCALAR");
  private static final Set<String> ABSTRACT = Set.of("INTERFACE", "UNION");
  private static final Set<String> INPUTS = Set.of("SCALAR", "ENUM", "INPUT_OBJECT");

  /** A field of a type, or an argument of a field or a directive. */
  record Field(
      String name,
      List<Field> arguments,
      TypeReference type,
      @Nullable Literal defaultValue,
      List<Directive> directives,
      @Nullable Place place) {

    static Field of(ObjectValue node) {
      return new Field(
          Tree.name(node),
          Tree.list(node, "Arguments", Field::of),
          TypeReference.of(Tree.needed(node, "Type")),
          Literal.of(node, "DefaultValue"),
          Directive.all(node),
          Place.of(node));
    }

    static Field plain(String name, TypeReference type, Field... arguments) {
      return new Field(name, List.of(arguments), type, null, List.of(), null);
    }

    /** Whether a value must be given. */
    boolean isRequired() {
      return type.nonNull() && defaultValue == null;
    }

    /** Whether something else than null stands in where no value is given. */
    boolean hasDefault() {
      return defaultValue != null && !defaultValue.is(LiteralKind.NULL);
    }

    @Nullable
    Field argument(String wanted) {
      return find(arguments, wanted);
    }
  }

  /** A member of a union. */
  record Member(String name, @Nullable Place place) {}

  /** A value of an enumeration. */
  record EnumValue(String name, List<Directive> directives, @Nullable Place place) {

    private static EnumValue of(ObjectValue node) {
      return new EnumValue(Tree.name(node), Directive.all(node), Place.of(node));
    }
  }

  static Definition of(ObjectValue node) {
    return new Definition(
        Tree.text(node, "Kind"),
        Tree.name(node),
        Tree.flag(node, "BuiltIn"),
        Directive.all(node),
        Tree.texts(node, "Interfaces"),
        Tree.list(node, "Fields", Field::of),
        members(node),
        Tree.list(node, "EnumValues", EnumValue::of),
        Place.of(node));
  }

  private static List<Member> members(ObjectValue node) {
    var names = Tree.texts(node, "Types");
    var places = node.get(Tree.MEMBER_PLACES) instanceof ArrayValue array ? array : null;
    var members = new ArrayList<Member>();
    for (var i = 0; i < names.size(); i++) {
      var place = places != null && places.get(i) instanceof IntegerValue packed
          ? Place.of(packed)
          : null;
      members.add(new Member(names.get(i), place));
    }
    return members;
  }

  /** This type with what an extension adds. */
  Definition with(Definition extension) {
    return new Definition(
        kind,
        name,
        builtIn,
        joined(directives, extension.directives),
        joined(interfaces, extension.interfaces),
        joined(fields, extension.fields),
        joined(types, extension.types),
        joined(values, extension.values),
        place);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** This type with more fields, that have no places. */
  Definition withFields(List<Field> more) {
    return with(
        new Definition(kind, name, builtIn, List.of(), List.of(), more, List.of(), List.of(),
            null));
  }

  /** This definition as one that every schema has. */
  Definition asBuiltIn() {
    return new Definition(
        kind, name, true, directives, interfaces, fields, types, values, place);
  }

  boolean is(String other) {
    return kind.equals(other);
  }

  boolean isLeaf() {
    return LEAVES.contains(kind);
  }

  boolean isAbstract() {
    return ABSTRACT.contains(kind);
  }

  boolean isComposite() {
    return is("OBJECT") || isAbstract();
  }

  boolean isInput() {
    return INPUTS.contains(kind);
  }

  boolean hasDirective(String wanted) {
    return directives.stream().anyMatch(d -> d.name().equals(wanted));
  }

  @Nullable
  Field field(String wanted) {
    return find(fields, wanted);
  }

  private static @Nullable Field find(List<Field> fields, String wanted) {
    for (var field : fields) {
      if (field.name().equals(wanted)) {
        return field;
      }
    }
    return null;
  }
}
