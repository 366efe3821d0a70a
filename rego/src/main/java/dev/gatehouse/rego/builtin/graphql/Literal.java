package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that is written down.
 *
 * @param raw its text, for a variable its name, for collections empty
 * @param members the members of an object, the items of a list
 */
record Literal(LiteralKind kind, String raw, List<Member> members, @Nullable Place place) {

  /** A member of an object, or an item of a list, which has no name. */
  record Member(String name, Literal value, @Nullable Place place) {

    private static Member of(ObjectValue node) {
      return new Member(
          Tree.name(node), Literal.of(Tree.needed(node, "Value")), Place.of(node));
    }
  }

  static Literal of(ObjectValue node) {
    var kinds = LiteralKind.values();
    var kind = node.get("Kind") instanceof IntegerValue n ? n.value() : 0;
    if (kind < 0 || kind >= kinds.length) {
      throw new IllegalArgumentException("unknown value kind " + kind);
    }
    return new Literal(
        kinds[(int) kind],
        Tree.text(node, "Raw"),
        Tree.list(node, "Children", Member::of),
        Place.of(node));
  }

  /** The value of a node's member, null if it has none. */
  static @Nullable Literal of(ObjectValue owner, String member) {
    var node = Tree.node(owner, member);
    return node == null ? null : of(node);
  }

  boolean is(LiteralKind other) {
    return kind == other;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case VARIABLE -> "$" + raw;
      case INT, FLOAT, ENUM, BOOLEAN, NULL -> raw;
      case STRING, BLOCK -> Quotes.quote(raw);
      case LIST -> members.stream().map(m -> m.value().toString())
          .collect(Collectors.joining(",", "[", "]"));
      case OBJECT -> members.stream().map(m -> m.name() + ":" + m.value())
          .collect(Collectors.joining(",", "{", "}"));
    };
  }
}
