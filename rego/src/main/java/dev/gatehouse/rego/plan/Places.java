package dev.gatehouse.rego.plan;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What names mean: the groups of rules by path, and the built-in functions. */
final class Places {

  private final List<Outline> outlines = new ArrayList<>();
  private final Function<String, @Nullable Builtin> builtins;
  private final DataNode root;

  private Places(Branch branch, Function<String, @Nullable Builtin> builtins) {
    this.builtins = builtins;
    this.root = node(branch, List.of());
  }

  static Places of(CheckedPolicy policy, Function<String, @Nullable Builtin> builtins) {
    var root = new Branch();
    for (var module : policy.modules()) {
      root.at(module.path().parts());
    }
    for (var definition : policy.definitions()) {
      root.at(definition.path()).definitions.add(definition);
    }
    return new Places(root, builtins);
  }

  DataNode root() {
    return root;
  }

  List<Outline> outlines() {
    return outlines;
  }

  Outline outline(int group) {
    return outlines.get(group);
  }

  @Nullable
  Builtin builtin(String name) {
    return builtins.apply(name);
  }

  /** The group of rules at a ground path that starts with {@code data}, or null. */
  @Nullable
  Outline group(List<Term> path) {
    var node = root;
    for (var part : path.subList(1, path.size())) {
      var child = part instanceof Term.Scalar(var location, var key) ? node.child(key) : null;
      if (child == null) {
        return null;
      }
      node = child;
    }
    return node.hasGroup() ? outlines.get(node.group()) : null;
  }

  /** The dotted name of an operator. */
  static String dotted(Term.Ref operator) {
    var parts = operator.parts();
    if (parts.size() == 1) {
      return partOfName(parts.getFirst());
    }
    var name = new StringBuilder(partOfName(parts.getFirst()));
    for (var i = 1; i < parts.size(); i++) {
      name.append('.').append(partOfName(parts.get(i)));
    }
    return name.toString();
  }

  private static String partOfName(Term term) {
    return switch (term) {
      case Term.Var(var location, var name) -> name;
      case Term.Scalar(var location, StringValue s) -> s.value();
      default -> throw new IllegalArgumentException("no part of a name: " + term);
    };
  }

  private DataNode node(Branch branch, List<Value> path) {
    if (!branch.definitions.isEmpty()) {
      var outline = outline(branch, path);
      outlines.add(outline);
      return new DataNode(
          path, outline.id(), outline.kind() == Group.Kind.FUNCTION, new TreeMap<>());
    }
    var children = new TreeMap<Value, DataNode>();
    branch.children.forEach((key, child) -> children.put(key, node(child, longer(path, key))));
    return new DataNode(path, DataNode.NO_GROUP, false, children);
  }

  private static List<Value> longer(List<Value> path, Value key) {
    var longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  private Outline outline(Branch branch, List<Value> path) {
    var definitions = new ArrayList<>(branch.definitions);
    var head = definitions.getFirst().rule().head();
    var kind = Group.Kind.VALUE;
    if (head.isFunction()) {
      kind = Group.Kind.FUNCTION;
    } else if (definitions.stream().anyMatch(d -> d.path().size() > path.size() + 1)) {
      kind = Group.Kind.OBJECT;
      branch.children.values().forEach(child -> child.collect(definitions));
    } else if (head.isMultiValue()) {
      kind = Group.Kind.SET;
    }
    var args = head.args();
    return new Outline(
        outlines.size(), path, kind, args == null ? 0 : args.size(), definitions);
  }

  /** A group whose clauses are not planned yet. */
  record Outline(
      int id, List<Value> path, Group.Kind kind, int arity, List<Definition> definitions) {

    /** The part of a rule's path below this group. */
    List<Term> pathWithin(Definition definition) {
      return definition.path().subList(path.size() + 1, definition.path().size());
    }

    List<Rule> defaults() {
      return definitions.stream().map(Definition::rule).filter(Rule::isDefault).toList();
    }
  }

  /** A node of the tree of ground paths while it is made. */
  private static final class Branch {
    private final SortedMap<Value, Branch> children = new TreeMap<>();
    private final List<Definition> definitions = new ArrayList<>();

    /** The branch at the ground prefix of a path that starts with {@code data}. */
    private Branch at(List<Term> path) {
      var branch = this;
      for (var part : path.subList(1, path.size())) {
        if (!(part instanceof Term.Scalar(var location, var key))) {
          break;
        }
        branch = branch.children.computeIfAbsent(key, k -> new Branch());
      }
      return branch;
    }

    private void collect(List<Definition> into) {
      into.addAll(definitions);
      children.values().forEach(child -> child.collect(into));
    }
  }
}
