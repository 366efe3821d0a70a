package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.BuiltinContext;
import dev.gatehouse.rego.builtin.BuiltinException;
import dev.gatehouse.rego.builtin.Memory;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls functions, those of rules and built-in ones, and what stands in for them. */
final class Calls implements BuiltinContext {

  private static final String UNDEFINED = "<undefined>";

  private final Search search;
  private final Input input;
  private final Memory memory = new Memory();
  private @Nullable EvaluationException firstError;

  Calls(Search search, Input input) {
    this.search = search;
    this.input = input;
  }

  /** The first error of a built-in function, if these halt. */
  @Nullable
  EvaluationException firstError() {
    return firstError;
  }

  @Nullable
  Stop call(Frame frame, Term.Ref operator, List<Term> args, Then then) {
    var name = Terms.dotted(operator);
    var mock = search.mocks.get(name);
    var other = mock == null ? null : Replacements.operator(mock, search.knowledge);
    if (other != null) {
      return mocked(frame, other, args, then);
    }
    var function = search.knowledge.function(operator);
    if (function != null) {
      return mock != null
          ? result(frame, function.arity(), args, mock, then)
          : new FunctionRules(
              search, frame, operator, args,
              search.rules(frame, function, operator, search.residue == null ? args : null))
              .run(then);
    }
    return builtin(frame, operator, args, mock, then);
  }

  /** @param mock the value that stands in for the function, if there is one */
  private @Nullable Stop builtin(
      Frame frame, Term.Ref operator, List<Term> args, @Nullable Term mock, Then then) {
    var name = Terms.dotted(operator);
    var builtin = search.knowledge.builtin(name);
    if (builtin == null) {
      throw new IllegalStateException(
          frame.expression().location() + ": no built-in function " + name);
    }
    if (mock != null) {
      return result(frame, builtin.arity(), args, mock, then);
    }
    var residue = search.residue;
    return residue != null && residue.dependsOnUnknown(frame.expression(), frame.bindings)
        ? residue.call(frame, builtin.arity(), operator, args, then)
        : call(frame, builtin, args, then);
  }

  /** Calls another function, in which nothing is replaced. */
  private @Nullable Stop mocked(Frame frame, Term.Ref other, List<Term> args, Then then) {
    var outer = search.mocks;
    search.mocks = Map.of();
    var stop = call(frame, other, args, () -> {
      search.mocks = outer;
      var inner = then.run();
      search.mocks = Map.of();
      return inner;
    });
    search.mocks = outer;
    return stop;
  }

  private @Nullable Stop result(
      Frame frame, int arity, List<Term> args, Term value, Then then) {
    if (args.size() > arity) {
      return search.unifier.unify(
          frame, frame.bound(args.getLast()), new Bound(value, Bindings.NONE), then);
    }
    return BooleanValue.FALSE.equals(Terms.constant(value)) ? null : then.run();
  }

  private @Nullable Stop call(Frame frame, Builtin builtin, List<Term> args, Then then) {
    var isVoid = builtin.type().result() == null;
    var values = operands(frame, builtin, args.subList(
        0, isVoid ? args.size() : Math.min(builtin.arity(), args.size())));
    search.budget.spend(1);
    switch (builtin.name()) {
      case "internal.print" -> {
        try {
          print(values);
        } catch (BuiltinException e) {
          failed(e, builtin, frame.expression().location());
        }
        return then.run();
      }
      case "internal.test_case" -> {
        return then.run();
      }
      default -> {
      }
    }
    if (builtin.code() instanceof Builtin.CodeRelation relation) {
      return each(frame, builtin, relation, new Operands(args, values), then);
    }
    var value = value(builtin, values, frame.expression().location());
    if (value != null && builtin.name().equals("trace") && values[0] instanceof StringValue s) {
      search.report.note(frame, s.value());
    }
    return value == null
        ? null
        : isVoid
            ? then.run()
            : result(
                frame, builtin.arity(), args, Bound.scalar(value), then);
  }

  private static Value[] operands(Frame frame, Builtin builtin, List<Term> args) {
    var values = new Value[args.size()];
    for (var i = 0; i < values.length; i++) {
      var value = frame.bindings.value(args.get(i));
      if (value == null) {
        throw new IllegalStateException(
            frame.expression().location() + ": an operand of " + builtin.name()
                + " has no value");
      }
      values[i] = value;
    }
    return values;
  }

  private record Operands(List<Term> args, Value[] values) {}

  private @Nullable Stop each(
      Frame frame,
      Builtin builtin,
      Builtin.CodeRelation relation,
      Operands operands,
      Then then) {
    var stops = new ArrayList<Stop>();
    try {
      relation.call(this, operands.values, value -> {
        search.budget.spend(1);
        var stop = result(frame, builtin.arity(), operands.args, Bound.scalar(value), then);
        if (stop != null) {
          stops.add(stop);
        }
        return stop != null;
      });
    } catch (BuiltinException e) {
      failed(e, builtin, frame.expression().location());
    }
    return stops.isEmpty() ? null : stops.getFirst();
  }

  private @Nullable Value value(Builtin builtin, Value[] values, Location location) {
    for (var value : values) {
      take(value);
    }
    try {
      return switch (builtin.code()) {
        case Builtin.Code0 code -> code.call(this);
        case Builtin.Code1 code -> code.call(this, values[0]);
        case Builtin.Code2 code -> code.call(this, values[0], values[1]);
        case Builtin.Code3 code -> code.call(this, values[0], values[1], values[2]);
        case Builtin.CodeN code -> code.call(this, values);
        case Builtin.CodeRelation code -> throw new IllegalStateException(builtin.name());
        case Builtin.Intrinsic code -> throw new IllegalStateException(builtin.name());
      };
    } catch (BuiltinException e) {
      failed(e, builtin, location);
      return null;
    }
  }

  private void failed(BuiltinException e, Builtin builtin, Location location) {
    var text = e.getMessage() == null ? "failed" : e.getMessage();
    var halting = e.haltingCode();
    if (halting != null) {
      throw new EvaluationException(halting, location, text);
    }
    var code = e.isOperand() ? EvaluationException.TYPE : EvaluationException.BUILTIN;
    var error = new EvaluationException(code, location, builtin.name() + ": " + text);
    if (!input.strictErrors()) {
      input.errors().accept(error);
    } else if (firstError == null) {
      firstError = error;
    }
  }

  private void print(Value[] values) {
    var parts = values[0] instanceof ArrayValue array ? array.items() : List.of(values);
    parts.forEach(this::allocateTextOf);
    print(parts, 0, "");
  }

  private void print(List<Value> parts, int position, String line) {
    if (position == parts.size()) {
      input.print().accept(line);
      return;
    }
    var start = position == 0 ? line : line + " ";
    switch (parts.get(position)) {
      case SetValue set when set.isEmpty() -> print(parts, position + 1, start + UNDEFINED);
      case SetValue set -> {
        for (var member : set) {
          search.budget.spend(1);
          print(parts, position + 1, start + text(member));
        }
      }
      case Value value -> print(parts, position + 1, start + text(value));
    }
  }

  private static String text(Value value) {
    return value instanceof StringValue s ? s.value() : value.toString();
  }

  @Override
  public long nowNanos() {
    return memory.nowNanos();
  }

  @Override
  public <T> T remember(Object key, Supplier<T> make) {
    return memory.remember(key, make);
  }

  @Override
  public long deadlineNanos() {
    return search.budget.deadlineNanos();
  }

  @Override
  public void checkTime() {
    search.budget.checkTime();
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public void spend(long steps) {
    search.budget.spend(steps);
  }

  @Override
  public void allocate(long size) {
    search.budget.allocate(size);
  }
}
