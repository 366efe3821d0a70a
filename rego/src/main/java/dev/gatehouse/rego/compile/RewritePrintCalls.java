package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Erases {@code print} calls, or makes them calls of {@code internal.print} whose arguments are set
 * comprehensions, so that an undefined one does not stop the evaluation.
 */
final class RewritePrintCalls {

  private RewritePrintCalls() {}

  static void run(Compilation compilation) {
    compilation.eachLink(
        definition -> {
          var search = new Search();
          search.rule(definition.rule());
          if (search.found) {
            compilation.replaced.add(Operators.PRINT);
            rewrite(definition, compilation);
          }
        });
  }

  static Body query(Body query, Compilation compilation) {
    var search = new Search();
    search.body(query);
    if (!search.found) {
      return query;
    }
    return compilation.options.print()
        ? new Capture(compilation, Set.of("data", "input")).body(query)
        : new Erase().body(query);
  }

  private static void rewrite(Definition definition, Compilation compilation) {
    if (!compilation.options.print()) {
      definition.apply(new Erase());
      return;
    }
    var bound = new HashSet<>(Set.of("data", "input"));
    if (definition.rule().head().args() != null) {
      bound.addAll(Variables.of(definition.rule().head().args()));
    }
    definition.apply(new Capture(compilation, bound));
  }

  private static boolean isPrint(Expr expr) {
    return Operators.isCall(expr.form(), Operators.PRINT);
  }

  /** Finds out whether there is any call of {@code print}. */
  private static final class Search extends Walk {

    private boolean found;

    @Override
    boolean enter(Expr expr) {
      found |= isPrint(expr);
      return !found;
    }
  }

  /** Takes the calls away. */
  private static final class Erase extends Transform {

    @Override
    protected Body body(Body body) {
      var rest = body.expressions().stream().filter(expr -> !isPrint(expr)).toList();
      if (rest.size() == body.expressions().size()) {
        return descend(body);
      }
      return descend(
          new Body(
              body.location(), rest.isEmpty() ? List.of(Bodies.truth(body.location())) : rest));
    }
  }

  /** Captures the arguments of the calls in a body, where the given variables are bound. */
  private static final class Capture extends Transform {

    private final Compilation compilation;
    private final Set<String> bound;

    Capture(Compilation compilation, Set<String> bound) {
      this.compilation = compilation;
      this.bound = bound;
    }

    @Override
    protected Body body(Body body) {
      var result = new ArrayList<Expr>();
      var known = new HashSet<>(bound);
      for (var expr : body.expressions()) {
        result.add(statement(expr, known));
        known.addAll(Outputs.of(expr, compilation::arity, known::contains));
        for (var name : Variables.of(expr)) {
          if (LocalNames.isGenerated(name)) {
            known.add(name);
          }
        }
      }
      return new Body(body.location(), result);
    }

    private Expr statement(Expr expr, Set<String> known) {
      if (isPrint(expr) && expr.form() instanceof Expr.Invoke invoke) {
        return captured(expr, invoke, known);
      }
      var inner = new HashSet<>(known);
      if (expr.form() instanceof Expr.Every every) {
        inner.addAll(Variables.of(Names.pair(every.key(), every.value())));
      }
      return new Capture(compilation, inner).descend(expr);
    }

    private Expr captured(Expr expr, Expr.Invoke invoke, Set<String> known) {
      var sets = new ArrayList<Term>();
      for (var arg : new Capture(compilation, known).terms(invoke.args())) {
        for (var name : new TreeSet<>(Variables.of(arg, Variables.SAFETY))) {
          if (!known.contains(name)) {
            compilation.issue(
                Issue.COMPILE,
                arg.location(),
                "var " + compilation.names.shown(name) + " is undeclared");
          }
        }
        var local = new Term.Var(arg.location(), compilation.names.next());
        var capture = Expr.of(arg.location(), Operators.equality(arg.location(), local, arg));
        sets.add(
            new Term.SetComprehension(
                arg.location(), local, new Body(arg.location(), List.of(capture))));
      }
      var form = new Expr.Invoke(
          Names.operator(expr.location(), "internal.print"),
          List.of(new Term.ArrayTerm(expr.location(), sets)),
          false);
      return Expr.of(expr.location(), form);
    }
  }
}
