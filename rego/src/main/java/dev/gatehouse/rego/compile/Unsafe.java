package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The expressions that cannot be evaluated, each with the variables that nothing binds. */
final class Unsafe {

  private static final Set<String> FUTURE_KEYWORDS = Set.of("in", "every", "contains", "if", "not",
      "and", "or");

  private final Map<Expr, Set<String>> variables = new IdentityHashMap<>();

  boolean isEmpty() {
    return variables.isEmpty();
  }

  void add(Expr expr, Set<String> names) {
    variables.computeIfAbsent(expr, e -> new LinkedHashSet<>()).addAll(names);
  }

  void add(Unsafe other) {
    other.variables.forEach(this::add);
  }

  /**
   * What to tell the author.
   *
   * @param scope names the rule where its line does not tell it, otherwise empty
   */
  List<Issue> issues(LocalNames names, String scope) {
    var issues = new ArrayList<Issue>();
    var first = new TreeMap<String, Location>();
    variables.forEach(
        (expr, vars) -> vars.forEach(
            name -> first.merge(
                name, expr.location(), (a, b) -> a.compareTo(b) <= 0 ? a : b)));
    first.forEach(
        (local, location) -> {
          var name = names.source(local);
          if (!LocalNames.isGenerated(name)) {
            issues.add(new Issue(Issue.UNSAFE_VAR, location, message(name, scope)));
          }
        });
    return issues.isEmpty() ? expressions(scope) : issues;
  }

  private static String message(String name, String scope) {
    var text = "var " + (name.startsWith("$") ? "_" : name) + " is unsafe" + scope;
    return FUTURE_KEYWORDS.contains(name)
        ? text + " (hint: `import future.keywords." + name + "` to import a future keyword)"
        : text;
  }

  /** Variables of the compiler mean nothing to the author: names the expressions instead. */
  private List<Issue> expressions(String scope) {
    var issues = new ArrayList<Issue>();
    var seen = new HashSet<String>();
    variables.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().location()))
        .forEach(
            entry -> {
              var isNew = false;
              for (var name : entry.getValue()) {
                isNew |= LocalNames.isGenerated(name) && seen.add(name);
              }
              if (isNew) {
                issues.add(
                    new Issue(
                        Issue.UNSAFE_VAR,
                        entry.getKey().location(),
                        "expression is unsafe" + scope));
              }
            });
    return issues;
  }
}
