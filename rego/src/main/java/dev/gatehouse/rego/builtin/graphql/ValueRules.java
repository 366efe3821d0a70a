package dev.gatehouse.rego.builtin.graphql;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for values. */
final class ValueRules {

  private ValueRules() {}

  /** No member of an object is given more than once. */
  static final class UniqueMembers implements Rule {

    @Override
    public void value(QueryWalk walk, Literal value) {
      if (!value.is(LiteralKind.OBJECT)) {
        return;
      }
      var seen = new HashSet<String>();
      for (var member : value.members()) {
        if (!seen.add(member.name())) {
          walk.fault(
              member.place(),
              "There can be only one input field named \"" + member.name() + "\".");
        }
      }
    }
  }

  /** Values have the types that are expected of them. */
  static final class CorrectType implements Rule {

    private static final Set<String> SCALARS = Set.of("Int", "Float", "String", "Boolean", "ID");
    private static final int INT_BITS = 32;

    @Override
    public void value(QueryWalk walk, Literal value) {
      var expected = walk.expected(value);
      var definition = expected == null ? null : expected.definition();
      if (expected == null || definition == null) {
        return;
      }
      if (value.is(LiteralKind.NULL) && expected.type().nonNull()) {
        walk.fault(
            value.place(),
            "Expected value of type \"" + expected.type() + "\", found " + value + ".");
      }
      if (definition.is("SCALAR") && !SCALARS.contains(definition.name())) {
        return;
      }
      if (isOutOfRange(walk, value)) {
        unexpected(walk, value, expected.type(), definition);
      }
      check(walk, value, expected.type(), definition);
    }

    private static void check(
        QueryWalk walk, Literal value, TypeReference type, Definition definition) {
      var fits = switch (value.kind()) {
        case NULL, VARIABLE -> true;
        case LIST -> type.item() != null;
        case INT -> isOne(definition, "Int", "Float", "ID");
        case FLOAT -> isOne(definition, "Float");
        case BOOLEAN -> isOne(definition, "Boolean");
        case STRING, BLOCK -> {
          if (definition.is("ENUM")) {
            walk.fault(
                value.place(),
                "Enum \"" + type + "\" cannot represent non-enum value: " + value + "."
                    + Suggestions.quoted(
                        "Did you mean the enum value", value.raw(), names(definition)));
            yield true;
          }
          yield isOne(definition, "String", "ID");
        }
        case ENUM -> {
          name(walk, value, type, definition);
          yield true;
        }
        case OBJECT -> {
          object(walk, value, definition);
          yield true;
        }
      };
      if (!fits) {
        unexpected(walk, value, type, definition);
      }
    }

    private static boolean isOne(Definition definition, String... names) {
      return List.of(names).contains(definition.name());
    }

    private static List<String> names(Definition definition) {
      return definition.is("ENUM")
          ? definition.values().stream().map(Definition.EnumValue::name).toList()
          : List.of();
    }

    private static void name(
        QueryWalk walk, Literal value, TypeReference type, Definition definition) {
      if (!definition.is("ENUM")) {
        unexpected(walk, value, type, definition);
      } else if (!names(definition).contains(value.raw())) {
        walk.fault(
            value.place(),
            "Value \"" + value + "\" does not exist in \"" + type + "\" enum."
                + Suggestions.quoted(
                    "Did you mean the enum value", value.raw(), names(definition)));
      }
    }

    private static void object(QueryWalk walk, Literal value, Definition type) {
      var given = value.members().stream().map(Literal.Member::name).toList();
      for (var field : type.fields()) {
        if (field.isRequired() && !given.contains(field.name())) {
          walk.fault(
              value.place(),
              "Field \"" + type.name() + "." + field.name() + "\" of required type \""
                  + field.type() + "\" was not provided.");
        }
      }
      for (var directive : type.directives()) {
        if (directive.name().equals("oneOf")) {
          oneOf(walk, value, type);
        }
      }
      var known = type.fields().stream().map(Definition.Field::name).toList();
      for (var member : value.members()) {
        if (!known.contains(member.name())) {
          walk.fault(
              member.place(),
              "Field \"" + member.name() + "\" is not defined by type \"" + type.name() + "\"."
                  + Suggestions.quoted("Did you mean", member.name(), known));
        }
      }
    }

    private static void oneOf(QueryWalk walk, Literal value, Definition type) {
      if (value.members().size() != 1) {
        walk.fault(
            value.place(),
            "OneOf Input Object \"" + type.name() + "\" must specify exactly one key.");
      } else if (value.members().getFirst().value().is(LiteralKind.NULL)) {
        walk.fault(
            value.members().getFirst().value().place(),
            "Field \"" + type.name() + "." + type.fields().getFirst().name()
                + "\" must be non-null.");
      }
    }

    /** Whether a number in it is too large for 64 bits. */
    private static boolean isOutOfRange(QueryWalk walk, Literal value) {
      walk.spend(1);
      return switch (value.kind()) {
        case INT -> bits(value.raw()) >= Long.SIZE;
        case FLOAT -> Double.isInfinite(Double.parseDouble(value.raw()));
        case LIST, OBJECT -> value.members().stream().anyMatch(m -> isOutOfRange(walk, m.value()));
        case VARIABLE -> {
          var variable = walk.variable(value);
          var stand = variable == null ? null : variable.defaultValue();
          yield stand != null && isOutOfRange(walk, stand);
        }
        case STRING, BLOCK, BOOLEAN, NULL, ENUM -> false;
      };
    }

    private static int bits(String raw) {
      return raw.length() > Long.SIZE ? Long.SIZE : new BigInteger(raw).bitLength();
    }

    private static void unexpected(
        QueryWalk walk, Literal value, TypeReference type, Definition definition) {
      var text = type.toString();
      walk.fault(
          value.place(),
          switch (text) {
            case "Int", "Int!" ->
              value.is(LiteralKind.INT) && bits(value.raw()) >= INT_BITS
                  ? "Int cannot represent non 32-bit signed integer value: " + value
                  : "Int cannot represent non-integer value: " + value;
            case "String", "String!", "[String]" ->
              "String cannot represent a non string value: " + value;
            case "Boolean", "Boolean!" ->
              "Boolean cannot represent a non boolean value: " + value;
            case "Float", "Float!" -> "Float cannot represent non numeric value: " + value;
            case "ID", "ID!" ->
              "ID cannot represent a non-string and non-integer value: " + value;
            default ->
              definition.is("ENUM")
                  ? "Enum \"" + text + "\" cannot represent non-enum value: " + value + "."
                  : "Expected value of type \"" + text + "\", found " + value + ".";
          });
    }
  }
}
