package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its place in the whole policy; it stands for the rule through all stages and has no
 * equality but identity. The stages replace {@link #rule()}; after compilation it does not change.
 */
public final class Definition {

  private final Module module;
  private final @Nullable Definition otherwise;
  private Rule rule;
  private List<Term> path;

  Definition(Module module, Rule rule) {
    this.module = module;
    this.rule = rule;
    this.path = path(module, rule.head().ref());
    this.otherwise = rule.otherwise() == null ? null : new Definition(module, rule.otherwise());
  }

  static List<Definition> all(Module module) {
    return module.rules().stream().map(r -> new Definition(module, r)).toList();
  }

  /** The module that it was written in, as parsed. */
  public Module module() {
    return module;
  }

  /** The rule in core form, its {@code else} chain too. */
  public Rule rule() {
    return rule;
  }

  void body(Body body) {
    change(rule.head(), body, rule.otherwise());
  }

  void head(Rule.Head head) {
    change(head, rule.body(), rule.otherwise());
  }

  /** Applies the transform to arguments, key, value and body, and to the reference after its name. */
  void apply(Transform transform) {
    change(Heads.apply(transform, rule.head()), transform.body(rule.body()), rule.otherwise());
  }

  /** Makes the rule's own else chain the one of the definitions below. */
  Rule finish() {
    change(rule.head(), rule.body(), otherwise == null ? null : otherwise.finish());
    return rule;
  }

  private void change(Rule.Head head, Body body, @Nullable Rule elseRule) {
    if (head.ref() != rule.head().ref()) {
      path = path(module, head.ref());
    }
    if (head != rule.head() || body != rule.body() || elseRule != rule.otherwise()) {
      rule = new Rule(
          rule.location(), rule.isDefault(), head, body, rule.bodyWritten(), elseRule);
    }
  }

  /** The next link of the {@code else} chain. */
  public @Nullable Definition otherwise() {
    return otherwise;
  }

  /** The parts of its full path, {@code data} first; those from the first variable on are dynamic. */
  public List<Term> path() {
    return path;
  }

  private static List<Term> path(Module module, Term.Ref ref) {
    var parts = new ArrayList<Term>(module.path().parts());
    parts.add(Names.asString(ref.parts().getFirst()));
    parts.addAll(ref.parts().subList(1, ref.parts().size()));
    return List.copyOf(parts);
  }
}
