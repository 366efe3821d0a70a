package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds rules of one path that cannot be there together. */
final class CheckRuleConflicts {

  private final Compilation compilation;

  private CheckRuleConflicts(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    var stage = new CheckRuleConflicts(compilation);
    stage.check(compilation.tree());
    stage.checkPackages();
  }

  private void check(RuleTree node) {
    if (!node.rules().isEmpty()) {
      checkNode(node);
    }
    node.children().forEach(this::check);
  }

  private void checkNode(RuleTree node) {
    var rules = node.rules().stream().map(Definition::rule).toList();
    var first = node.rules().getFirst();
    var inside = inside(node);
    if (!inside.isEmpty()) {
      issue(
          first.rule().location(),
          "rule "
              + name(node)
              + " conflicts with:\n"
              + inside.stream()
                  .map(d -> "  rule " + text(d.path()) + " at " + place(d.rule().location()))
                  .collect(Collectors.joining("\n")));
    } else if (isMixed(rules)) {
      issue(first.rule().location(), "conflicting rules " + name(node) + " found");
    } else {
      checkDefaults(node);
    }
  }

  private String name(RuleTree node) {
    return text(node.rules().getLast().path());
  }

  private void checkDefaults(RuleTree node) {
    if (node.rules().size() == 1) {
      return;
    }
    var defaults = node.rules().stream().filter(d -> d.rule().isDefault()).toList();
    if (defaults.size() > 1) {
      issue(
          defaults.getFirst().module().location(),
          "multiple default rules "
              + name(node)
              + " found at "
              + defaults.stream()
                  .map(d -> place(d.rule().location()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private void issue(Location location, String message) {
    compilation.issue(Issue.TYPE, location, message);
  }

  private static boolean isMixed(List<Rule> rules) {
    var first = rules.getFirst().head();
    for (var rule : rules) {
      var head = rule.head();
      if (head.isMultiValue() != first.isMultiValue()
          || arity(head) != arity(first)
          || Names.isGround(head.ref()) != Names.isGround(first.ref())) {
        return true;
      }
    }
    return false;
  }

  private static int arity(Rule.Head head) {
    return head.args() == null ? 0 : head.args().size();
  }

  /** The rules further down that must not be there. */
  private static List<Definition> inside(RuleTree node) {
    if (node.children().isEmpty()) {
      return List.of();
    }
    var isGround = node.rules().stream().anyMatch(d -> Names.isGround(d.rule().head().ref()));
    return collect(node, d -> isGround || d.rule().head().isFunction());
  }

  private static List<Definition> collect(RuleTree node, Predicate<Definition> filter) {
    var all = new ArrayList<Definition>();
    for (var child : node.children()) {
      child.rules().stream().filter(filter).forEach(all::add);
      all.addAll(collect(child, filter));
    }
    all.sort((a, b) -> TermOrder.compareAll(a.path(), b.path()));
    var kept = new ArrayList<Definition>();
    for (var definition : all) {
      if (kept.isEmpty() || !startsWith(definition.path(), kept.getLast().path())) {
        kept.add(definition);
      }
    }
    return kept;
  }

  private static boolean startsWith(List<Term> path, List<Term> prefix) {
    return path.size() >= prefix.size()
        && TermOrder.compareAll(path.subList(0, prefix.size()), prefix) == 0;
  }

  /** The path with the names that its variables have in the source. */
  private String text(List<Term> path) {
    return compilation.sourceText(new Term.Ref(Location.NONE, path));
  }

  static String place(Location location) {
    return location.file().isEmpty()
        ? location.row() + ":" + location.column()
        : location.file() + ":" + location.row();
  }

  /** A package must not be where a rule is. */
  private void checkPackages() {
    Map<String, List<Compilation.Unit>> packages = new HashMap<>();
    var longest = 0;
    for (var unit : compilation.units()) {
      longest = Math.max(longest, unit.module().path().parts().size());
      packages
          .computeIfAbsent(TermText.of(unit.module().path()), p -> new ArrayList<>())
          .add(unit);
    }
    for (var definition : compilation.definitions()) {
      var ref = definition.rule().head().ref();
      if (definition.path().size() <= longest && Names.isGround(ref) && isNamed(ref)) {
        for (var unit : packages.getOrDefault(TermText.of(definition.path()), List.of())) {
          issue(
              definition.module().location(),
              TermText.ofPackage(unit.module().path())
                  + " conflicts with rule "
                  + TermText.of(ref)
                  + " defined at "
                  + place(definition.rule().location()));
        }
      }
    }
  }

  private static boolean isNamed(Term.Ref ref) {
    return ref.parts().stream()
        .skip(1)
        .allMatch(p -> p instanceof Term.Scalar(var l, var v) && v instanceof StringValue);
  }
}
