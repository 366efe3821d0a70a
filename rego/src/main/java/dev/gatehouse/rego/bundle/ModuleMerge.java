package dev.gatehouse.rego.bundle;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts new modules in the place of the rules that they were made of. */
final class ModuleMerge {

  private final List<Module> made;
  private final Set<Term.Ref> paths = new TreeSet<>(TermOrder.INSTANCE);

  ModuleMerge(List<Module> made) {
    this.made = made;
    for (var module : made) {
      module.rules().forEach(rule -> paths.add(path(module, rule)));
    }
  }

  /** The path of a rule as far as it is constant. */
  private static Term.Ref path(Module module, Rule rule) {
    var parts = new ArrayList<>(module.path().parts());
    for (var part : RulePaths.parts(rule)) {
      if (!Forms.isConstant(part)) {
        break;
      }
      parts.add(part);
    }
    return new Term.Ref(Location.NONE, parts);
  }

  /** The new modules and what remains of others. */
  List<Module> with(List<Module> others) {
    var all = new ArrayList<>(made);
    for (var other : others) {
      var kept = other.rules().stream().filter(rule -> !isReplaced(path(other, rule))).toList();
      if (!kept.isEmpty()) {
        all.add(with(other, kept));
      }
    }
    return all;
  }

  private boolean isReplaced(Term.Ref path) {
    for (var replaced : paths) {
      var common = Math.min(path.parts().size(), replaced.parts().size());
      if (TermOrder.compareAll(
          path.parts().subList(0, common), replaced.parts().subList(0, common)) == 0) {
        return true;
      }
    }
    return false;
  }

  /** A module with some of its rules; as in OPA, the only comments that stay are their annotations. */
  private static Module with(Module module, List<Rule> kept) {
    var gone = module.rules().stream()
        .filter(rule -> !kept.contains(rule))
        .map(rule -> rule.location().row())
        .collect(Collectors.toSet());
    var annotations = module.annotations().stream()
        .filter(annotation -> !gone.contains(annotation.row()))
        .toList();
    var comments = module.comments().stream()
        .filter(comment -> annotations.stream().anyMatch(a -> isWithin(comment, a)))
        .toList();
    return new Module(
        module.location(), module.path(), module.version(), module.imports(), kept, annotations,
        comments);
  }

  private static boolean isWithin(Module.Comment comment, Module.Annotation annotation) {
    var first = annotation.location().row();
    var last = first + (int) annotation.location().text().chars().filter(c -> c == '\n').count();
    return comment.location().row() >= first && comment.location().row() <= last;
  }
}
