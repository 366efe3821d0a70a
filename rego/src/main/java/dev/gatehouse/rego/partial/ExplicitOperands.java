package dev.gatehouse.rego.partial;

import dev.gatehouse.rego.compile.ValueTransform;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;

/**
 * Gives braces to the operands of {@code not}, {@code and} and {@code or} that compilation expanded to
 * several expressions: an operand without them may bind nothing, which its expansion does.
 */
public final class ExplicitOperands extends ValueTransform {

  private ExplicitOperands() {}

  /** The body with braces, at any depth, where several expressions are one operand. */
  public static Body of(Body body) {
    return new ExplicitOperands().body(body);
  }

  /** The rule with braces, at any depth, where several expressions are one operand. */
  static Rule of(Rule rule) {
    return new ExplicitOperands().rule(rule);
  }

  private Rule rule(Rule rule) {
    return new Rule(
        rule.location(), rule.isDefault(), head(rule.head()), body(rule.body()),
        rule.bodyWritten(), rule.otherwise() == null ? null : rule(rule.otherwise()));
  }

  private Rule.Head head(Rule.Head head) {
    return new Rule.Head(
        head.location(), (Term.Ref) term(head.ref()), head.args(),
        head.key() == null ? null : term(head.key()),
        head.value() == null ? null : term(head.value()),
        head.valueWritten(), head.assign(), head.hasIf(), head.hasContains());
  }

  @Override
  protected Expr expr(Expr expression) {
    var descended = descend(expression);
    return switch (descended.form()) {
      case Expr.Not(var body, var braces) ->
        descended.as(new Expr.Not(body, braces || isExpanded(body)));
      case Expr.Logical(var isAnd, var left, var right, var leftBraces, var rightBraces) ->
        descended.as(
            new Expr.Logical(
                isAnd, left, right, leftBraces || isExpanded(left),
                rightBraces || isExpanded(right)));
      default -> descended;
    };
  }

  private static boolean isExpanded(Body body) {
    return body.expressions().size() > 1;
  }
}
