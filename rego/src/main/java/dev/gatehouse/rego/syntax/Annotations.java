package dev.gatehouse.rego.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which annotations of a module apply to which of its rules. */
public final class Annotations {

  private final Map<Rule, List<Module.Annotation>> byRule;

  private Annotations(Map<Rule, List<Module.Annotation>> byRule) {
    this.byRule = byRule;
  }

  /** The annotations of a rule itself or of the document that it is part of. */
  public List<Module.Annotation> of(Rule rule) {
    return byRule.getOrDefault(rule, List.of());
  }

  /**
   * Finds the rules of each annotation: a rule's annotation goes to the first rule below it that has
   * the name of the annotated rule, a document's to every rule of that name.
   */
  public static Annotations attach(Module module) {
    var byRule = new IdentityHashMap<Rule, List<Module.Annotation>>();
    var remaining = new ArrayList<>(module.annotations());
    for (var rule : module.rules()) {
      var found = new ArrayList<Module.Annotation>();
      Module.Annotation used = null;
      for (var annotation : remaining) {
        if (!isFor(module, annotation, rule)) {
          continue;
        }
        if (annotation.scope().equals("document")) {
          found.add(annotation);
        } else if (annotation.scope().equals("rule")
            && rule.location().row() > annotation.location().row()) {
          found.add(annotation);
          used = annotation;
        }
      }
      remaining.remove(used);
      byRule.put(rule, Collections.unmodifiableList(found));
    }
    return new Annotations(byRule);
  }

  private static boolean isFor(Module module, Module.Annotation annotation, Rule rule) {
    var target = target(module, annotation);
    return target != null
        && TermOrder.INSTANCE.compare(groundPrefix(target), groundPrefix(rule)) == 0;
  }

  private static @Nullable Rule target(Module module, Module.Annotation annotation) {
    for (var rule : module.rules()) {
      if (rule.location().row() == annotation.row()) {
        return rule;
      }
    }
    return null;
  }

  private static Term groundPrefix(Rule rule) {
    var parts = rule.head().ref().parts();
    var length = 1;
    while (length < parts.size() && parts.get(length).isGround()) {
      length++;
    }
    return new Term.Ref(rule.location(), parts.subList(0, length));
  }
}
