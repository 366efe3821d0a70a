package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Evaluates pipelines. It holds the variables, and the node that is evaluated. */
final class Expressions {

  private final Functions functions;
  private List<Binding> variables = new ArrayList<>();
  private Node at = new Node.Text(0, "");

  Expressions(LongConsumer allocate) {
    this.functions = new Functions(allocate);
  }

  /** Something is wrong with a node. */
  static final class Fault extends RuntimeException {

    private final transient Node node;

    Fault(Node node, String message) {
      super(message, null, false, false);
      this.node = node;
    }

    Node node() {
      return node;
    }
  }

  private record Binding(String name, @Nullable Object value) {}

  /** No value is piped to a command. */
  private enum Missing {
    MISSING
  }

  Fault fault(String reason) {
    return new Fault(at, reason);
  }

  String text(@Nullable Object value) {
    return functions.text(value);
  }

  int mark() {
    return variables.size();
  }

  /** Forgets the variables since a mark. */
  void drop(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  void declare(String name, @Nullable Object value) {
    variables.add(new Binding(name, value));
  }

  void assign(String name, @Nullable Object value) {
    for (var i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name().equals(name)) {
        variables.set(i, new Binding(name, value));
        return;
      }
    }
    throw fault("undefined variable: " + name);
  }

  /** Sets a variable by its place from the top, from 1. */
  void setTop(int place, @Nullable Object value) {
    var index = variables.size() - place;
    variables.set(index, new Binding(variables.get(index).name(), value));
  }

  /** Begins a template, which sees no variables but its own. @return what to leave it with */
  List<?> enter(@Nullable Object dot) {
    var outer = variables;
    variables = new ArrayList<>();
    declare("$", dot);
    return outer;
  }

  @SuppressWarnings("unchecked")
  void leave(List<?> outer) {
    variables = (List<Binding>) outer;
  }

  private @Nullable Object variable(String name) {
    for (var i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name().equals(name)) {
        return variables.get(i).value();
      }
    }
    throw fault("undefined variable: " + name);
  }

  /** The result of a pipeline, which may declare or set variables. */
  @Nullable
  Object pipeline(Node.Pipeline pipeline, @Nullable Object dot) {
    at = pipeline;
    Object value = Missing.MISSING;
    for (var command : pipeline.commands()) {
      value = Datum.unboxed(command(command, dot, value));
    }
    for (var name : pipeline.variables()) {
      if (pipeline.isAssignment()) {
        assign(name, value);
      } else {
        declare(name, value);
      }
    }
    return value;
  }

  private @Nullable Object command(Node.Command command, @Nullable Object dot,
      @Nullable Object piped) {
    var first = command.terms().getFirst();
    var hasArguments = command.terms().size() > 1 || piped != Missing.MISSING;
    switch (first) {
      case Node.Function function -> {
        at = function;
        return call(function, command, command.terms(), dot, piped);
      }
      case Node.Fields fields -> {
        at = fields;
        return fields(dot, fields.names(), hasArguments);
      }
      case Node.Chain chain -> {
        return chain(chain, dot, hasArguments);
      }
      case Node.Variable variable -> {
        at = variable;
        var value = variable(variable.name());
        if (variable.fields().isEmpty()) {
          noArguments(first, hasArguments);
          return value;
        }
        return fields(value, variable.fields(), hasArguments);
      }
      case Node.Pipeline inner -> {
        noArguments(first, hasArguments);
        return pipeline(inner, dot);
      }
      default -> {
        at = first;
        noArguments(first, hasArguments);
        if (first instanceof Node.Nil) {
          throw fault("nil is not a command");
        }
        return first instanceof Node.Constant constant ? constant.value() : dot;
      }
    }
  }

  private void noArguments(Node.Term first, boolean hasArguments) {
    if (hasArguments) {
      throw fault("can't give argument to non-function " + first);
    }
  }

  private @Nullable Object chain(
      Node.Chain chain, @Nullable Object dot, boolean hasArguments) {
    at = chain;
    return fields(argument(chain.term(), dot), chain.names(), hasArguments);
  }

  private @Nullable Object fields(
      @Nullable Object start, List<String> names, boolean hasArguments) {
    var value = start;
    for (var i = 0; i < names.size(); i++) {
      value = field(value, names.get(i), hasArguments && i == names.size() - 1);
    }
    return value;
  }

  private @Nullable Object field(@Nullable Object owner, String name, boolean hasArguments) {
    if (owner == null) {
      return null;
    }
    var inner = Datum.unboxed(owner);
    if (inner == null) {
      throw fault("nil pointer evaluating interface {}." + name);
    }
    if (!(inner instanceof ObjectValue object)) {
      throw fault("can't evaluate field " + name + " in type " + Datum.type(owner));
    }
    if (hasArguments) {
      throw fault(name + " is not a method but has arguments");
    }
    var member = object.get(StringValue.of(name));
    return member == null ? null : Datum.boxed(member);
  }

  private @Nullable Object argument(Node.Term term, @Nullable Object dot) {
    at = term;
    return switch (term) {
      case Node.Dot cursor -> dot;
      case Node.Nil nil -> null;
      case Node.Fields fields -> fields(dot, fields.names(), false);
      case Node.Variable variable ->
        fields(variable(variable.name()), variable.fields(), false);
      case Node.Pipeline pipeline -> pipeline(pipeline, dot);
      case Node.Function function ->
        call(function, function, List.of(function), dot, Missing.MISSING);
      case Node.Chain chain -> chain(chain, dot, false);
      case Node.Constant constant -> constant.value();
    };
  }

  private @Nullable Object call(
      Node.Function function,
      Node whole,
      List<Node.Term> terms,
      @Nullable Object dot,
      @Nullable Object piped) {
    var name = function.name();
    var written = terms.size() - 1;
    var hasPiped = piped != Missing.MISSING;
    var wrong = Functions.arity(name, written + (hasPiped ? 1 : 0), written);
    if (!wrong.isEmpty()) {
      throw fault(wrong);
    }
    var rest = hasPiped ? Collections.<@Nullable Object>singletonList(piped) : List.of();
    var args = new ArrayList<@Nullable Object>();
    for (var term : terms.subList(1, terms.size())) {
      var isText = name.equals("printf") && args.isEmpty();
      var value = isText ? text(term, dot) : argument(term, dot);
      if ((name.equals("and") || name.equals("or")) && Datum.isTrue(value) == name.equals("or")) {
        return value;
      }
      args.add(value);
    }
    if (name.equals("printf") && args.isEmpty()) {
      rest = List.of(asText(piped));
    }
    args.addAll(rest);
    if (name.equals("and") || name.equals("or")) {
      return args.getLast();
    }
    try {
      return functions.call(name, args, written == 0 ? "" : terms.get(1).toString());
    } catch (IllegalArgumentException e) {
      throw new Fault(whole, "error calling " + name + ": " + e.getMessage());
    }
  }

  /** An argument that must be a text. */
  private String text(Node.Term term, @Nullable Object dot) {
    if (term instanceof Node.Nil) {
      at = term;
      throw fault("cannot assign nil to string");
    }
    if (term instanceof Node.Constant constant && !(constant.value() instanceof String)) {
      at = term;
      throw fault("expected string; found " + constant);
    }
    return asText(argument(term, dot));
  }

  private String asText(@Nullable Object value) {
    if (value == null) {
      throw fault("invalid value; expected string");
    }
    var inner = Datum.unboxed(value);
    if (inner instanceof String text) {
      return text;
    }
    throw fault(
        "wrong type for value; expected string; got "
            + (inner == null ? "interface {}" : Datum.type(inner)));
  }
}
