package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what must not become part of the result so that {@code with} still reaches it. */
final class WithReferences {

  private WithReferences() {}

  /** The documents, null if what {@code with} replaces one by is unknown. */
  static @Nullable List<Term.Ref> of(Frame frame, Residue residue, Knowledge knowledge) {
    var found = new ArrayList<Term.Ref>();
    var expression = frame.expression();
    for (var with : expression.withs()) {
      if (Replacements.isDocument(with, knowledge)) {
        if (residue.hasUnknown(frame.bound(with.value()))) {
          return null;
        }
        add(found, with.target());
      }
      add(found, with.value());
    }
    add(found, new Expr(expression.location(), expression.form(), false, List.of(), false));
    return found;
  }

  private static void add(List<Term.Ref> found, Object node) {
    Nodes.walk(node, inner -> {
      if (inner instanceof Term.Ref ref) {
        found.add(Terms.groundPrefix(ref));
      }
    });
  }
}
