package dev.gatehouse.rego.search;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.SourceNames;
import dev.gatehouse.rego.eval.Values;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One observed evaluation: runs bodies expression by expression; its state changes as it goes on. */
final class Search {

  final Knowledge knowledge;
  final Settings settings;
  final Reporter report;
  final Budget budget;
  final Unifier unifier;
  final Calls calls;
  Scope scope;

  /** What is left for later, if the search is partial. */
  @Nullable
  Residue residue;

  /** What stands in for functions, by their dotted names. */
  Map<String, Term> mocks = Map.of();

  private final ObjectValue data;
  private long nextId;

  Search(
      Knowledge knowledge, Input input, Settings settings, Observer observer, SourceNames names) {
    this.knowledge = knowledge;
    this.settings = settings;
    this.report = new Reporter(observer, names);
    this.report.knows(this::known);
    this.budget = new Budget(input);
    this.unifier = new Unifier(this);
    this.calls = new Calls(this, input);
    this.data = input.data();
    this.scope = new Scope(input.input(), null, List.of());
  }

  private @Nullable Value known(Term.Ref ref) {
    var path = new ArrayList<Object>();
    for (var part : ref.parts().subList(1, ref.parts().size())) {
      if (part instanceof Term.Scalar(var location, var key)) {
        path.add(key);
      }
    }
    return scope.documents.get(path);
  }

  /** A run of a body with bindings of its own. */
  Frame child(Frame parent, Body body) {
    var id = nextId++;
    return new Frame(body, new Bindings(id, budget), id, parent);
  }

  /** A run of a body within another, whose bindings it shares. */
  Frame closure(Frame parent, Body body) {
    return new Frame(body, parent.bindings, nextId++, parent);
  }

  Frame query(Body body) {
    var id = nextId++;
    return new Frame(body, new Bindings(id, budget), id, null);
  }

  /** Runs a body, telling when it is entered and when it holds. */
  @Nullable
  Stop observed(Frame frame, Then then) {
    var subject = new Event.OfBody(frame.body);
    report.enter(frame, subject);
    return run(frame, () -> {
      report.exit(frame, subject);
      var stop = then.run();
      report.redo(frame, subject);
      return stop;
    });
  }

  /** Evaluates what remains of a body. */
  @Nullable
  Stop run(Frame frame, Then then) {
    if (frame.isAtEnd()) {
      var stop = then.run();
      if (stop != null) {
        return new Stop(frame.findOne, stop);
      }
      return frame.findOne && residue == null ? new Stop(true, null) : null;
    }
    budget.enter(frame.expression().location());
    report.tell(Event.Kind.EVAL, frame);
    var stop = frame.expression().withs().isEmpty()
        ? step(frame, () -> next(frame, then))
        : with(frame, then);
    budget.leave();
    return stop;
  }

  private @Nullable Stop next(Frame frame, Then then) {
    frame.index++;
    var stop = run(frame, then);
    frame.index--;
    return stop;
  }

  /** What evaluating an expression came to. */
  private static final class Outcome {
    boolean defined;
  }

  private @Nullable Stop step(Frame frame, Then then) {
    var expression = frame.expression();
    var subject = new Event.OfExpression(expression, frame.index, frame.body);
    if (expression.negated()) {
      return residue != null && residue.dependsOnUnknown(expression, frame.bindings)
          ? new Negations(this, residue).flipped(frame, then)
          : negation(frame, subject, then);
    }
    var outcome = new Outcome();
    Then found = () -> {
      outcome.defined = true;
      var stop = then.run();
      report.redo(frame, subject);
      return stop;
    };
    var stop = form(frame, subject, found);
    if (stop == null && !outcome.defined) {
      report.fail(frame, subject);
    }
    return stop;
  }

  private @Nullable Stop form(Frame frame, Event.OfExpression subject, Then found) {
    if (residue != null && isLeft(subject.expression().form(), frame, residue)) {
      return subject.expression().form() instanceof Expr.Not not
          ? new Negations(this, residue).enclosed(frame, not, found)
          : residue.expression(frame, subject.expression().form(), frame.bindings, found);
    }
    return switch (subject.expression().form()) {
      case Expr.Is(var term) -> holds(frame, term, found);
      case Expr.Invoke(var operator, var args, var infix) -> {
        var name = Terms.dotted(operator);
        yield name.equals("eq") || name.equals("assign")
            ? unifier.unify(
                frame, frame.bound(args.getFirst()), frame.bound(args.getLast()), found)
            : calls.call(frame, operator, args, found);
      }
      case Expr.Every every -> every(frame, every, subject, found);
      case Expr.Not not -> holds(frame, not.body(), false) ? null : found.run();
      case Expr.Logical logical -> {
        var left = holds(frame, logical.left(), true);
        var both = left == logical.isAnd() ? holds(frame, logical.right(), true) : left;
        yield both ? found.run() : null;
      }
      case Expr.Some some -> throw notCore(subject);
      case Expr.SomeIn some -> throw notCore(subject);
    };
  }

  /** Whether an expression with bodies of its own is not evaluated but left for later. */
  private static boolean isLeft(Expr.Form form, Frame frame, Residue residue) {
    return switch (form) {
      case Expr.Every every -> residue.dependsOnUnknown(every.domain(), frame.bindings)
          || residue.dependsOnUnknown(every.body(), frame.bindings);
      case Expr.Not not -> residue.dependsOnUnknown(not.body(), frame.bindings);
      case Expr.Logical logical -> residue.dependsOnUnknown(logical.left(), frame.bindings)
          || residue.dependsOnUnknown(logical.right(), frame.bindings);
      default -> false;
    };
  }

  private static IllegalStateException notCore(Event.OfExpression subject) {
    return new IllegalStateException(
        subject.expression().location() + ": the expression is not in core form");
  }

  private @Nullable Stop holds(Frame frame, Term term, Then found) {
    var result = frame.bound(
        new Term.Var(term.location(), "$_term_" + frame.id + "_" + frame.index));
    return unifier.unify(
        frame,
        frame.bound(term),
        result,
        () -> {
          if (residue != null && residue.isUnknown(result)) {
            return residue.expression(
                frame, new Expr.Is(result.term()), frame.bindings, found);
          }
          return BooleanValue.FALSE.equals(frame.bindings.value(result.term()))
              ? null
              : found.run();
        });
  }

  private @Nullable Stop negation(Frame frame, Event.OfExpression subject, Then then) {
    var expression = subject.expression();
    var positive = new Expr(
        expression.location(), expression.form(), false, List.of(), expression.generated());
    if (!holds(frame, new Body(expression.location(), List.of(positive)), false)) {
      return then.run();
    }
    report.fail(frame, subject);
    return null;
  }

  /** Whether a body within an expression holds. */
  private boolean holds(Frame frame, Body body, boolean findOne) {
    var inner = closure(frame, body);
    inner.findOne = findOne;
    var subject = new Event.OfBody(body);
    report.enter(inner, subject);
    run(inner, () -> {
      report.exit(inner, subject);
      report.redo(inner, subject);
      inner.defined = true;
      return null;
    });
    return inner.defined;
  }

  private @Nullable Stop every(
      Frame frame, Expr.Every every, Event.OfExpression subject, Then found) {
    var domain = frame.bindings.value(every.domain());
    if (domain != null && Terms.isScalar(domain)) {
      report.fail(frame, subject);
      return null;
    }
    var generator = closure(frame, generator(every));
    var all = new Outcome();
    all.defined = true;
    report.enter(generator, subject);
    run(generator, () -> {
      if (all.defined) {
        var body = closure(generator, every.body());
        all.defined = each(body);
        report.redo(generator, subject);
      }
      return null;
    });
    if (!all.defined) {
      report.fail(generator, subject);
      return null;
    }
    var stop = found.run();
    report.exit(generator, subject);
    return stop;
  }

  private boolean each(Frame body) {
    body.findOne = true;
    var subject = new Event.OfBody(body.body);
    report.enter(body, subject);
    run(body, () -> {
      report.exit(body, subject);
      report.redo(body, subject);
      body.defined = true;
      return null;
    });
    return body.defined;
  }

  /** {@code domain[key] = value}. */
  private static Body generator(Expr.Every every) {
    var location = every.domain().location();
    var key = every.key() == null ? new Term.Var(location, "$every") : every.key();
    var ref = new Term.Ref(location, List.of(every.domain(), key));
    var operator = new Term.Ref(location, List.of(new Term.Var(location, "eq")));
    var form = new Expr.Invoke(operator, List.of(ref, every.value()), true);
    return new Body(location, List.of(Expr.of(location, form)));
  }

  private @Nullable Stop with(Frame frame, Then then) {
    return residue == null
        ? replaced(frame, () -> next(frame, then))
        : partialWith(frame, residue, then);
  }

  private @Nullable Stop partialWith(Frame frame, Residue left, Then then) {
    var within = WithReferences.of(frame, left, knowledge);
    if (within == null) {
      return left.present(frame, () -> next(frame, then));
    }
    left.inlining.push(within);
    var stop = replaced(frame, () -> {
      left.inlining.pop();
      var inner = next(frame, then);
      left.inlining.push(within);
      return inner;
    });
    left.inlining.pop();
    return stop;
  }

  private @Nullable Stop replaced(Frame frame, Then then) {
    var outer = scope;
    var outerMocks = mocks;
    var prepared = Replacements.of(this, frame);
    scope = prepared.scope();
    mocks = prepared.mocks();
    var stop = step(frame, () -> {
      scope = outer;
      mocks = outerMocks;
      var inner = then.run();
      scope = prepared.scope().fresh();
      mocks = prepared.mocks();
      return inner;
    });
    scope = outer;
    mocks = outerMocks;
    return stop;
  }

  /** The rules for a document or call, which is told. */
  Found rules(Frame frame, Node node, Term.Ref ref, @Nullable List<Term> args) {
    var found = settings.indexing()
        ? node.ruleIndex().lookup(place -> resolve(place, frame, args))
        : node.ruleIndex().all();
    if (found.earlyExit() && !settings.earlyExit()) {
      found = new Found(found.rules(), found.otherwise(), found.fallback(), found.isMultiValue(),
          false, found.groundPaths());
    }
    report.index(frame, found, ref);
    return found;
  }

  private Trie.Resolved resolve(Place place, Frame frame, @Nullable List<Term> args) {
    var ref = place.ref();
    if (ref == null) {
      return args == null || place.argument() >= args.size()
          ? new Trie.Resolved(false, null)
          : new Trie.Resolved(true, frame.bindings.plug(args.get(place.argument())));
    }
    if (residue != null && residue.isUnresolved(ref)) {
      return new Trie.Resolved(false, null);
    }
    var path = new ArrayList<Value>();
    for (var part : ref.parts().subList(1, ref.parts().size())) {
      var key = frame.bindings.value(part);
      if (key == null) {
        return new Trie.Resolved(true, null);
      }
      path.add(key);
    }
    var value = Terms.isRootRef(ref, "input") ? find(scope.input, path) : base(path);
    return new Trie.Resolved(true, value == null ? null : Bound.scalar(value));
  }

  static @Nullable Value find(@Nullable Value start, List<Value> path) {
    var value = start;
    for (var key : path) {
      value = value == null ? null : Values.get(value, key);
    }
    return value;
  }

  /** The base document at a path below {@code data}, as {@code with} leaves it. */
  @Nullable
  Value base(List<Value> path) {
    var replacement = find(scope.data, path);
    if (scope.isReplaced(path)) {
      return replacement;
    }
    Value stored = path.isEmpty() ? data.without(StringValue.of("system")) : data;
    for (var key : path) {
      stored = stored == null ? null : Values.baseGet(stored, key);
    }
    if (replacement == null || stored == null) {
      return replacement == null ? stored : replacement;
    }
    return Values.merge(replacement, stored);
  }

  EvaluationException conflict(Definition rule, String text) {
    return new EvaluationException(
        EvaluationException.CONFLICT, rule.rule().location(), text);
  }
}
