package dev.gatehouse.rego.search;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A place below {@code data} that packages or rules know, with the index of its rules. */
final class Node {

  private static final Value SYSTEM = StringValue.of("system");

  private final Map<Value, Node> children = new TreeMap<>();
  private final List<Definition> rules = new ArrayList<>();
  private boolean isHidden;
  private @Nullable RuleIndex index;

  private Node() {}

  static Node root(CheckedPolicy policy) {
    var root = new Node();
    for (var module : policy.modules()) {
      root.at(module.path().parts());
    }
    for (var definition : policy.definitions()) {
      root.at(definition.path()).rules.add(definition);
    }
    var system = root.children.get(SYSTEM);
    if (system != null) {
      system.isHidden = true;
    }
    root.index(root);
    return root;
  }

  private Node at(List<Term> path) {
    var node = this;
    for (var part : path.subList(1, path.size())) {
      if (!(part instanceof Term.Scalar(var location, var key))) {
        break;
      }
      node = node.children.computeIfAbsent(key, k -> new Node());
    }
    return node;
  }

  private void index(Node root) {
    if (!rules.isEmpty()) {
      var all = new ArrayList<>(rules);
      if (rules.stream().anyMatch(rule -> !rule.rule().head().ref().isGround())) {
        children.values().forEach(child -> child.collect(all));
        index = new RuleIndex(all, root::isVirtual);
        return;
      }
      index = new RuleIndex(all, root::isVirtual);
    }
    children.values().forEach(child -> child.index(root));
  }

  private void collect(List<Definition> all) {
    all.addAll(rules);
    children.values().forEach(child -> child.collect(all));
  }

  /** Whether rules take part in the document of a reference, as far as it is ground. */
  private boolean isVirtual(Term.Ref ref) {
    if (!Terms.isRootRef(ref, "data")) {
      return false;
    }
    var node = this;
    for (var part : ref.parts().subList(1, ref.parts().size())) {
      if (!(part instanceof Term.Scalar(var location, var key))) {
        return true;
      }
      node = node.children.get(key);
      if (node == null) {
        return false;
      }
      if (!node.rules.isEmpty()) {
        return true;
      }
    }
    return true;
  }

  /** Whether there is such a rule among those that a reference to data could mean. */
  boolean anyRule(Term.Ref ref, Predicate<Definition> condition) {
    return anyRule(ref.parts(), 1, condition);
  }

  private boolean anyRule(List<Term> parts, int next, Predicate<Definition> condition) {
    if (next >= parts.size()) {
      return !isHidden
          && children.values().stream().anyMatch(child -> child.anyWithin(condition));
    }
    if (parts.get(next) instanceof Term.Scalar(var location, var key)) {
      var child = children.get(key);
      return child != null
          && (child.rules.stream().anyMatch(condition)
              || child.anyRule(parts, next + 1, condition));
    }
    return children.values()
        .stream()
        .anyMatch(
            child -> !child.isHidden
                && (child.rules.stream().anyMatch(condition)
                    || child.anyRule(parts, next + 1, condition)));
  }

  private boolean anyWithin(Predicate<Definition> condition) {
    return rules.stream().anyMatch(condition)
        || !isHidden && children.values().stream().anyMatch(child -> child.anyWithin(condition));
  }

  @Nullable
  Node child(Value key) {
    return children.get(key);
  }

  /** What is below, in order. */
  Map<Value, Node> children() {
    return children;
  }

  boolean hasRules() {
    return !rules.isEmpty();
  }

  /** Whether it is left out of documents around it. */
  boolean isHidden() {
    return isHidden;
  }

  RuleIndex ruleIndex() {
    if (index == null) {
      throw new IllegalStateException("there are no rules here");
    }
    return index;
  }

  /** The rules of the function with this operator, null if there is none. */
  @Nullable
  Node find(List<Term> path) {
    var node = this;
    for (var part : path.subList(1, path.size())) {
      var child = part instanceof Term.Scalar(var location, var key)
          ? node.children.get(key)
          : null;
      if (child == null) {
        return null;
      }
      node = child;
    }
    return node;
  }

  /** Whether the rules here are functions. */
  boolean isFunction() {
    return !rules.isEmpty() && rules.getFirst().rule().head().isFunction();
  }

  /** The number of arguments of the functions here. */
  int arity() {
    var args = rules.getFirst().rule().head().args();
    return args == null ? 0 : args.size();
  }
}
