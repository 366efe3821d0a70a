package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules and packages that a bundle is asked for. */
public final class Entrypoints {

  private Entrypoints() {}

  /**
   * Paths, each once: first those that are given, then those that annotations tell, in order.
   *
   * @param given paths such as {@code example/allow}
   */
  public static List<Term.Ref> of(List<String> given, List<Module> modules) {
    var all = new ArrayList<Term.Ref>();
    var seen = new TreeSet<Term>(TermOrder.INSTANCE);
    for (var path : given) {
      add(path(path), all, seen);
    }
    var told = new TreeSet<Term>(TermOrder.INSTANCE);
    modules.forEach(module -> told.addAll(annotated(module)));
    told.forEach(path -> add((Term.Ref) path, all, seen));
    return all;
  }

  private static void add(Term.Ref path, List<Term.Ref> all, Set<Term> seen) {
    if (seen.add(path)) {
      all.add(path);
    }
  }

  private static Term.Ref path(String text) {
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(Location.NONE, "data"));
    for (var name : text.split("/")) {
      if (!name.isEmpty()) {
        parts.add(new Term.Scalar(Location.NONE, StringValue.of(name)));
      }
    }
    return new Term.Ref(Location.NONE, parts);
  }

  private static List<Term.Ref> annotated(Module module) {
    var paths = new ArrayList<Term.Ref>();
    for (var annotation : module.annotations()) {
      if (!BooleanValue.TRUE.equals(annotation.content().get("entrypoint"))) {
        continue;
      }
      switch (annotation.scope()) {
        case "package" -> paths.add(module.path());
        case "document" -> module.rules().stream()
            .filter(rule -> rule.location().row() == annotation.row())
            .findFirst()
            .ifPresent(rule -> paths.add(path(module, rule)));
        default -> {
        }
      }
    }
    return paths;
  }

  private static Term.Ref path(Module module, Rule rule) {
    var parts = new ArrayList<>(module.path().parts());
    for (var part : RulePaths.parts(rule)) {
      if (!part.isGround()) {
        break;
      }
      parts.add(part);
    }
    return new Term.Ref(Location.NONE, parts);
  }
}
