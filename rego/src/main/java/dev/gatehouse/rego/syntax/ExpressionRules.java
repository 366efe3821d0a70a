package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtins;
import java.util.List;

/**
 * Makes rules of expressions that stand at the top of a module: {@code p := 1}, {@code p[x] = y},
 * {@code f(x) = y}, {@code a.b.c}.
 */
final class ExpressionRules {

  private ExpressionRules() {}

  /** Why an expression is no rule. */
  static final class NoRule extends Exception {
    private static final long serialVersionUID = 1L;

    NoRule(String message) {
      super(message, null, false, false);
    }

    Issue at(Location location) {
      return new Issue(Issue.PARSE, location, String.valueOf(getMessage()));
    }
  }

  /** The rule that a statement stands for. */
  static Rule toRule(Body body) throws NoRule {
    if (body.expressions().size() != 1) {
      throw new NoRule("multiple expressions cannot be used for rule head");
    }
    var expression = body.expressions().getFirst();
    if (!expression.withs().isEmpty()) {
      throw new NoRule("expressions using with keyword cannot be used for rule head");
    }
    if (expression.negated()) {
      throw new NoRule("negated expressions cannot be used for rule head");
    }
    return switch (expression.form()) {
      case Expr.Some some ->
        throw new NoRule("'some' declarations cannot be used for rule head");
      case Expr.SomeIn some ->
        throw new NoRule("'some' declarations cannot be used for rule head");
      case Expr.Is(var term) -> ofTerm(term);
      case Expr.Invoke invoke -> ofInvoke(expression, invoke);
      case Expr.Every every -> throw new NoRule("expression cannot be used for rule head");
      case Expr.Not not -> throw new NoRule("expression cannot be used for rule head");
      case Expr.Logical l -> throw new NoRule("expression cannot be used for rule head");
    };
  }

  private static Rule ofTerm(Term term) throws NoRule {
    if (!(term instanceof Term.Ref ref)) {
      throw new NoRule(term.kindName() + " cannot be used for rule name");
    }
    var parts = ref.parts();
    if (parts.size() == 1) {
      throw new NoRule("refs cannot be used for rule head");
    }
    requireName(ref);
    if (parts.size() > 2) {
      var head = head(term.location(), ref, RuleParser.truth(term.location()), false);
      return rule(term.location(), head, term.location());
    }
    var name = new Term.Ref(parts.getFirst().location(), parts.subList(0, 1));
    var head = new Rule.Head(
        term.location(), name, null, parts.getLast(), null, false, false, false, false);
    return rule(term.location(), head, term.location());
  }

  private static Rule ofInvoke(Expr expression, Expr.Invoke invoke) throws NoRule {
    var operator = invoke.operator();
    var assigns = TermParser.isOperator(operator, "assign");
    if (assigns || TermParser.isOperator(operator, "eq")) {
      if (invoke.args().size() < 2) {
        throw new NoRule("assignment requires two operands");
      }
      return ofEquation(expression.location(), invoke.args(), assigns);
    }
    if (Builtins.isName(operator.toString())) {
      throw new NoRule("rule name conflicts with built-in function");
    }
    if (invoke.args().isEmpty()) {
      throw new NoRule("rule argument list must take at least one argument");
    }
    requireName(operator);
    var location = operator.location();
    var head = new Rule.Head(
        location, operator, invoke.args(), null, RuleParser.truth(location), true, false,
        false, false);
    return rule(location, head, location);
  }

  private static Rule ofEquation(Location location, List<Term> sides, boolean assigns)
      throws NoRule {
    var left = sides.getFirst();
    var value = sides.get(1);
    var head = switch (left) {
      case Term.Var name ->
        head(location, new Term.Ref(name.location(), List.of(name)), value, true);
      case Term.Ref ref -> {
        requireName(ref);
        yield head(location, ref, value, true);
      }
      case Term.Call call when call.operator().head() instanceof Term.Var -> {
        var function = head(location, call.operator(), value, true);
        yield call.args().isEmpty() ? function : function.withArgs(call.args());
      }
      default -> throw new NoRule(left.kindName() + " cannot be used for rule name");
    };
    return rule(location, head.withAssign(assigns), value.location());
  }

  private static void requireName(Term.Ref ref) throws NoRule {
    if (!(ref.head() instanceof Term.Var)) {
      throw new NoRule("invalid rule head: " + ref);
    }
  }

  private static Rule.Head head(Location location, Term.Ref ref, Term value, boolean written) {
    return new Rule.Head(location, ref, null, null, value, written, false, false, false);
  }

  private static Rule rule(Location location, Rule.Head head, Location body) {
    return new Rule(location, false, head, RuleParser.truthBody(body), false, null);
  }
}
