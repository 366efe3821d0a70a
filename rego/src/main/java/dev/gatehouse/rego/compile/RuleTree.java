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

  private RuleTree(Value key) {
    this.key = key;
  }

  /** The tree of all rules; its root is {@code data}. */
  static RuleTree of(Collection<Definition> definitions) {
    var root = new RuleTree(StringValue.of("data"));
    for (var definition : definitions) {
      var path = definition.path();
      var node = root;
      for (var part : path.subList(1, path.size())) {
        if (!(part instanceof Term.Scalar(var location, var value))) {
          break;
        }
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
    dynamic(ref.parts(), 1, found);
    return found;
  }

  private void dynamic(List<Term> parts, int next, Set<Definition> found) {
    if (next >= parts.size()) {
      all(found);
      return;
    }
    if (parts.get(next) instanceof Term.Scalar(var location, var value)) {
      var child = children.get(value);
      if (child != null) {
        found.addAll(child.rules);
        child.dynamic(parts, next + 1, found);
      }
      return;
    }
    if (Names.isGround(parts.get(next)) && !(parts.get(next) instanceof Term.Ref)) {
      return;
    }
    for (var child : children.values()) {
      found.addAll(child.rules);
      child.dynamic(parts, next + 1, found);
    }
  }

  private void all(Set<Definition> found) {
    found.addAll(rules);
    children.values().forEach(child -> child.all(found));
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
