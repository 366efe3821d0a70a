package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves references and comprehensions in the head of a rule to the end of its body. */
final class RewriteRefsInHead {

  private final LocalNames names;
  private final List<Expr> extra = new ArrayList<>();

  private RewriteRefsInHead(LocalNames names) {
    this.names = names;
  }

  static void run(Compilation compilation) {
    compilation.eachLink(link -> new RewriteRefsInHead(compilation.names).rewrite(link));
  }

  private void rewrite(Definition definition) {
    var head = definition.rule().head();
    var key = move(head.key());
    var value = move(head.value());
    var args = head.args() == null ? null : args(head.args());
    if (!extra.isEmpty()) {
      definition.head(Heads.with(head, head.ref(), args, key, value));
      definition.body(Bodies.append(definition.rule().body(), extra));
    }
  }

  private List<Term> args(List<Term> args) {
    return args.stream().map(arg -> Evaluated.move(arg, names, extra)).toList();
  }

  private @Nullable Term move(@Nullable Term term) {
    return term == null ? null : Evaluated.move(term, names, extra);
  }
}
