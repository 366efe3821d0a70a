package dev.gatehouse.rego.search;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the rules of a function; for one call. */
final class FunctionRules {

  private static final String CONFLICT = "functions must not produce multiple outputs for same inputs";

  private final Search search;
  private final Frame frame;
  private final Term.Ref operator;
  private final List<Term> args;
  private final Found found;
  private final int arity;
  private final List<Object> key = new ArrayList<>();
  private @Nullable Value previous;
  private @Nullable Value result;

  FunctionRules(Search search, Frame frame, Term.Ref operator, List<Term> args, Found found) {
    this.search = search;
    this.frame = frame;
    this.operator = operator;
    this.args = args;
    this.found = found;
    this.arity = found.arity();
  }

  @Nullable
  Stop run(Then then) {
    if (found.isEmpty()) {
      return null;
    }
    var residue = search.residue;
    if (residue != null) {
      return partial(residue, then);
    }
    key.add(Terms.dotted(operator));
    for (var arg : args.subList(0, arity)) {
      key.add(
          frame.bindings.plug(arg) instanceof Term.Scalar(var location, var value)
              ? value
              : TermText.of(arg));
    }
    var known = search.scope.documents.get(key);
    if (known != null) {
      return hasOutput()
          ? search.unifier.unify(frame, frame.bound(args.getLast()), Bound.value(known), then)
          : BooleanValue.FALSE.equals(known) ? null : then.run();
    }
    search.budget.enterRule();
    var stop = Stop.beyond(all(then));
    search.budget.leaveRule();
    return stop;
  }

  private @Nullable Stop partial(Residue residue, Then then) {
    if (found.hasChains()
        && residue.dependsOnUnknown(frame.expression(), frame.bindings)) {
      return residue.call(frame, arity, operator, args, then);
    }
    var isKeptApart = isDefaultNeeded()
        || residue.settings.shallow()
        || residue.inlining.isDisabled(operator.parts());
    return isKeptApart && dependsOnUnknown(residue)
        ? new SupportRules(search, residue).function(
            new SupportRules.Call(frame, operator, args), found, then)
        : all(then);
  }

  /** Whether the call may be answered by the default value. */
  private boolean isDefaultNeeded() {
    var fallback = found.fallback();
    if (fallback == null) {
      return false;
    }
    return hasOutput()
        || !(fallback.rule().head().value() instanceof Term.Scalar(var location, var value)
            && BooleanValue.FALSE.equals(value));
  }

  private boolean dependsOnUnknown(Residue residue) {
    return residue.dependsOnUnknown(operator, frame.bindings)
        || args.subList(0, arity)
            .stream()
            .anyMatch(arg -> residue.dependsOnUnknown(arg, frame.bindings));
  }

  private boolean hasOutput() {
    return args.size() > arity;
  }

  private @Nullable Stop all(Then then) {
    var deferred = new Deferred();
    for (var rule : found.rules()) {
      deferred.take(one(rule, then));
      for (var other : found.after(rule)) {
        if (result != null || !deferred.goesOn()) {
          break;
        }
        deferred.take(one(other, then));
      }
      if (!deferred.goesOn()) {
        return deferred.stop();
      }
      previous = result == null ? previous : result;
    }
    return found.fallback() != null && previous == null
        ? one(found.fallback(), then)
        : deferred.stop();
  }

  private @Nullable Stop one(Definition rule, Then then) {
    var child = search.child(frame, rule.rule().body());
    child.findOne = found.earlyExit();
    var subject = new Event.OfRule(rule);
    var before = previous;
    result = null;
    search.report.enter(child, subject);
    var stop = search.unifier.lists(
        child,
        args.stream().map(frame::bound).toList(),
        parameters(rule, child),
        () -> search.run(child, () -> value(rule, child, then)));
    previous = before;
    return stop;
  }

  private List<Bound> parameters(Definition rule, Frame child) {
    var head = rule.rule().head();
    var parameters = new ArrayList<Bound>();
    if (head.args() != null) {
      head.args().forEach(arg -> parameters.add(child.bound(arg)));
    }
    if (hasOutput() && head.value() != null) {
      parameters.add(child.bound(head.value()));
    }
    return parameters;
  }

  private @Nullable Stop value(Definition rule, Frame child, Then then) {
    var subject = new Event.OfRule(rule);
    search.report.exit(child, subject);
    var head = rule.rule().head().value();
    if (search.residue != null && head != null) {
      return open(search.residue, child, child.bound(head), then);
    }
    var value = head == null ? null : child.bindings.value(head);
    if (value == null) {
      throw new IllegalStateException(rule.rule().location() + ": a head has no value");
    }
    result = value;
    search.scope.documents.put(key, value);
    if (previous != null && !value.equals(previous)) {
      throw search.conflict(rule, CONFLICT);
    }
    if (!hasOutput() && BooleanValue.FALSE.equals(value)) {
      previous = value;
      return null;
    }
    if (previous != null) {
      search.report.redo(child, subject);
      return null;
    }
    previous = value;
    var stop = then.run();
    if (stop == null) {
      search.report.redo(child, subject);
    }
    return stop;
  }

  /** Goes on with a value that may be unknown; which of the rules hold is not known either. */
  private @Nullable Stop open(Residue residue, Frame child, Bound head, Then then) {
    if (!hasOutput() && residue.isUnknown(head)) {
      return residue.expression(frame, new Expr.Is(head.term()), child.bindings, then);
    }
    var value = child.bindings.value(head.term());
    result = value;
    if (!hasOutput() && BooleanValue.FALSE.equals(value)) {
      return null;
    }
    return then.run();
  }
}
