package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the value of every expression of a query to a variable, so that it can be shown: {@code x}
 * becomes {@code x = v} and {@code x < 1} becomes {@code lt(x, 1, v)}. Where a query has several
 * solutions or several expressions, a false value is no solution; alone it is shown, as OPA does.
 */
final class ShowValues {

  private static final String PREFIX = "$term";

  private final Compilation compilation;
  private final Map<Location, String> variables = new LinkedHashMap<>();
  private final List<Location> order = new ArrayList<>();

  private ShowValues(Compilation compilation) {
    this.compilation = compilation;
  }

  static ShowValues in(Compilation compilation) {
    return new ShowValues(compilation);
  }

  static boolean isShown(String name) {
    return name.startsWith(PREFIX);
  }

  /** The query with its values in variables. */
  Body rewrite(Body query) {
    var mustHold = query.expressions().size() > 1 || new Iterations(compilation).in(query);
    var expressions = new ArrayList<Expr>();
    var conditions = new ArrayList<Expr>();
    for (var expression : query.expressions()) {
      if (!(expression.form() instanceof Expr.Some)) {
        order.add(expression.location());
      }
      var variable = new Term.Var(expression.location(), PREFIX + (variables.size() + 1));
      var changed = withValue(expression, variable);
      if (changed == null) {
        expressions.add(expression);
        continue;
      }
      variables.put(expression.location(), variable.name());
      expressions.add(expression.as(changed));
      if (mustHold) {
        conditions.add(
            new Expr(expression.location(), new Expr.Is(variable), false, List.of(), true));
      }
    }
    expressions.addAll(conditions);
    return new Body(query.location(), expressions);
  }

  private Expr.@Nullable Form withValue(Expr expression, Term.Var variable) {
    if (expression.negated()) {
      return null;
    }
    return switch (expression.form()) {
      case Expr.Is(var term) -> Operators.equality(expression.location(), term, variable);
      case Expr.Invoke invoke when hasValue(invoke) -> {
        var args = new ArrayList<>(invoke.args());
        args.add(variable);
        yield new Expr.Invoke(invoke.operator(), args, invoke.infix());
      }
      default -> null;
    };
  }

  private boolean hasValue(Expr.Invoke invoke) {
    return !Operators.isEquality(invoke)
        && !Operators.isAssignment(invoke)
        && !Operators.isCall(invoke, Operators.PRINT)
        && compilation.arity(invoke.operator()) == invoke.args().size();
  }

  /** What is shown, in the order in which the query in core form has the expressions. */
  List<Shown> shown(Body compiled) {
    var remaining = new ArrayList<>(order);
    var shown = new ArrayList<Shown>();
    for (var expression : compiled.expressions()) {
      if (!expression.generated() && remaining.remove(expression.location())) {
        shown.add(shown(expression.location()));
      }
    }
    remaining.forEach(location -> shown.add(shown(location)));
    return shown;
  }

  private Shown shown(Location location) {
    return new Shown(location, variables.get(location));
  }

  /** Whether a query may have more than one solution, as far as its text tells. */
  private static final class Iterations extends Walk {

    private final Compilation compilation;
    private boolean found;

    Iterations(Compilation compilation) {
      this.compilation = compilation;
    }

    boolean in(Body query) {
      body(query);
      return found;
    }

    @Override
    boolean enter(Term term) {
      if (Names.isComprehension(term)) {
        return false;
      }
      switch (term) {
        case Term.Ref ref -> found |= hasVariable(ref);
        case Term.Call call -> operator(call.operator());
        default -> {
        }
      }
      return !found;
    }

    @Override
    boolean enter(Expr expression) {
      if (expression.form() instanceof Expr.Invoke invoke) {
        operator(invoke.operator());
      }
      return !found;
    }

    private void operator(Term.Ref operator) {
      found |= compilation.functions.isRelation(Names.dotted(operator)) || hasVariable(operator);
    }

    private static boolean hasVariable(Term.Ref ref) {
      return ref.parts().stream().skip(1).anyMatch(part -> part instanceof Term.Var);
    }
  }
}
