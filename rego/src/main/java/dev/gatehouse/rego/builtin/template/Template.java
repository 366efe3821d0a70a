package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Renders a template. One use each. */
public final class Template {

  private static final int DEEPEST = 200;

  private final String source;
  private final Map<String, List<Node>> definitions;
  private final Costs costs;
  private final StringBuilder out = new StringBuilder();
  private final Expressions expressions;
  private int depth;
  private String name = TemplateParser.MAIN;

  private Template(String source, Costs costs) {
    this.source = source;
    this.definitions = TemplateParser.parse(source, costs.text());
    this.costs = costs;
    this.expressions = new Expressions(costs.text());
  }

  /**
   * What is told of the work before it is done; it may throw.
   *
   * @param steps the number of steps
   * @param text the number of characters
   */
  public record Costs(LongConsumer steps, LongConsumer text) {}

  private enum Outcome {
    NEXT, BREAK, CONTINUE
  }

  /**
   * Renders.
   *
   * @param data the cursor at the start, its keys texts, without sets
   * @throws IllegalArgumentException if the template is malformed or does not fit the data
   */
  public static String render(String template, ObjectValue data, Costs costs) {
    var run = new Template(template, costs);
    try {
      run.expressions.declare("$", data);
      run.run(run.definitions.getOrDefault(TemplateParser.MAIN, List.of()), data);
    } catch (Expressions.Fault fault) {
      throw new IllegalArgumentException(run.located(fault), fault);
    }
    return run.out.toString();
  }

  private String located(Expressions.Fault fault) {
    var node = fault.node();
    var before = source.substring(0, Math.min(node.position(), source.length()));
    var line = before.substring(before.lastIndexOf('\n') + 1);
    return "template: template:"
        + (1 + before.chars().filter(c -> c == '\n').count())
        + ":"
        + Utf8.encode(line).length
        + ": executing "
        + Quotes.quote(name)
        + " at <"
        + node
        + ">: "
        + fault.getMessage();
  }

  private Outcome run(List<Node> nodes, @Nullable Object dot) {
    for (var node : nodes) {
      var outcome = run(node, dot);
      if (outcome != Outcome.NEXT) {
        return outcome;
      }
    }
    return Outcome.NEXT;
  }

  private Outcome run(Node node, @Nullable Object dot) {
    costs.steps().accept(1);
    return switch (node) {
      case Node.Text text -> write(text.text());
      case Node.Action action -> {
        var value = expressions.pipeline(action.pipeline(), dot);
        yield write(
            !action.pipeline().variables().isEmpty()
                ? ""
                : value == null ? "<no value>" : expressions.text(value));
      }
      case Node.Jump jump -> jump.isBreak() ? Outcome.BREAK : Outcome.CONTINUE;
      case Node.Branch branch -> branch(branch, dot);
      case Node.Invocation invocation -> invoke(invocation, dot);
      default -> throw new IllegalStateException("no statement: " + node);
    };
  }

  private Outcome write(String text) {
    costs.text().accept(text.length());
    out.append(text);
    return Outcome.NEXT;
  }

  private Outcome branch(Node.Branch branch, @Nullable Object dot) {
    var mark = expressions.mark();
    try {
      var value = expressions.pipeline(branch.pipeline(), dot);
      if (branch.kind() == Node.Kind.RANGE) {
        return new Loop(branch, expressions.mark()).run(value, dot);
      }
      if (Datum.isTrue(value)) {
        return run(branch.body(), branch.kind() == Node.Kind.WITH ? value : dot);
      }
      return otherwise(branch, dot);
    } finally {
      expressions.drop(mark);
    }
  }

  private Outcome otherwise(Node.Branch branch, @Nullable Object dot) {
    return branch.otherwise() == null ? Outcome.NEXT : run(branch.otherwise(), dot);
  }

  private Outcome invoke(Node.Invocation invocation, @Nullable Object dot) {
    var body = definitions.get(invocation.name());
    if (body == null) {
      throw new Expressions.Fault(
          invocation, "template " + Quotes.quote(invocation.name()) + " not defined");
    }
    if (depth == DEEPEST) {
      throw new Expressions.Fault(
          invocation, "exceeded maximum template depth (" + DEEPEST + ")");
    }
    var value = invocation.pipeline() == null
        ? null
        : expressions.pipeline(invocation.pipeline(), dot);
    var outer = name;
    depth++;
    var frame = expressions.enter(value);
    name = invocation.name();
    run(body, value);
    name = outer;
    expressions.leave(frame);
    depth--;
    return Outcome.NEXT;
  }

  /** A loop whose variables are on top of the stack. */
  private final class Loop {

    private final Node.Branch branch;
    private final int mark;

    Loop(Node.Branch branch, int mark) {
      this.branch = branch;
      this.mark = mark;
    }

    Outcome run(@Nullable Object value, @Nullable Object dot) {
      var turns = switch (value) {
        case ArrayValue array -> array.size();
        case ObjectValue object -> object.size();
        case Long number -> count(number);
        case Datum.Octet octet -> count(octet.value());
        case null -> 0;
        default -> throw expressions.fault("range can't iterate over " + expressions.text(value));
      };
      for (var i = 0L; i < turns; i++) {
        if (turn(value, i) == Outcome.BREAK) {
          return Outcome.NEXT;
        }
      }
      return turns > 0 ? Outcome.NEXT : otherwise(branch, dot);
    }

    private long count(long number) {
      if (branch.pipeline().variables().size() > 1) {
        throw expressions.fault(
            "can't use " + number + " to iterate over more than one variable");
      }
      return Math.max(number, 0);
    }

    private Outcome turn(@Nullable Object value, long turn) {
      Object key = turn;
      Object member = turn;
      if (value instanceof ArrayValue array) {
        member = Datum.boxed(array.get((int) turn));
      } else if (value instanceof ObjectValue object) {
        key = ((StringValue) object.keyAt((int) turn)).value();
        member = Datum.boxed(object.valueAt((int) turn));
      }
      set(key, member);
      try {
        costs.steps().accept(1);
        return Template.this.run(branch.body(), member);
      } finally {
        expressions.drop(mark);
      }
    }

    private void set(Object key, Object member) {
      var names = branch.pipeline().variables();
      if (branch.pipeline().isAssignment()) {
        if (names.size() > 1) {
          expressions.assign(names.get(0), key);
        }
        expressions.assign(names.getLast(), member);
      } else if (!names.isEmpty()) {
        expressions.setTop(1, member);
        if (names.size() > 1) {
          expressions.setTop(2, key);
        }
      }
    }
  }
}
