package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.schema.Rule.Group;
import dev.gatehouse.rego.builtin.schema.Rule.Keyword;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled schema; filled by the compiler, then left alone, since schemas may refer to themselves. */
final class Node {

  private final List<String> types = new ArrayList<>();
  private final Map<Group, Map<Keyword, Rule>> rules = new EnumMap<>(Group.class);
  private final Map<String, Node> properties = new LinkedHashMap<>();
  private @Nullable Boolean constant;
  private @Nullable Node target;

  /** Takes every document, or none. */
  void constant(boolean passes) {
    constant = passes;
  }

  void referTo(Node node) {
    target = node;
  }

  /** Allows a type. @throws IllegalArgumentException if there is no such type, or it is there already */
  void allow(String type) {
    if (!Messages.TYPES.contains(type)) {
      throw Messages.unknownType(type);
    }
    if (types.contains(type)) {
      throw new IllegalArgumentException(type + " type is duplicated");
    }
    types.add(type);
  }

  void rule(Keyword keyword, Rule rule) {
    rules.computeIfAbsent(keyword.group(), g -> new EnumMap<>(Keyword.class)).put(keyword, rule);
  }

  void property(String name, Node node) {
    properties.put(name, node);
  }

  void check(Value value, Place place, Outcome outcome) {
    outcome.enter();
    if (constant != null) {
      if (!constant) {
        outcome.fail("false", place, "False always fails validation");
      }
    } else if (target != null) {
      target.check(value, place, outcome);
    } else {
      checkTyped(value, place, outcome);
    }
    outcome.leave();
  }

  private void checkTyped(Value value, Place place, Outcome outcome) {
    var given = typeOf(value);
    if (!types.isEmpty() && !types.contains(given)
        && !(given.equals("integer") && types.contains("number"))) {
      var expected = types.size() > 1 ? "[" + String.join(",", types) + "]" : types.getFirst();
      outcome.fail("invalid_type", place, Messages.invalidType(expected, given));
      return;
    }
    for (var group : groups(value)) {
      rules.getOrDefault(group, Map.of()).values()
          .forEach(rule -> rule.check(value, place, outcome));
      outcome.reward();
    }
    if (value instanceof ObjectValue object) {
      properties.forEach((name, node) -> {
        var member = object.get(name);
        if (member != null) {
          node.check(member, place.below(name), outcome);
        }
      });
    }
    outcome.reward();
  }

  private static List<Group> groups(Value value) {
    return switch (value) {
      case NumberValue n -> List.of(Group.ANY, Group.NUMBER, Group.LITERAL);
      case StringValue s -> List.of(Group.ANY, Group.LITERAL, Group.STRING);
      case ArrayValue a -> List.of(Group.ANY, Group.ARRAY, Group.LITERAL);
      case ObjectValue o -> List.of(Group.ANY, Group.OBJECT, Group.LITERAL);
      case NullValue n -> List.of(Group.ANY, Group.LITERAL);
      case BooleanValue b -> List.of(Group.ANY, Group.LITERAL);
      case SetValue s -> List.of();
    };
  }

  private static String typeOf(Value value) {
    return value instanceof NumberValue number && number.isIntegral()
        ? "integer"
        : value.typeName();
  }
}
