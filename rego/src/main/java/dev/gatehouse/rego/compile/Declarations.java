package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.LocalScope.Occurrence;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the declarations of one rule. Expressions are read in order: a variable must not be used
 * before it is declared in the same scope, nor be declared twice.
 */
final class Declarations extends Transform {

  private static final String IN_NEGATED = "cannot assign vars inside negated expression";

  private final LocalScope scope;
  private final Compilation compilation;
  private final List<Issue> issues;
  private boolean assigns;

  Declarations(LocalScope scope, Compilation compilation) {
    this(scope, compilation, new ArrayList<>());
  }

  /** @param issues takes the issues; where there are any, unused variables are not looked for */
  Declarations(LocalScope scope, Compilation compilation, List<Issue> issues) {
    this.scope = scope;
    this.compilation = compilation;
    this.issues = issues;
  }

  /** Hands the issues on to the compilation. */
  void report() {
    compilation.issues.addAll(issues);
    issues.clear();
  }

  /** Whether there was any assignment. */
  boolean assigns() {
    return assigns;
  }

  private void issue(Location location, String message) {
    issues.add(new Issue(Issue.COMPILE, location, message));
  }

  /**
   * Rewrites a body in the present scope.
   *
   * @param used the variables that the head around the body uses
   */
  Body body(Body body, Set<String> used) {
    var before = body.expressions();
    var after = new @Nullable Expr[before.size()];
    for (var i = 0; i < after.length; i++) {
      after[i] = statement(before.get(i));
    }
    var kept = Arrays.stream(after).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    if (kept.isEmpty()) {
      kept = List.of(Bodies.truth(Location.NONE));
    }
    var result = new Body(body.location(), kept);
    if (issues.isEmpty() && compilation.options.strict()) {
      reportUnusedAssigned(body, after, used);
    }
    if (issues.isEmpty()) {
      reportUnusedDeclared(body, result, used);
    }
    return result;
  }

  private @Nullable Expr statement(Expr expr) {
    return switch (expr.form()) {
      case Expr.Invoke invoke when Operators.isAssignment(invoke) -> assignment(expr, invoke);
      case Expr.Some some -> some(expr, some);
      case Expr.SomeIn some -> someIn(expr, some);
      case Expr.Every every -> every(expr, every);
      case Expr.Not not -> not(expr, not);
      case Expr.Logical logical -> logical(expr, logical);
      default -> descend(expr);
    };
  }

  private Expr assignment(Expr expr, Expr.Invoke invoke) {
    if (expr.negated()) {
      issue(expr.location(), IN_NEGATED);
      return expr;
    }
    if (invoke.args().size() != 2) {
      return expr;
    }
    assigns = true;
    var before = issues.size();
    var right = term(invoke.args().getLast());
    var withs = expr.withs().stream()
        .map(with -> new Expr.With(with.location(), with.target(), term(with.value())))
        .toList();
    var left = assigned(invoke.args().getFirst());
    var operator = issues.size() > before
        ? invoke.operator()
        : Operators.ref(invoke.operator().location(), Operators.DECLARE);
    return new Expr(
        expr.location(),
        new Expr.Invoke(operator, List.of(left, right), true),
        false,
        withs,
        expr.generated());
  }

  private Term assigned(Term pattern) {
    return switch (pattern) {
      case Term.Var(var location, var name) ->
        declared(location, name, Occurrence.ASSIGNED, pattern);
      case Term.ArrayTerm(var location, var items) ->
        new Term.ArrayTerm(location, items.stream().map(this::assigned).toList());
      case Term.ObjectTerm(var location, var entries) ->
        new Term.ObjectTerm(
            location,
            VisitOrder.entries(entries).stream()
                .map(entry -> new Term.Entry(entry.key(), assigned(entry.value())))
                .toList());
      case Term.Ref ref when Operators.isRoot(ref)
          && ref.head() instanceof Term.Var(var location, var name) ->
        declared(ref.location(), name, Occurrence.ASSIGNED, pattern);
      default -> {
        issue(pattern.location(), "cannot assign to " + Names.kind(pattern));
        yield pattern;
      }
    };
  }

  private Term declared(Location location, String name, Occurrence occurrence, Term otherwise) {
    return declare(location, name, occurrence)
        ? new Term.Var(location, Objects.requireNonNull(scope.local(name)))
        : otherwise;
  }

  private boolean declare(Location location, String name, Occurrence occurrence) {
    var complaint = switch (scope.occurrence(name)) {
      case NEW -> null;
      case SEEN -> "var " + name + " referenced above";
      case ASSIGNED -> "var " + name + " assigned above";
      case DECLARED -> "var " + name + " declared above";
      case ARGUMENT -> "arg " + name + " redeclared";
    };
    if (complaint == null) {
      scope.declare(name, occurrence);
      return true;
    }
    issue(location, complaint);
    return false;
  }

  private @Nullable Expr some(Expr expr, Expr.Some some) {
    for (var variable : some.variables()) {
      if (!declare(expr.location(), variable.name(), Occurrence.DECLARED)) {
        break;
      }
    }
    return null;
  }

  private @Nullable Expr someIn(Expr expr, Expr.SomeIn some) {
    var key = some.key() != null
        ? some.key()
        : new Term.Var(Location.NONE, compilation.names.next());
    var parts = new ArrayList<Term>();
    if (some.domain() instanceof Term.Ref ref) {
      parts.addAll(ref.parts());
    } else {
      parts.add(some.domain());
    }
    parts.add(key);
    var element = new Term.Ref(some.domain().location(), parts);
    var form = Operators.equality(expr.location(), some.value(), element);
    var rewritten = new Expr(expr.location(), form, expr.negated(), expr.withs(), expr.generated());
    var outer = Variables.of(some.domain());
    for (var name : new TreeSet<>(Outputs.ofEquality(rewritten, outer::contains))) {
      if (!declare(expr.location(), name, Occurrence.DECLARED)) {
        return null;
      }
    }
    return descend(rewritten);
  }

  /** A name that the domain has from nowhere else is that of the key or value, which it cannot use. */
  private @Nullable Expr every(Expr expr, Expr.Every every) {
    var domain = term(every.domain());
    scope.push();
    try {
      var key = every.key() == null
          ? new Term.Var(Location.NONE, compilation.names.next())
          : member(expr.location(), every.key());
      var value = key == null ? null : member(expr.location(), every.value());
      if (key == null || value == null) {
        return null;
      }
      var body = body(every.body(), Set.of());
      return new Expr(
          expr.location(),
          new Expr.Every(key, value, term(domain), body),
          expr.negated(),
          withs(expr.withs()),
          expr.generated());
    } finally {
      scope.pop();
    }
  }

  private @Nullable Term member(Location location, Term variable) {
    if (!(variable instanceof Term.Var var) || var.isWildcard()) {
      return variable;
    }
    return declare(location, var.name(), Occurrence.DECLARED)
        ? new Term.Var(var.location(), Objects.requireNonNull(scope.local(var.name())))
        : null;
  }

  /** What a body in braces refers to does not count as referred to by the body around it. */
  private Expr not(Expr expr, Expr.Not not) {
    if (!not.braces()) {
      return negated(expr, not);
    }
    scope.push();
    try {
      return negated(expr, not);
    } finally {
      scope.pop();
    }
  }

  private Expr negated(Expr expr, Expr.Not not) {
    var before = issues.size();
    var body = not.braces()
        ? body(not.body(), Set.of())
        : operand(not.body(), false, IN_NEGATED);
    var changed = replaced(expr, new Expr.Not(body, not.braces()));
    return issues.size() > before ? changed : descend(changed);
  }

  private Expr logical(Expr expr, Expr.Logical logical) {
    var before = issues.size();
    var complaint = "cannot assign vars inside implicit " + (logical.isAnd() ? "and" : "or")
        + " operand";
    var changed = replaced(
        expr,
        new Expr.Logical(
            logical.isAnd(),
            operand(logical.left(), logical.leftBraces(), complaint),
            operand(logical.right(), logical.rightBraces(), complaint),
            logical.leftBraces(),
            logical.rightBraces()));
    return issues.size() > before ? changed : descend(changed);
  }

  private static Expr replaced(Expr expr, Expr.Form form) {
    return new Expr(expr.location(), form, expr.negated(), expr.withs(), expr.generated());
  }

  /** Only an operand in braces has a scope of its own, in which it may declare variables. */
  private Body operand(Body body, boolean braces, String complaint) {
    if (braces) {
      scope.push();
      try {
        return body(body, Set.of());
      } finally {
        scope.pop();
      }
    }
    var changed = new ArrayList<Expr>();
    for (var expr : body.expressions()) {
      changed.add(
          switch (expr.form()) {
            case Expr.Invoke invoke when Operators.isAssignment(invoke) -> {
              issue(expr.location(), complaint);
              yield expr;
            }
            case Expr.Not not -> not(expr, not);
            case Expr.Logical logical -> logical(expr, logical);
            default -> expr;
          });
    }
    return new Body(body.location(), changed);
  }

  @Override
  protected Term term(Term term) {
    return switch (term) {
      case Term.Var(var location, var name) -> variable(term, location, name);
      case Term.Ref ref when Operators.isRoot(ref) -> root(ref);
      case Term.Call call -> {
        reportShadowed(call);
        yield descend(call);
      }
      case Term.SetTerm(var location, var items) ->
        new Term.SetTerm(location, terms(VisitOrder.members(items)));
      case Term.ObjectTerm(var location, var entries) ->
        descend(new Term.ObjectTerm(location, VisitOrder.entries(entries)));
      case Term.ArrayComprehension(var location, var head, var body) -> {
        var inner = closure(body, List.of(head));
        yield new Term.ArrayComprehension(location, inner.heads().getFirst(), inner.body());
      }
      case Term.SetComprehension(var location, var head, var body) -> {
        var inner = closure(body, List.of(head));
        yield new Term.SetComprehension(location, inner.heads().getFirst(), inner.body());
      }
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        var inner = closure(body, List.of(key, value));
        yield new Term.ObjectComprehension(
            location, inner.heads().getFirst(), inner.heads().getLast(), inner.body());
      }
      default -> descend(term);
    };
  }

  private record Closure(Body body, List<Term> heads) {}

  private Closure closure(Body body, List<Term> heads) {
    scope.push();
    var newBody = body(body, Variables.of(heads));
    var newHeads = terms(heads);
    scope.pop();
    return new Closure(newBody, newHeads);
  }

  private Term variable(Term term, Location location, String name) {
    var local = scope.local(name);
    if (local == null) {
      scope.see(name);
      return term;
    }
    scope.use(name);
    return local.equals(name) ? term : new Term.Var(location, local);
  }

  /** A root document that a variable hides is that variable. */
  private Term root(Term.Ref ref) {
    if (ref.head() instanceof Term.Var(var location, var name)) {
      var entry = scope.entry(name);
      if (entry != null && entry.occurrence() != Occurrence.SEEN) {
        return new Term.Var(ref.location(), entry.local());
      }
    }
    return ref;
  }

  private void reportShadowed(Term.Call call) {
    for (var name : Variables.of(call.operator())) {
      var local = scope.local(name);
      if (local != null && !local.equals(name)) {
        issue(
            call.location(), "called function " + TermText.of(call.operator()) + " shadowed");
        return;
      }
    }
  }

  /** The target's {@code input} is the document, even where a variable hides it. */
  @Override
  protected Term.Ref target(Term.Ref target) {
    if (target.parts().size() == 1 && Operators.isRoot(target)) {
      return target;
    }
    var changed = (Term.Ref) descend(target);
    if (changed == target || !isInput(target.head())) {
      return changed;
    }
    var parts = new ArrayList<>(changed.parts());
    parts.set(0, target.head());
    return new Term.Ref(target.location(), parts);
  }

  private static boolean isInput(Term head) {
    return head instanceof Term.Var(var location, var name) && name.equals("input");
  }

  private void reportUnusedAssigned(Body body, @Nullable Expr[] after, Set<String> used) {
    var unused = new TreeSet<String>();
    scope
        .top()
        .forEach(
            (name, entry) -> {
              if (entry.occurrence() == Occurrence.ASSIGNED
                  && !name.startsWith("$")
                  && entry.count() <= 1
                  && !used.contains(name)) {
                unused.add(name);
              }
            });
    if (unused.isEmpty()) {
      return;
    }
    var calls = calls(body, after);
    for (var name : unused) {
      var local = Objects.requireNonNull(scope.local(name));
      var location = calls.getOrDefault(local, body.expressions().getFirst().location());
      issue(location, "assigned var " + name + " unused");
    }
  }

  /** Of each local variable, the first call that it is in, assignments too. */
  private static Map<String, Location> calls(Body body, @Nullable Expr[] after) {
    var calls = new HashMap<String, Location>();
    for (var i = 0; i < after.length; i++) {
      var expr = after[i];
      if (expr != null && expr.form() instanceof Expr.Invoke) {
        var location = body.expressions().get(i).location();
        Variables.of(expr).forEach(local -> calls.putIfAbsent(local, location));
      }
    }
    return calls;
  }

  private void reportUnusedDeclared(Body before, Body after, Set<String> used) {
    var declared = new TreeSet<String>();
    scope
        .top()
        .forEach(
            (name, entry) -> {
              if (entry.occurrence() == Occurrence.DECLARED && !used.contains(name)) {
                declared.add(name);
              }
            });
    if (declared.isEmpty()) {
      return;
    }
    var present = Variables.of(after);
    var declarations = declarations(before);
    for (var name : declared) {
      if (!present.contains(scope.local(name)) && !LocalNames.isGenerated(name)) {
        var shown = name.startsWith("$") ? "_" : name;
        var location = declarations.getOrDefault(name, before.expressions().getFirst().location());
        issue(location, "declared var " + shown + " unused");
      }
    }
  }

  private static Map<String, Location> declarations(Body body) {
    var declarations = new HashMap<String, Location>();
    for (var expr : body.expressions()) {
      Declared.in(expr).forEach(name -> declarations.putIfAbsent(name, expr.location()));
    }
    return declarations;
  }
}
