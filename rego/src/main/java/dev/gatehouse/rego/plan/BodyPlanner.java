package dev.gatehouse.rego.plan;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans bodies, expression by expression in their order. */
final class BodyPlanner {

  private final Places places;
  private final TermPlanner terms;
  private final Set<String> replaced = new HashSet<>();

  BodyPlanner(Places places) {
    this.places = places;
    this.terms = new TermPlanner(places, this);
  }

  TermPlanner terms() {
    return terms;
  }

  /** The dotted names of the functions that {@code with} replaces in what was planned so far. */
  Set<String> replaced() {
    return replaced;
  }

  void body(Body body, Draft draft) {
    for (var expression : body.expressions()) {
      expression(expression, draft);
    }
  }

  /** The body as a block within another. */
  Draft nested(Body body, Draft draft) {
    var inner = draft.nested();
    body(body, inner);
    return inner;
  }

  void expression(Expr expression, Draft draft) {
    if (!expression.withs().isEmpty()) {
      with(expression, draft);
    } else if (expression.negated()) {
      var inner = draft.nested();
      form(expression, inner);
      draft.add(new Statement.Not(inner.block()));
    } else {
      form(expression, draft);
    }
  }

  private void form(Expr expression, Draft draft) {
    switch (expression.form()) {
      case Expr.Is(var term) -> draft.add(new Statement.Holds(terms.operand(term, draft)));
      case Expr.Invoke invoke -> invoke(invoke, expression, draft);
      case Expr.Every every -> every(every, draft);
      case Expr.Not not -> draft.add(new Statement.Not(nested(not.body(), draft).block()));
      case Expr.Logical logical -> logical(logical, draft);
      case Expr.Some s -> throw notCore(expression);
      case Expr.SomeIn s -> throw notCore(expression);
    }
  }

  private void every(Expr.Every every, Draft draft) {
    var domain = terms.operand(every.domain(), draft);
    var inner = draft.nested();
    var key = every.key() == null ? Statement.NO_SLOT : inner.newSlot();
    var value = inner.newSlot();
    if (every.key() != null) {
      terms.match(every.key(), new Operand.Local(key), inner);
    }
    terms.match(every.value(), new Operand.Local(value), inner);
    body(every.body(), inner);
    draft.add(new Statement.Every(domain, key, value, inner.block()));
  }

  private void logical(Expr.Logical logical, Draft draft) {
    var left = nested(logical.left(), draft).block();
    var right = nested(logical.right(), draft).block();
    draft.add(
        logical.isAnd() ? new Statement.Both(left, right) : new Statement.Either(left, right));
  }

  private void invoke(Expr.Invoke invoke, Expr expression, Draft draft) {
    var args = invoke.args();
    if (ReferencePlanner.isData(invoke.operator())) {
      applyFunction(invoke, expression, draft);
      return;
    }
    switch (Places.dotted(invoke.operator())) {
      case "eq", "assign" -> terms.unify(args.get(0), args.get(1), draft);
      case "equal" -> equal(args, expression, draft);
      case "internal.print" -> print(args, expression, draft);
      case "internal.test_case" -> {
      }
      case String name -> callBuiltin(builtin(name, expression), args, expression, draft);
    }
  }

  private void equal(List<Term> args, Expr expression, Draft draft) {
    if (args.size() == 2) {
      var sides = terms.operands(args, draft);
      draft.add(new Statement.Equal(sides.getFirst(), sides.getLast()));
    } else {
      callBuiltin(builtin("equal", expression), args, expression, draft);
    }
  }

  private Builtin builtin(String name, Expr expression) {
    var builtin = places.builtin(name);
    if (builtin == null) {
      throw new IllegalStateException(expression.location() + ": no built-in function " + name);
    }
    return builtin;
  }

  private void applyFunction(Expr.Invoke invoke, Expr expression, Draft draft) {
    var function = places.group(invoke.operator().parts());
    if (function == null) {
      throw new IllegalStateException(
          expression.location() + ": no function " + Places.dotted(invoke.operator()));
    }
    var args = terms.operands(invoke.args().subList(0, function.arity()), draft);
    var call = new Operand.Apply(function.id(), args, expression.location());
    result(call, invoke.args(), function.arity(), draft);
  }

  private void callBuiltin(Builtin builtin, List<Term> args, Expr expression, Draft draft) {
    if (builtin.type().result() == null) {
      var all = terms.operands(args, draft);
      draft.add(
          new Statement.Defined(new Operand.Call(builtin, all, expression.location())));
      return;
    }
    var inputs = terms.operands(args.subList(0, builtin.arity()), draft);
    if (builtin.flags().contains(Builtin.Flag.RELATION)) {
      var slot = draft.newSlot();
      draft.add(new Statement.Relate(builtin, inputs, slot, expression.location()));
      result(new Operand.Local(slot), args, builtin.arity(), draft);
      return;
    }
    var call = new Operand.Call(builtin, inputs, expression.location());
    result(call, args, builtin.arity(), draft);
  }

  /** What happens to a call's result: it is the last argument, or must not be false. */
  private void result(Operand call, List<Term> args, int arity, Draft draft) {
    if (args.size() > arity) {
      terms.match(args.get(arity), call, draft);
    } else {
      draft.add(new Statement.Holds(call));
    }
  }

  private void print(List<Term> args, Expr expression, Draft draft) {
    var parts = args.getFirst() instanceof Term.ArrayTerm array
        ? terms.operands(array.items(), draft)
        : terms.operands(args, draft);
    draft.add(new Statement.Print(parts, expression.location()));
  }

  private void with(Expr expression, Draft draft) {
    var replacements = new ArrayList<Statement.Replacement>();
    for (var with : expression.withs()) {
      replacements.add(replacement(with, draft));
    }
    // Its error comes only where all values are known.
    replacements.sort(Comparator.comparing(Statement.BadPath.class::isInstance));
    var inner = draft.continued();
    expression(expression.with(List.of()), inner);
    draft.add(new Statement.With(replacements, inner.block(), expression.location()));
  }

  private Statement.Replacement replacement(Expr.With with, Draft draft) {
    var target = with.target();
    var isInput = ReferencePlanner.isInput(target);
    if ((isInput || ReferencePlanner.isData(target)) && !isPath(target)) {
      return new Statement.BadPath(terms.operand(with.value(), draft));
    }
    if (isInput) {
      return new Statement.InputPart(path(target), terms.operand(with.value(), draft));
    }
    var function = ReferencePlanner.isData(target) ? places.group(target.parts()) : null;
    if (ReferencePlanner.isData(target)
        && (function == null || function.kind() != Group.Kind.FUNCTION)) {
      return new Statement.DataPart(path(target), terms.operand(with.value(), draft));
    }
    var name = Places.dotted(target);
    replaced.add(name);
    var callee = callee(with.value(), draft);
    if (callee != null) {
      return new Statement.OtherFunction(name, callee);
    }
    var value = terms.operand(with.value(), draft);
    return with.value() instanceof Term.Ref ref && ReferencePlanner.isData(ref)
        ? new Statement.DocumentFunction(name, value)
        : new Statement.ConstantFunction(name, value);
  }

  /** The function that a term names, null if it is a value. */
  private Statement.@Nullable Callee callee(Term term, Draft draft) {
    var name = switch (term) {
      case Term.Ref ref -> ref;
      case Term.Var v when !draft.isBound(v.name()) -> new Term.Ref(v.location(), List.of(v));
      default -> null;
    };
    if (name == null || ReferencePlanner.isInput(name)) {
      return null;
    }
    if (ReferencePlanner.isData(name)) {
      var function = places.group(name.parts());
      return function == null || function.kind() != Group.Kind.FUNCTION
          ? null
          : new Statement.RuleCallee(function.id());
    }
    if (name.head() instanceof Term.Var v && !draft.isBound(v.name())) {
      var builtin = places.builtin(Places.dotted(name));
      return builtin == null ? null : new Statement.BuiltinCallee(builtin);
    }
    return null;
  }

  private static boolean isPath(Term.Ref target) {
    return target.parts()
        .stream()
        .skip(1)
        .allMatch(part -> part instanceof Term.Scalar(_, StringValue _));
  }

  private static List<Value> path(Term.Ref target) {
    return target.parts().stream().skip(1).map(part -> ((Term.Scalar) part).value()).toList();
  }

  private static IllegalStateException notCore(Expr expression) {
    return new IllegalStateException(
        expression.location() + ": the expression is not in core form");
  }
}
