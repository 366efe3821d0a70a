package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the members of a tree's nodes. What is not there is empty. */
final class Tree {

  /** The member that holds the place of a node. */
  static final String PLACE = "Position";

  /** The member that holds the places of a union's types. */
  static final String MEMBER_PLACES = "TypePositions";

  private Tree() {}

  static <T> List<T> list(ObjectValue owner, String member, Function<ObjectValue, T> read) {
    if (!(owner.get(member) instanceof ArrayValue items)) {
      return List.of();
    }
    var list = new ArrayList<T>(items.size());
    for (var item : items) {
      if (item instanceof ObjectValue node) {
        list.add(read.apply(node));
      }
    }
    return list;
  }

  static List<String> texts(ObjectValue owner, String member) {
    if (!(owner.get(member) instanceof ArrayValue items)) {
      return List.of();
    }
    var texts = new ArrayList<String>(items.size());
    for (var item : items) {
      if (item instanceof StringValue text) {
        texts.add(text.value());
      }
    }
    return texts;
  }

  static @Nullable ObjectValue node(ObjectValue owner, String member) {
    return owner.get(member) instanceof ObjectValue node ? node : null;
  }

  /** A member that a node cannot do without. @throws IllegalArgumentException if it is not there */
  static ObjectValue needed(ObjectValue owner, String member) {
    if (owner.get(member) instanceof ObjectValue node) {
      return node;
    }
    throw new IllegalArgumentException("a node of the tree has no " + member);
  }

  static String text(ObjectValue owner, String member) {
    return owner.get(member) instanceof StringValue text ? text.value() : "";
  }

  static String name(ObjectValue owner) {
    return text(owner, "Name");
  }

  static boolean flag(ObjectValue owner, String member) {
    return owner.get(member) == BooleanValue.TRUE;
  }
}
