package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Renders a template. One use each. */
public final class Template {

  private enum Outcome {
    NEXT, BREAK, CONTINUE
  }

  private final StringBuilder out = new StringBuilder();
  private final LongConsumer allocate;
  private Map<String, @Nullable Value> variables = new HashMap<>();

  private Template(LongConsumer allocate) {
    this.allocate = allocate;
  }

  /**
   * Renders.
   *
   * @param allocate told the characters of each step before they are written; it may throw
   * @throws IllegalArgumentException if the template is malformed or does not fit the data
   */
  public static String render(String template, ObjectValue data, LongConsumer allocate) {
    var nodes = TemplateParser.parse(template);
    var run = new Template(allocate);
    run.variables.put("$", data);
    run.variables.put(".", data);
    run.run(nodes);
    return run.out.toString();
  }

  private Outcome run(List<Node> nodes) {
    for (var node : nodes) {
      var outcome = run(node);
      if (outcome != Outcome.NEXT) {
        return outcome;
      }
    }
    return Outcome.NEXT;
  }

  private Outcome run(Node node) {
    return switch (node) {
      case Node.Text text -> write(text.text());
      case Node.Action action -> {
        var value = evaluate(action.pipeline());
        yield write(
            !action.pipeline().variables().isEmpty()
                ? ""
                : value == null ? "<no value>" : Shown.text(value));
      }
      case Node.Jump jump -> jump.isBreak() ? Outcome.BREAK : Outcome.CONTINUE;
      case Node.Choice choice -> branch(choice);
    };
  }

  private Outcome write(String text) {
    allocate.accept(text.length());
    out.append(text);
    return Outcome.NEXT;
  }

  private Outcome branch(Node.Choice choice) {
    var outer = variables;
    variables = new Scope(outer);
    try {
      if (choice.kind() == Node.Kind.RANGE) {
        return range(choice);
      }
      var value = evaluate(choice.pipeline());
      if (!Shown.isTrue(value)) {
        return run(choice.otherwise());
      }
      if (choice.kind() == Node.Kind.WITH) {
        ((Scope) variables).declare(".", value);
      }
      return run(choice.body());
    } finally {
      variables = outer;
    }
  }

  private Outcome range(Node.Choice choice) {
    var set = choice.pipeline().variables();
    if (set.size() > 2 || !set.isEmpty() && !choice.pipeline().isDeclaration()) {
      throw Functions.wrong("too many declarations or an assignment in range");
    }
    var plain = new Node.Pipeline(List.of(), false, choice.pipeline().commands());
    var entries = entries(evaluate(plain));
    if (entries.isEmpty()) {
      return run(choice.otherwise());
    }
    var outer = variables;
    for (var entry : entries) {
      var scope = new Scope(outer);
      scope.declare(".", entry.value());
      if (!set.isEmpty()) {
        scope.declare(set.getLast(), entry.value());
      }
      if (set.size() == 2) {
        scope.declare(set.get(0), entry.key());
      }
      variables = scope;
      if (run(choice.body()) == Outcome.BREAK) {
        break;
      }
    }
    return Outcome.NEXT;
  }

  private record Entry(Value key, @Nullable Value value) {}

  private List<Entry> entries(@Nullable Value value) {
    var entries = new ArrayList<Entry>();
    switch (value) {
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          entries.add(new Entry(IntegerValue.of(i), Shown.datum(array.get(i))));
        }
      }
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          entries.add(new Entry(object.keyAt(i), Shown.datum(object.valueAt(i))));
        }
      }
      case IntegerValue number -> {
        allocate.accept(Math.max(number.value(), 0));
        for (var i = 0L; i < number.value(); i++) {
          entries.add(new Entry(IntegerValue.of(i), IntegerValue.of(i)));
        }
      }
      case null -> {
        return entries;
      }
      default -> throw Functions.wrong("range can't iterate over " + Shown.text(value));
    }
    return entries;
  }

  private @Nullable Value evaluate(Node.Pipeline pipeline) {
    Value value = null;
    var isFirst = true;
    for (var command : pipeline.commands()) {
      value = command(command, isFirst ? List.of() : java.util.Collections.singletonList(value));
      isFirst = false;
    }
    for (var name : pipeline.variables()) {
      if (pipeline.isDeclaration() && variables instanceof Scope scope) {
        scope.declare(name, value);
      } else {
        variables.put(name, value);
      }
    }
    return value;
  }

  private @Nullable Value command(List<Node.Term> terms, List<@Nullable Value> piped) {
    if (!(terms.get(0) instanceof Node.Name function)) {
      if (terms.size() > 1 || !piped.isEmpty()) {
        throw Functions.wrong("can't give argument to non-function");
      }
      return term(terms.get(0));
    }
    var name = function.name();
    var isLazy = name.equals("and") || name.equals("or");
    var args = new ArrayList<@Nullable Value>();
    for (var term : terms.subList(1, terms.size())) {
      var value = term(term);
      if (isLazy && Shown.isTrue(value) == name.equals("or")) {
        return value;
      }
      args.add(value);
    }
    args.addAll(piped);
    if (!isLazy) {
      return Functions.call(name, args, allocate);
    }
    if (args.isEmpty()) {
      throw Functions.wrong("wrong number of args for " + name);
    }
    return args.getLast();
  }

  private @Nullable Value term(Node.Term term) {
    return switch (term) {
      case Node.Constant constant -> constant.value();
      case Node.Fields fields -> fields(variables.get(fields.variable()), fields.names());
      case Node.Nested nested -> fields(evaluate(nested.pipeline()), nested.names());
      case Node.Name name -> Functions.call(name.name(), List.of(), allocate);
    };
  }

  private static @Nullable Value fields(@Nullable Value start, List<String> names) {
    var value = start;
    for (var name : names) {
      if (!(value instanceof ObjectValue object)) {
        throw Functions.wrong("can't evaluate field " + name + " in " + Shown.text(value));
      }
      var member = object.get(name);
      if (member == null) {
        return null;
      }
      value = Shown.datum(member);
    }
    return value;
  }

  /** Variables of a branch over those around it. */
  private static final class Scope extends HashMap<String, @Nullable Value> {

    private static final long serialVersionUID = 1;

    private final transient Map<String, @Nullable Value> outer;

    private Scope(Map<String, @Nullable Value> outer) {
      this.outer = outer;
    }

    private void declare(String name, @Nullable Value value) {
      super.put(name, value);
    }

    @Override
    public @Nullable Value get(Object name) {
      return containsKey(name) ? super.get(name) : outer.get(name);
    }

    @Override
    public @Nullable Value put(String name, @Nullable Value value) {
      return containsKey(name) ? super.put(name, value) : outer.put(name, value);
    }
  }
}
