package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.plan.DataNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a reference below {@code data} whose parts are known only now, through packages, rules and
 * base documents.
 */
final class Walk extends Step {

  private static final Value SYSTEM = StringValue.of("system");

  private final DataNode start;
  private final Part[] parts;
  private final int slot;
  private final GroupCode[] groups;
  private final Step next;

  /** A part of the reference: a key, or every key into a slot. */
  record Part(@Nullable Expression key, int slot) {}

  Walk(DataNode start, List<Part> parts, int slot, GroupCode[] groups, Step next) {
    super(2 + 2 * parts.size() + next.height);
    this.start = start;
    this.parts = parts.toArray(Part[]::new);
    this.slot = slot;
    this.groups = groups;
    this.next = next;
  }

  /** The same walk with something else after it; its parts are not looked into again. */
  Walk followedBy(Step other) {
    return new Walk(start, List.of(parts), slot, groups, other);
  }

  @Override
  boolean run(Frame frame) {
    return atNode(start, frame.context.base(start.path()), 0, frame);
  }

  /** At a place that packages know, with the base document there. */
  private boolean atNode(DataNode node, @Nullable Value base, int position, Frame frame) {
    if (frame.context.scope.isReplaced(node.path())) {
      return base != null && atBase(base, position, frame);
    }
    if (node.hasGroup()) {
      return atGroup(groups[node.group()], position, frame);
    }
    if (position == parts.length) {
      var extent = Documents.extent(node, groups, frame.context);
      return extent != null && found(extent, frame);
    }
    var part = parts[position];
    if (part.key == null) {
      return each(node, base, position, frame);
    }
    var key = part.key.eval(frame);
    return key != null && step(node, base, key, position, frame);
  }

  private boolean step(
      DataNode node, @Nullable Value base, Value key, int position, Frame frame) {
    var below = base == null ? null : Values.baseGet(base, key);
    var child = node.child(key);
    if (child != null) {
      return atNode(child, below, position + 1, frame);
    }
    return below != null && atBase(below, position + 1, frame);
  }

  /** The keys of base documents first, then those that only packages have. */
  private boolean each(DataNode node, @Nullable Value base, int position, Frame frame) {
    var keys = base == null ? new ArrayList<Value>() : keys(base);
    if (node.path().isEmpty()) {
      keys.remove(SYSTEM);
    }
    for (var key : node.children().keySet()) {
      if (base == null || Values.get(base, key) == null) {
        keys.add(key);
      }
    }
    for (var key : keys) {
      frame.tick();
      frame.slots[parts[position].slot] = key;
      if (step(node, base, key, position, frame)) {
        return true;
      }
    }
    return false;
  }

  private static List<Value> keys(Value collection) {
    var keys = new ArrayList<Value>();
    switch (collection) {
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          keys.add(IntegerValue.of(i));
        }
      }
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          keys.add(object.keyAt(i));
        }
      }
      case SetValue set -> set.forEach(keys::add);
      default -> {
      }
    }
    return keys;
  }

  private boolean atGroup(GroupCode group, int position, Frame frame) {
    var part = position < parts.length ? parts[position] : null;
    if (part == null || part.key == null) {
      var document = group.document(frame.context);
      return document != null && atValue(document, position, false, frame);
    }
    var key = part.key.eval(frame);
    var member = key == null ? null : group.member(frame.context, key);
    return member != null && atValue(member, position + 1, false, frame);
  }

  private boolean atBase(Value base, int position, Frame frame) {
    return atValue(base, position, true, frame);
  }

  private boolean atValue(Value value, int position, boolean isBase, Frame frame) {
    if (position == parts.length) {
      return found(value, frame);
    }
    var part = parts[position];
    if (part.key != null) {
      var key = part.key.eval(frame);
      var below = key == null ? null : below(value, key, isBase);
      return below != null && atValue(below, position + 1, isBase, frame);
    }
    for (var key : keys(value)) {
      frame.tick();
      frame.slots[part.slot] = key;
      var below = below(value, key, isBase);
      if (below != null && atValue(below, position + 1, isBase, frame)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Value below(Value value, Value key, boolean isBase) {
    return isBase ? Values.baseGet(value, key) : Values.get(value, key);
  }

  private boolean found(Value value, Frame frame) {
    frame.slots[slot] = value;
    return next.run(frame);
  }
}
