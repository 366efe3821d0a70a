package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that every variable is bound, and brings bodies into an order in which it is. */
final class CheckSafety {

  private CheckSafety() {}

  /** Every variable of a rule's head must occur in its body or be an argument. */
  static void heads(Compilation compilation) {
    for (var unit : compilation.units()) {
      var scopes = new RuleLines(unit);
      unit.eachLink(
          definition -> {
            if (Heads.mayHaveVariables(definition.rule().head())) {
              head(definition.rule(), scopes, compilation);
            }
          });
    }
  }

  private static void head(Rule rule, RuleLines lines, Compilation compilation) {
    var head = rule.head();
    var bound = new Variables(Variables.SAFETY).body(rule.body()).names();
    var variables = new Occurrences();
    if (head.args() != null) {
      bound.addAll(Variables.of(head.args()));
    }
    variables.nullable(head.key());
    variables.nullable(head.value());
    variables.terms(head.ref().parts().subList(1, head.ref().parts().size()));
    variables.locations.forEach(
        (local, location) -> {
          var name = compilation.names.source(local);
          if (!bound.contains(local) && !LocalNames.isGenerated(name)) {
            compilation.issue(
                Issue.UNSAFE_VAR,
                location,
                "var "
                    + (name.startsWith("$") ? "_" : name)
                    + " is unsafe"
                    + lines.scope(rule));
          }
        });
  }

  /** Brings the bodies of rules into safe order. */
  static void bodies(Compilation compilation) {
    var order = new SafeOrder(compilation::arity);
    for (var unit : compilation.units()) {
      var lines = new RuleLines(unit);
      unit.eachLink(
          definition -> {
            var args = definition.rule().head().args();
            var around = Bound.of(args == null ? Set.of() : Variables.of(args));
            var unsafe = new Unsafe();
            var ordered = order.order(definition.rule().body(), around, unsafe);
            if (unsafe.isEmpty()) {
              definition.body(ordered);
            } else {
              compilation.issues.addAll(
                  unsafe.issues(compilation.names, lines.scope(definition.rule())));
            }
          });
    }
  }

  static Body query(Body query, Compilation compilation) {
    var unsafe = new Unsafe();
    var ordered = new SafeOrder(compilation::arity).order(query, Bound.of(Set.of()), unsafe);
    compilation.issues.addAll(unsafe.issues(compilation.names, ""));
    return ordered;
  }

  /** Where variables occur, the last place of each. */
  private static final class Occurrences extends Walk {

    private final Map<String, Location> locations = new LinkedHashMap<>();

    @Override
    boolean enter(Term term) {
      if (term instanceof Term.Var(var location, var name)) {
        locations.put(name, location);
      }
      return true;
    }
  }

  /** Tells which lines of a module hold rules of several names, so that a line names none. */
  private static final class RuleLines {

    private final Compilation.Unit unit;
    private @Nullable Set<Integer> shared;

    RuleLines(Compilation.Unit unit) {
      this.unit = unit;
    }

    /** {@code " in rule p"} for a rule on a shared line, otherwise empty. */
    String scope(Rule rule) {
      if (shared == null) {
        shared = shared();
      }
      return shared.contains(rule.location().row()) ? " in rule " + name(rule) : "";
    }

    private Set<Integer> shared() {
      var lines = new HashSet<Integer>();
      var names = new HashMap<Integer, String>();
      unit.eachLink(
          definition -> {
            var rule = definition.rule();
            var first = names.putIfAbsent(rule.location().row(), name(rule));
            if (first != null && !first.equals(name(rule))) {
              lines.add(rule.location().row());
            }
          });
      return lines;
    }

    private static String name(Rule rule) {
      return TermText.of(Names.groundPrefix(rule.head().ref().parts()));
    }
  }
}
