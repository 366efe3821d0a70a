package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The variables that an expression binds, given those that are bound before it. */
final class Outputs {

  private Outputs() {}

  /** What the expressions bind in their order, without what was bound before. */
  static Set<String> ofBody(Iterable<Expr> body, Arity arity, Predicate<String> bound) {
    var outputs = new LinkedHashSet<String>();
    Predicate<String> known = name -> outputs.contains(name) || bound.test(name);
    for (var expr : body) {
      for (var name : of(expr, arity, known)) {
        if (!bound.test(name)) {
          outputs.add(name);
        }
      }
    }
    return outputs;
  }

  static Set<String> ofBody(Body body, Arity arity, Predicate<String> bound) {
    return ofBody(body.expressions(), arity, bound);
  }

  /** What the expression binds; names that are bound already may be among it. */
  static Set<String> of(Expr expr, Arity arity, Predicate<String> bound) {
    return of(expr, arity, bound, new LinkedHashSet<>());
  }

  /**
   * What the expression binds, as {@link UnsafeReport} asks for it.
   *
   * @param carried what the call before would bind, which an equality takes for bound; changed to
   *     what this expression hands on
   */
  static Set<String> of(
      Expr expr, Arity arity, Predicate<String> bound, Set<String> carried) {
    if (expr.negated()) {
      return Set.of();
    }
    for (var with : expr.withs()) {
      if (!allIn(new Variables(Variables.SAFETY).with(with).names(), bound)) {
        return Set.of();
      }
    }
    return switch (expr.form()) {
      case Expr.Is is -> ofTerms(expr, bound);
      case Expr.Invoke invoke when Operators.isEquality(invoke) ->
        ofEquality(expr, bound, carried);
      case Expr.Invoke invoke -> ofCall(expr, invoke, arity.of(invoke.operator()), bound, carried);
      case Expr.Every every -> {
        carried.addAll(ofDomain(every.domain(), bound));
        yield new LinkedHashSet<>(carried);
      }
      case Expr.Some some -> Set.of();
      case Expr.SomeIn some -> Set.of();
      case Expr.Not not -> Set.of();
      case Expr.Logical logical -> Set.of();
    };
  }

  static Set<String> ofEquality(Expr expr, Predicate<String> bound) {
    return ofEquality(expr, bound, new LinkedHashSet<>());
  }

  private static Set<String> ofEquality(
      Expr expr, Predicate<String> bound, Set<String> carried) {
    if (!(expr.form() instanceof Expr.Invoke(var operator, var args, var infix))
        || args.size() != 2) {
      return Set.of();
    }
    var left = args.getFirst();
    var declared = Operators.isCall(expr.form(), Operators.DECLARE)
        ? Variables.of(left)
        : Set.<String>of();
    var outputs = ofTerms(expr, bound);
    outputs.addAll(carried);
    outputs.removeAll(declared);
    carried.clear();
    var before = Set.copyOf(outputs);
    Predicate<String> known = name -> before.contains(name)
        || bound.test(name) && !declared.contains(name);
    outputs.addAll(Unification.bound(left, args.getLast(), known));
    outputs.removeIf(bound);
    return outputs;
  }

  private static Set<String> ofCall(
      Expr expr, Expr.Invoke invoke, int arity, Predicate<String> bound, Set<String> carried) {
    if (arity < 0) {
      return Set.of();
    }
    carried.clear();
    carried.addAll(ofTerms(expr, bound));
    var args = invoke.args();
    if (arity < args.size()) {
      var inputs = new Variables(Variables.ARGUMENT).term(invoke.operator())
          .terms(args.subList(0, arity));
      if (!allIn(inputs.names(), name -> carried.contains(name) || bound.test(name))) {
        return Set.of();
      }
      carried.addAll(
          new Variables(Variables.ARGUMENT).terms(args.subList(arity, args.size())).names());
    }
    return new LinkedHashSet<>(carried);
  }

  private static Set<String> ofTerms(Expr expr, Predicate<String> bound) {
    var walk = new References(bound);
    walk.expr(expr);
    return walk.outputs;
  }

  private static Set<String> ofDomain(Term domain, Predicate<String> bound) {
    var walk = new References(bound);
    walk.term(domain);
    return walk.outputs;
  }

  static boolean allIn(Set<String> names, Predicate<String> bound) {
    for (var name : names) {
      if (!bound.test(name)) {
        return false;
      }
    }
    return true;
  }

  /** Whether everything that the head of the reference needs is bound. */
  static boolean isBound(Term.Ref ref, Predicate<String> bound) {
    return ref.head() instanceof Term.Var(var location, var name)
        ? bound.test(name)
        : allIn(Variables.of(ref.head(), Variables.SAFETY), bound);
  }

  /** Collects the variables in the brackets of references whose head is bound. */
  private static final class References extends Walk {

    private static final Set<Variables.Skip> PARTS = Set.of(Variables.Skip.REF_HEAD);

    private final Predicate<String> bound;
    private final Set<String> outputs = new LinkedHashSet<>();

    References(Predicate<String> bound) {
      this.bound = bound;
    }

    @Override
    boolean enter(Term term) {
      return switch (term) {
        case Term.ArrayComprehension closure -> false;
        case Term.SetComprehension closure -> false;
        case Term.ObjectComprehension closure -> false;
        case Term.Template template -> false;
        case Term.Ref ref -> {
          var isBound = isBound(ref, bound);
          if (isBound && !Names.isGround(ref)) {
            outputs.addAll(Variables.of(ref, PARTS));
          }
          yield isBound;
        }
        default -> true;
      };
    }
  }
}
