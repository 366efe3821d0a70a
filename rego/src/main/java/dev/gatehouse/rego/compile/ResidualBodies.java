package dev.gatehouse.rego.compile;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers questions on bodies in core form that were made after compilation. */
public final class ResidualBodies {

  private static final Expr TRUTH = Expr.of(
      Location.NONE, new Expr.Is(new Term.Scalar(Location.NONE, BooleanValue.TRUE)));

  private final Compilation compilation;

  ResidualBodies(Compilation compilation) {
    this.compilation = compilation;
  }

  /** The number of arguments of a function, -1 if there is none of this name. */
  public int arity(Term.Ref operator) {
    return compilation.arity(operator);
  }

  /**
   * The body as far as the types of documents and functions allow: without negated expressions that
   * hold since what they negate cannot, and null where another expression cannot hold.
   */
  public @Nullable Body possible(Body body) {
    if (passesTypes(body)) {
      return body;
    }
    var kept = new ArrayList<Expr>();
    for (var expression : body.expressions()) {
      kept.add(expression);
      if (!passesTypes(new Body(body.location(), kept))) {
        if (!expression.negated() && !(expression.form() instanceof Expr.Not)) {
          return null;
        }
        kept.removeLast();
      }
    }
    return new Body(body.location(), kept.isEmpty() ? List.of(TRUTH) : kept);
  }

  private boolean passesTypes(Body body) {
    var check = compilation.query();
    TypeChecker.query(body, check);
    return check.issues.isEmpty();
  }

  /** The variables that the expressions bind in their order, given those that are bound before. */
  public Set<String> outputs(Body body, Set<String> bound) {
    return Outputs.ofBody(body, compilation::arity, bound::contains);
  }

  /** The variables that the expression binds, given those that are bound before. */
  public Set<String> outputs(Expr expression, Set<String> bound) {
    return Outputs.of(expression, compilation::arity, bound::contains);
  }

  /** The variables that must be bound by the body or around it. */
  public Set<String> required(Body body) {
    return new Variables(Variables.SAFETY, compilation::arity).body(body).names();
  }

  /** The variables of the expression but for those within closures and the names of functions. */
  public Set<String> outside(Expr expression) {
    return Variables.of(expression, Variables.SAFETY);
  }

  /** The variables of a body but for those within closures and the names of functions. */
  public Set<String> outside(Body body) {
    return Variables.of(body, Variables.SAFETY);
  }

  /** Every variable, within closures too. */
  public static Set<String> all(Body body) {
    return Variables.of(body);
  }

  /** Every variable, within closures too. */
  public static Set<String> all(Term term) {
    return Variables.of(term);
  }
}
