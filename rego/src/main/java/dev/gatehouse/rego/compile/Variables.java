package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names of variables of a tree, by OPA's rules on what to leave out.
 *
 * <p>Names of built-in functions and the roots {@code data} and {@code input} are variables too
 * where {@link Skip} does not leave them out.
 */
final class Variables {

  /** What is left out. */
  enum Skip {
    /** The head of a reference. */
    REF_HEAD,
    /** The head of the operator of a call, and the heads of {@code with} targets and values. */
    CALL_HEAD, OBJECT_KEYS,
    /** Comprehensions, bodies of {@code every}, {@code not}, {@code and} and {@code or}. */
    CLOSURES, SETS
  }

  /** What of a body must be bound by the body itself or around it. */
  static final Set<Skip> SAFETY = Set.of(Skip.CALL_HEAD, Skip.CLOSURES);

  /** What a pattern can bind. */
  static final Set<Skip> PATTERN = Set.of(Skip.REF_HEAD, Skip.OBJECT_KEYS, Skip.CLOSURES);

  /** What an argument needs bound, or as an output binds. */
  static final Set<Skip> ARGUMENT = Set.of(Skip.REF_HEAD, Skip.OBJECT_KEYS, Skip.CLOSURES,
      Skip.SETS);

  private final Set<String> names = new LinkedHashSet<>();
  private final boolean refHead;
  private final boolean callHead;
  private final boolean objectKeys;
  private final boolean closures;
  private final boolean sets;
  private final @Nullable Arity arity;

  Variables(Set<Skip> skip) {
    this(skip, null);
  }

  /** With an arity, operands without braces of {@code not}, {@code and}, {@code or} count. */
  Variables(Set<Skip> skip, @Nullable Arity arity) {
    this.refHead = !skip.contains(Skip.REF_HEAD);
    this.callHead = !skip.contains(Skip.CALL_HEAD);
    this.objectKeys = !skip.contains(Skip.OBJECT_KEYS);
    this.closures = !skip.contains(Skip.CLOSURES);
    this.sets = !skip.contains(Skip.SETS);
    this.arity = arity;
  }

  static Set<String> of(Term term) {
    return new Variables(Set.of()).term(term).names;
  }

  static Set<String> of(Term term, Set<Skip> skip) {
    return new Variables(skip).term(term).names;
  }

  static Set<String> of(Collection<Term> terms) {
    var variables = new Variables(Set.of());
    terms.forEach(variables::term);
    return variables.names;
  }

  static Set<String> of(Expr expr) {
    return new Variables(Set.of()).expr(expr).names;
  }

  static Set<String> of(Expr expr, Set<Skip> skip) {
    return new Variables(skip).expr(expr).names;
  }

  static Set<String> of(Body body) {
    return new Variables(Set.of()).body(body).names;
  }

  static Set<String> of(Body body, Set<Skip> skip) {
    return new Variables(skip).body(body).names;
  }

  Set<String> names() {
    return names;
  }

  Variables body(Body body) {
    body.expressions().forEach(this::expr);
    return this;
  }

  Variables terms(List<Term> terms) {
    for (var i = 0; i < terms.size(); i++) {
      term(terms.get(i));
    }
    return this;
  }

  Variables expr(Expr expr) {
    switch (expr.form()) {
      case Expr.Is(var term) -> term(term);
      case Expr.Invoke invoke -> {
        operator(invoke.operator());
        terms(invoke.args());
      }
      case Expr.Some(var variables) -> variables.forEach(this::term);
      case Expr.SomeIn some -> {
        membership();
        nullable(some.key());
        term(some.value());
        term(some.domain());
      }
      case Expr.Every every -> {
        term(every.domain());
        if (!closures) {
          return this;
        }
        nullable(every.key());
        term(every.value());
        body(every.body());
      }
      case Expr.Not not -> operand(not.body(), not.braces());
      case Expr.Logical logical -> {
        operand(logical.left(), logical.leftBraces());
        operand(logical.right(), logical.rightBraces());
      }
    }
    expr.withs().forEach(this::with);
    return this;
  }

  private void operand(Body body, boolean braces) {
    if (arity != null) {
      if (!braces) {
        names.addAll(Operands.unbound(body, arity));
      }
    } else if (closures) {
      body(body);
    }
  }

  private void operator(Term.Ref operator) {
    if (callHead) {
      term(operator);
    } else {
      terms(tail(operator));
    }
  }

  Variables with(Expr.With with) {
    if (callHead) {
      term(with.target());
      term(with.value());
    } else {
      terms(tail(with.target()));
      if (with.value() instanceof Term.Ref ref) {
        terms(tail(ref));
      } else {
        term(with.value());
      }
    }
    return this;
  }

  /** The declaration of what is in a domain is a call of an internal function in OPA. */
  private void membership() {
    if (callHead && refHead) {
      names.add("internal");
    }
  }

  private void nullable(@Nullable Term term) {
    if (term != null) {
      term(term);
    }
  }

  Variables term(Term term) {
    switch (term) {
      case Term.Scalar scalar -> {
      }
      case Term.Var(var location, var name) -> names.add(name);
      case Term.Ref ref -> terms(refHead ? ref.parts() : tail(ref));
      case Term.ArrayTerm array -> terms(array.items());
      case Term.SetTerm set -> {
        if (sets) {
          terms(set.items());
        }
      }
      case Term.ObjectTerm object -> {
        for (var entry : object.entries()) {
          if (objectKeys) {
            term(entry.key());
          }
          term(entry.value());
        }
      }
      case Term.Call call -> {
        operator(call.operator());
        terms(call.args());
      }
      case Term closure when !closures -> {
      }
      case Term.ArrayComprehension closure -> term(closure.head()).body(closure.body());
      case Term.SetComprehension closure -> term(closure.head()).body(closure.body());
      case Term.ObjectComprehension closure ->
        term(closure.key()).term(closure.value()).body(closure.body());
      case Term.Template template -> {
        for (var part : template.parts()) {
          if (part instanceof Term.Embedded(var expression)) {
            expr(expression);
          }
        }
      }
    }
    return this;
  }

  private static List<Term> tail(Term.Ref ref) {
    return ref.parts().subList(1, ref.parts().size());
  }
}
