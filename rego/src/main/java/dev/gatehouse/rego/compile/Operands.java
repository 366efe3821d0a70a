package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables that an operand without braces of {@code not}, {@code and}, {@code or} needs bound
 * around it: those that it does not bind for another expression of its own expansion.
 */
final class Operands {

  private Operands() {}

  static Set<String> unbound(Body body, Arity arity) {
    var occurrences = new HashMap<String, Integer>();
    var names = new LinkedHashSet<String>();
    for (var expr : body.expressions()) {
      for (var name : Variables.of(expr, Variables.SAFETY)) {
        occurrences.merge(name, 1, Integer::sum);
        names.add(name);
      }
    }
    if (body.expressions().size() > 1) {
      var bound = bound(body, arity);
      names.removeIf(name -> bound.contains(name) && occurrences.getOrDefault(name, 0) > 1);
    }
    return names;
  }

  private static Set<String> bound(Body body, Arity arity) {
    var bound = new LinkedHashSet<String>();
    for (var expr : body.expressions()) {
      if (Operators.isEquality(expr.form())) {
        bound.addAll(Outputs.ofEquality(expr, name -> false));
      } else if (expr.form() instanceof Expr.Invoke(var operator, var args, var infix)) {
        var inputs = arity.of(operator);
        if (inputs >= 0 && inputs < args.size()) {
          bound.addAll(outputs(args.subList(inputs, args.size())));
        }
      }
    }
    return bound;
  }

  private static Set<String> outputs(List<Term> args) {
    return new Variables(Variables.ARGUMENT).terms(args).names();
  }
}
