package dev.gatehouse.rego.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
    var byName = new TreeMap<Term, Remaining>(TermOrder.INSTANCE);
    var byRow = rulesByRow(module);
    for (var annotation : module.annotations()) {
      var target = byRow.get(annotation.row());
      if (target != null) {
        byName.computeIfAbsent(groundPrefix(target), name -> new Remaining()).add(annotation);
      }
    }
    var byRule = new IdentityHashMap<Rule, List<Module.Annotation>>();
    for (var rule : module.rules()) {
      var remaining = byName.get(groundPrefix(rule));
      if (remaining != null) {
        byRule.put(rule, remaining.take(rule));
      }
    }
    return new Annotations(byRule);
  }

  /** The first rule of each row: an annotation's row is that of the rule which it describes. */
  public static Map<Integer, Rule> rulesByRow(Module module) {
    var byRow = new HashMap<Integer, Rule>();
    module.rules().forEach(rule -> byRow.putIfAbsent(rule.location().row(), rule));
    return byRow;
  }

  /** The annotations for rules of one name that have not been used up, in order of source. */
  private static final class Remaining {

    private final SortedMap<Integer, Module.Annotation> annotations = new TreeMap<>();
    private int added;
    private int documents;

    void add(Module.Annotation annotation) {
      if (annotation.scope().equals("document")) {
        documents++;
      } else if (!annotation.scope().equals("rule")) {
        return;
      }
      annotations.put(added++, annotation);
    }

    /** Those of the rule, of which the last that is not a document's is used up. */
    List<Module.Annotation> take(Rule rule) {
      var found = new ArrayList<Module.Annotation>();
      var missing = documents;
      var used = -1;
      for (var entry : annotations.entrySet()) {
        var annotation = entry.getValue();
        var isAbove = rule.location().row() > annotation.location().row();
        if (annotation.scope().equals("document")) {
          found.add(annotation);
          missing--;
        } else if (isAbove) {
          found.add(annotation);
          used = entry.getKey();
        } else if (missing == 0) {
          break;
        }
      }
      annotations.remove(used);
      return Collections.unmodifiableList(found);
    }
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
