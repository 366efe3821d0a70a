package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules by the ground prefix of their path: each node stands for a path below {@code data} and
 * holds the rules whose path is ground up to there and ends there or goes on with a variable.
 */
public final class RuleTree {

  private final Value key;
  private final List<Definition> rules = new ArrayList<>();
  private final Map<Value, RuleTree> children = new LinkedHashMap<>();

  /** The children that have children. */
  private final Set<RuleTree> inner = new LinkedHashSet<>();

  private RuleTree(Value key) {
    this.key = key;
  }

  /** Some of the rules at a node and below it, which references mean together. */
  record Share(RuleTree node, Extent extent) {

    enum Extent {
      HERE, ONE_PART_DEEPER, DEEPER
    }

    List<Definition> rules() {
      return switch (extent) {
        case HERE -> node.rules;
        case ONE_PART_DEEPER ->
          node.children.values().stream().flatMap(child -> child.rules.stream()).toList();
        case DEEPER -> {
          var found = new ArrayList<Definition>();
          node.deeper(found);
          yield found;
        }
      };
    }
  }

  /** The tree of all rules; its root is {@code data}. */
  static RuleTree of(Collection<Definition> definitions) {
    var root = new RuleTree(StringValue.of("data"));
    for (var definition : definitions) {
      var path = definition.path();
      var above = root;
      var node = root;
      for (var part : path.subList(1, path.size())) {
        if (!(part instanceof Term.Scalar(var location, var value))) {
          break;
        }
        if (node != root) {
          above.inner.add(node);
        }
        above = node;
        node = node.children.computeIfAbsent(value, RuleTree::new);
      }
      node.rules.add(definition);
    }
    return root;
  }

  /** The last part of this node's path; {@code "data"} for the root. */
  public Value key() {
    return key;
  }

  /** The rules at exactly this path, in the order of modules and then of their source. */
  public List<Definition> rules() {
    return Collections.unmodifiableList(rules);
  }

  /** The nodes one part deeper, in order of their first rule. */
  public Collection<RuleTree> children() {
    return Collections.unmodifiableCollection(children.values());
  }

  /** The node one part deeper, null if there is none. */
  public @Nullable RuleTree child(Value part) {
    return children.get(part);
  }

  /** The number of arguments of the function at the path; 0 for other rules, -1 for none. */
  int arity(Term.Ref path) {
    var node = find(path.parts());
    if (node == null || node.rules.isEmpty()) {
      return -1;
    }
    var args = node.rules.getFirst().rule().head().args();
    return args == null ? 0 : args.size();
  }

  /**
   * The rules that a reference to data could mean: where a part of it is no scalar, any rule
   * further down.
   */
  Set<Definition> dynamic(Term.Ref ref) {
    var found = new LinkedHashSet<Definition>();
    shares(ref).forEach(share -> found.addAll(share.rules()));
    return found;
  }

  /** These rules as those that other references mean too: far fewer than there may be rules. */
  Set<Share> shares(Term.Ref ref) {
    var found = new LinkedHashSet<Share>();
    shares(ref.parts(), 1, found);
    return found;
  }

  private void shares(List<Term> parts, int next, Set<Share> found) {
    if (next >= parts.size()) {
      found.add(new Share(this, Share.Extent.HERE));
      found.add(new Share(this, Share.Extent.DEEPER));
      return;
    }
    if (parts.get(next) instanceof Term.Scalar(var location, var value)) {
      var child = children.get(value);
      if (child != null) {
        found.add(new Share(child, Share.Extent.HERE));
        child.shares(parts, next + 1, found);
      }
    } else if (!Names.isGround(parts.get(next)) || parts.get(next) instanceof Term.Ref) {
      if (next + 1 == parts.size()) {
        found.add(new Share(this, Share.Extent.DEEPER));
        return;
      }
      found.add(new Share(this, Share.Extent.ONE_PART_DEEPER));
      inner.forEach(child -> child.shares(parts, next + 1, found));
    }
  }

  private void deeper(List<Definition> found) {
    for (var child : children.values()) {
      found.addAll(child.rules);
      child.deeper(found);
    }
  }

  /** The node of a ground path whose first part is {@code data}, null if there is none. */
  public @Nullable RuleTree find(List<Term> path) {
    RuleTree node = this;
    for (var part : path.subList(1, path.size())) {
      node = part instanceof Term.Scalar(var location, var value) ? node.child(value) : null;
      if (node == null) {
        return null;
      }
    }
    return node;
  }
}
