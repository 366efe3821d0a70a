package dev.gatehouse.rego.search;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.partial.SupportModules;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partial search leaves for later: expressions on the way to the present one, and rules. Its
 * state changes as the search goes on.
 */
final class Residue {

  final PartialSettings settings;
  final ResidualBodies bodies;
  final Unknowns unknowns;
  final Inlining inlining;
  final SupportModules support = new SupportModules();

  /** The bindings of the query's own variables, which keep their names. */
  final Bindings outermost;

  private final Search search;
  private final Dependence dependence;
  private List<Saved> saved = new ArrayList<>();

  Residue(Search search, PartialSettings settings, ResidualBodies bodies, Bindings outermost) {
    this.search = search;
    this.settings = settings;
    this.bodies = bodies;
    this.outermost = outermost;
    this.unknowns = new Unknowns(settings.documents());
    settings.variables().forEach(name -> unknowns.push(name, outermost));
    this.inlining = new Inlining(settings.disableInlining());
    this.dependence = new Dependence(search.knowledge, settings, unknowns, inlining);
  }

  /**
   * An expression on its way.
   *
   * @param left the bindings of the left side of an equality, null for others
   * @param right the bindings of the rest, null if it is spelled already
   * @param outer the bindings of what stands in place of documents
   */
  private record Saved(
      Expr expression, @Nullable Bindings left, @Nullable Bindings right, Bindings outer) {}

  /** Whether the value of a variable or reference is unknown. */
  boolean isUnknown(Bound bound) {
    return unknowns.contains(bound.term(), bound.bindings());
  }

  /** Whether the document at a path is unknown, or its rules are kept apart. */
  boolean isUnresolved(Term.Ref path) {
    return inlining.isExcluded(path.parts()) || unknowns.contains(path, Bindings.NONE);
  }

  /** Whether something unknown is in a term or in what its variables stand for. */
  boolean hasUnknown(Bound bound) {
    return unknowns.areIn(bound.term(), bound.bindings());
  }

  boolean dependsOnUnknown(Term term, Bindings bindings) {
    return dependence.of(term, bindings);
  }

  boolean dependsOnUnknown(Expr expression, Bindings bindings) {
    return dependence.of(expression, bindings);
  }

  boolean dependsOnUnknown(Body body, Bindings bindings) {
    return dependence.of(body, bindings);
  }

  /** Leaves {@code a = b} for later; the variables in it are unknown from here on. */
  @Nullable
  Stop unification(Frame frame, Bound a, Bound b, Then then) {
    var pushed = unknowns.push(a) + unknowns.push(b);
    var equality = like(frame, Forms.equality(a.term(), b.term()).form());
    var stop = save(new Saved(equality, a.bindings(), b.bindings(), frame.bindings), then);
    unknowns.pop(pushed);
    return stop;
  }

  /** Leaves a call for later; its output is unknown from here on. */
  @Nullable
  Stop call(Frame frame, int arity, Term.Ref operator, List<Term> args, Then then) {
    var pushed = args.size() == arity + 1 ? unknowns.push(frame.bound(args.getLast())) : 0;
    var call = like(frame, new Expr.Invoke(operator, args, false));
    var stop = save(new Saved(call, null, frame.bindings, frame.bindings), then);
    unknowns.pop(pushed);
    return stop;
  }

  /** Leaves an expression in place of the present one for later. */
  @Nullable
  Stop expression(Frame frame, Expr.Form form, Bindings bindings, Then then) {
    return save(new Saved(like(frame, form), null, bindings, frame.bindings), then);
  }

  /** Leaves the present expression for later; what it binds is unknown from here on. */
  @Nullable
  Stop present(Frame frame, Then then) {
    var pushed = outputs(frame);
    var expression = like(frame, frame.expression().form());
    var negated = frame.expression().negated();
    var stop = save(new Saved(
        negate(expression, negated), null, frame.bindings, frame.bindings), then);
    unknowns.pop(pushed);
    return stop;
  }

  private static Expr negate(Expr expression, boolean negated) {
    return new Expr(
        expression.location(), expression.form(), negated, expression.withs(),
        expression.generated());
  }

  private int outputs(Frame frame) {
    var expression = frame.expression();
    return switch (expression.form()) {
      case Expr.Is(var term) -> unknowns.push(frame.bound(term));
      case Expr.Invoke invoke when Forms.isEquality(expression) ->
        unknowns.push(frame.bound(invoke.args().getFirst()))
            + unknowns.push(frame.bound(invoke.args().getLast()));
      case Expr.Invoke(var operator, var args, var infix) ->
        bodies.arity(operator) == args.size() - 1 ? unknowns.push(frame.bound(args.getLast())) : 0;
      default -> 0;
    };
  }

  /** Leaves expressions for later that are spelled already. */
  @Nullable
  Stop spelled(Frame frame, List<Expr> expressions, Then then) {
    var withs = withs(frame).stream()
        .map(
            with -> new Expr.With(
                with.location(),
                with.target(),
                frame.bindings.spelled(with.value(), outermost)))
        .toList();
    for (var expression : expressions) {
      search.budget.allocate(1);
      var all = new ArrayList<>(withs);
      all.addAll(expression.withs());
      saved.add(new Saved(expression.with(all), null, null, frame.bindings));
    }
    var stop = then.run();
    expressions.forEach(expression -> saved.removeLast());
    return stop;
  }

  private @Nullable Stop save(Saved expression, Then then) {
    search.budget.allocate(1);
    saved.add(expression);
    var stop = then.run();
    saved.removeLast();
    return stop;
  }

  /** A form with the place and the modifiers of the present expression. */
  private Expr like(Frame frame, Expr.Form form) {
    return new Expr(frame.expression().location(), form, false, withs(frame), false);
  }

  /** The modifiers that replace documents; those that replace functions have had their effect. */
  private List<Expr.With> withs(Frame frame) {
    return frame.expression().withs()
        .stream()
        .filter(with -> Replacements.isDocument(with, search.knowledge))
        .toList();
  }

  /** Lets code leave expressions apart from those on the way to it. */
  void apart(Runnable code) {
    var outer = saved;
    saved = new ArrayList<>();
    code.run();
    saved = outer;
  }

  /** What is left on the way to here, spelled; the body that holds anyway if there is nothing. */
  Body left() {
    return saved.isEmpty() ? Forms.truth() : new Body(Location.NONE, expressions());
  }

  /** What is left on the way to here, spelled. */
  List<Expr> expressions() {
    search.budget.allocate(saved.size());
    var spelled = new ArrayList<Expr>();
    saved.forEach(expression -> spelled.add(spelled(expression)));
    return spelled;
  }

  private Expr spelled(Saved saved) {
    if (saved.right == null) {
      return saved.expression;
    }
    var withs = new SpelledExpressions(saved.outer, outermost).spelledWiths(saved.expression);
    var right = new SpelledExpressions(saved.right, outermost);
    if (saved.left != null
        && saved.expression.form() instanceof Expr.Invoke(var operator, var args, var infix)) {
      var left = new SpelledExpressions(saved.left, outermost);
      var both = List.of(left.spelled(args.getFirst()), right.spelled(args.getLast()));
      return saved.expression.as(new Expr.Invoke(operator, both, infix)).with(withs);
    }
    return right.spelled(saved.expression.with(List.of())).with(withs);
  }

  /** The path of a rule that is kept apart. */
  Term.Ref named(Term.Ref path) {
    if (settings.keepsPackages()) {
      return path;
    }
    var parts = new ArrayList<>(path.parts());
    parts.add(1, new Term.Scalar(Location.NONE, StringValue.of(settings.namespace())));
    return new Term.Ref(path.location(), parts);
  }
}
