package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;

/** Finds calls of functions that do not exist, or with the wrong number of arguments. */
final class CheckUndefinedFuncs extends Walk {

  private final Compilation compilation;

  private CheckUndefinedFuncs(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    compilation.eachLink(link -> new CheckUndefinedFuncs(compilation).rule(link.rule()));
  }

  static void query(Body query, Compilation compilation) {
    new CheckUndefinedFuncs(compilation).body(query);
  }

  @Override
  boolean enter(Expr expr) {
    if (!(expr.form() instanceof Expr.Invoke invoke)) {
      return true;
    }
    var arity = compilation.arity(invoke.operator());
    var name = compilation.sourceText(invoke.operator());
    if (arity < 0) {
      compilation.issue(Issue.TYPE, expr.location(), "undefined function " + name);
      return false;
    }
    var count = invoke.args().size();
    var isGenerated = expr.generated();
    var fits = isGenerated
        ? Operators.isEquality(invoke) || count == arity + 1
        : count == arity || count == arity + 1;
    if (!fits) {
      report(expr, invoke, name, isGenerated ? count - 1 : count);
    }
    return fits;
  }

  private void report(Expr expr, Expr.Invoke call, String name, int given) {
    var builtin = Operators.isData(call.operator()) ? null : compilation.functions.type(name);
    if (builtin != null) {
      compilation.issues.add(TypeChecker.arity(expr, call, builtin, compilation).issue());
      return;
    }
    compilation.issue(
        Issue.TYPE,
        expr.location(),
        "function "
            + name
            + " has arity "
            + compilation.arity(call.operator())
            + ", got "
            + given
            + (given == 1 ? " argument" : " arguments"));
  }
}
