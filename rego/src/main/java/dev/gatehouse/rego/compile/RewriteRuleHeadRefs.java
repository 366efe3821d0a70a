package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;

/**
 * Moves parts of a rule's reference that are neither scalars nor variables into its body:
 * {@code p[input.x]} becomes {@code p[v]} with {@code v = input.x}.
 */
final class RewriteRuleHeadRefs {

  private RewriteRuleHeadRefs() {}

  static void run(Compilation compilation) {
    compilation.definitions().forEach(definition -> rewrite(definition, compilation.names));
  }

  private static void rewrite(Definition definition, LocalNames names) {
    var head = definition.rule().head();
    var extra = new ArrayList<Expr>();
    var ref = Heads.ref(
        head.ref(),
        part -> {
          if (part instanceof Term.Scalar || part instanceof Term.Var) {
            return part;
          }
          var local = new Term.Var(part.location(), names.next());
          extra.add(Operators.generated(part.location(), local, part));
          return local;
        });
    if (!extra.isEmpty()) {
      definition.head(Heads.with(head, ref, head.args(), head.key(), head.value()));
      definition.body(Bodies.append(definition.rule().body(), extra));
    }
  }
}
