package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;

/** Moves references and comprehensions in the head of a comprehension to the end of its body. */
final class RewriteComprehensionTerms extends Transform {

  private final LocalNames names;
  private final Map<Expr.With, Expr.With> rewritten = new IdentityHashMap<>();

  private RewriteComprehensionTerms(LocalNames names) {
    this.names = names;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteComprehensionTerms(compilation.names);
    compilation.eachLink(definition -> definition.apply(stage));
  }

  static Body query(Body query, Compilation compilation) {
    return new RewriteComprehensionTerms(compilation.names).body(query);
  }

  /** An expression shares its modifiers with those that were taken out of it: rewrites them once. */
  @Override
  protected Expr.With modifier(Expr.With with) {
    var known = rewritten.get(with);
    if (known == null) {
      known = super.modifier(with);
      rewritten.put(with, known);
    }
    return known;
  }

  @Override
  protected Term term(Term term) {
    var extra = new ArrayList<Expr>();
    return switch (term) {
      case Term.ArrayComprehension(var location, var head, var body) -> {
        var local = Evaluated.move(head, names, extra);
        yield descend(
            local == head
                ? term
                : new Term.ArrayComprehension(location, local, Bodies.append(body, extra)));
      }
      case Term.SetComprehension(var location, var head, var body) -> {
        var local = Evaluated.move(head, names, extra);
        yield descend(
            local == head
                ? term
                : new Term.SetComprehension(location, local, Bodies.append(body, extra)));
      }
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        var newKey = Evaluated.move(key, names, extra);
        var newValue = Evaluated.move(value, names, extra);
        yield descend(
            extra.isEmpty()
                ? term
                : new Term.ObjectComprehension(
                    location, newKey, newValue, Bodies.append(body, extra)));
      }
      default -> descend(term);
    };
  }
}
