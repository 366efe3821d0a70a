package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.plan.DataNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents below {@code data} that rules make. */
final class Documents {

  private static final List<Value> SYSTEM = List.of(StringValue.of("system"));

  private Documents() {}

  /** The whole document of a group of rules. */
  static final class Document extends Expression {
    private final GroupCode group;

    Document(GroupCode group) {
      this.group = group;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      return group.document(frame.context);
    }
  }

  /** The part of a group's document under one key. */
  static final class Member extends Expression {
    private final GroupCode group;
    private final Expression key;

    Member(GroupCode group, Expression key) {
      this.group = group;
      this.key = key;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var at = key.eval(frame);
      return at == null ? null : group.member(frame.context, at);
    }
  }

  /** Everything below a package. */
  static final class Extent extends Expression {
    private final DataNode node;
    private final GroupCode[] groups;

    Extent(DataNode node, GroupCode[] groups) {
      this.node = node;
      this.groups = groups;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      return extent(node, groups, frame.context);
    }
  }

  /** What is at a place: the document of its rules, or all below it merged with base documents. */
  static @Nullable Value extent(DataNode node, GroupCode[] groups, Context context) {
    if (node.hasGroup()) {
      return groups[node.group()].document(context);
    }
    var base = context.base(node.path());
    if (base instanceof ObjectValue object && node.path().isEmpty()) {
      base = object.without(SYSTEM.getFirst());
    }
    if (context.scope.isReplaced(node.path())) {
      return base;
    }
    var virtual = virtual(node, groups, context);
    return base == null ? virtual : Values.merge(base, virtual);
  }

  /** The documents of all rules below a package. */
  private static ObjectValue virtual(DataNode node, GroupCode[] groups, Context context) {
    var builder = ObjectValue.builder();
    for (var child : node.children().values()) {
      if (child.path().equals(SYSTEM)) {
        continue;
      }
      var document = child.hasGroup()
          ? groups[child.group()].document(context)
          : virtual(child, groups, context);
      if (document != null) {
        builder.put(child.path().getLast(), document);
      }
    }
    context.allocate(builder.size());
    return builder.build();
  }
}
