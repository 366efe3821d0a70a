package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the targets of {@code with} and binds values that must be evaluated to variables. */
final class RewriteWithValues extends Transform {

  private static final Set<String> IRREPLACEABLE = Set.of("eq", "rego.metadata.chain",
      "rego.metadata.rule");
  private static final String REPLACING = "with keyword replacing built-in function: ";

  private final Compilation compilation;

  private RewriteWithValues(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteWithValues(compilation);
    compilation.eachLink(definition -> definition.apply(stage));
  }

  static Body query(Body query, Compilation compilation) {
    return new RewriteWithValues(compilation).body(query);
  }

  @Override
  protected Body body(Body body) {
    if (body.expressions().stream().allMatch(expr -> expr.withs().isEmpty())) {
      return descend(body);
    }
    var result = new ArrayList<Expr>();
    var moved = new IdentityHashMap<Expr.With, Expr.With>();
    var issues = compilation.issues.size();
    for (var expr : body.expressions()) {
      var withs = new ArrayList<Expr.With>();
      for (var with : expr.withs()) {
        var known = moved.get(with);
        withs.add(known != null ? known : move(with, moved, result));
        if (compilation.issues.size() > issues) {
          return body;
        }
      }
      result.add(withs.isEmpty() ? expr : expr.with(withs));
    }
    return descend(new Body(body.location(), result));
  }

  /** An expression shares its modifiers with those that were taken out of it: moves them once. */
  private Expr.With move(
      Expr.With with, Map<Expr.With, Expr.With> moved, List<Expr> result) {
    var value = functionName(with.value());
    if (isEvaluated(with.target(), value)) {
      value = Evaluated.move(value, compilation.names, result);
    }
    var changed = new Expr.With(with.location(), with.target(), value);
    moved.put(with, changed);
    return changed;
  }

  /** A variable that names a built-in function is a reference to it. */
  private Term functionName(Term value) {
    return value instanceof Term.Var(var location, var name) && compilation.functions.exists(name)
        ? Operators.ref(location, name)
        : value;
  }

  /** Whether the value is evaluated; it is not where it names a function. */
  private boolean isEvaluated(Term.Ref target, Term value) {
    if (Operators.isData(target)) {
      return isEvaluatedForData(target, value);
    }
    if (target.head() instanceof Term.Var(var location, var name) && name.equals("input")) {
      return true;
    }
    var name = Names.dotted(target);
    var type = compilation.functions.type(name);
    if (type == null && compilation.isOutline) {
      return false;
    }
    if (type == null) {
      compilation.issue(
          Issue.TYPE,
          target.location(),
          "with keyword target must reference existing input, data, or a function");
      return false;
    }
    if (IRREPLACEABLE.contains(name)) {
      issue(target.location(), REPLACING + "replacement of \"" + name + "\" invalid");
    } else if (name.startsWith("internal.")) {
      issue(
          target.location(),
          REPLACING + "replacement of internal function \"" + name + "\" invalid");
    } else if (compilation.functions.isRelation(name)) {
      issue(target.location(), REPLACING + "target must not be a relation");
    } else if (type.result() == null) {
      issue(target.location(), REPLACING + "target must not be a void function");
    }
    return !isFunctionValue(value);
  }

  private void issue(Location location, String message) {
    compilation.issue(Issue.COMPILE, location, message);
  }

  private boolean isEvaluatedForData(Term.Ref target, Term value) {
    @Nullable
    RuleTree node = compilation.tree();
    var parts = target.parts();
    for (var i = 1; i < parts.size() && node != null; i++) {
      if (!node.rules().isEmpty()) {
        issue(target.location(), "with keyword cannot partially replace virtual document(s)");
        return false;
      }
      node = parts.get(i) instanceof Term.Scalar(var location, var key) ? node.child(key) : null;
    }
    if (node != null && hasFunction(node) && isFunctionValue(value)) {
      return false;
    }
    if (value instanceof Term.Ref ref && Operators.isData(ref)) {
      var named = compilation.tree().find(ref.parts());
      return named == null || !hasFunction(named);
    }
    return true;
  }

  private static boolean hasFunction(RuleTree node) {
    return node.rules().stream().anyMatch(d -> d.rule().head().isFunction());
  }

  private boolean isFunctionValue(Term value) {
    return value instanceof Term.Ref ref
        && (Operators.isData(ref) && compilation.tree().find(ref.parts()) != null
            || Names.isGround(ref)
                && ref.head() instanceof Term.Var
                && compilation.functions.exists(Names.dotted(ref)));
  }
}
