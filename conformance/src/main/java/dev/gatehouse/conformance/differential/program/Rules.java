package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.List;

/** Makes up the rules and functions of a module. */
final class Rules {

  private static final int DEPTH = 3;

  private final World world;
  private final Dice dice;
  private final Dialect dialect;
  private final String packageName;
  private final Terms terms;
  private final boolean strict;

  Rules(World world, Dice dice, Dialect dialect, String packageName, boolean strict) {
    this.world = world;
    this.dice = dice;
    this.dialect = dialect;
    this.packageName = packageName;
    this.strict = strict;
    this.terms = new Terms(world, dice, dialect, packageName);
  }

  /** All that is said about a new name; the world knows it afterwards. */
  String named(String name) {
    var shape = Shape.any(dice, 2);
    return switch (dice.below(13)) {
      case 0, 1, 2 -> complete(name, shape);
      case 12 -> numbered(name);
      case 3, 4 -> partialSet(name);
      case 5, 6 -> partialObject(name);
      case 7 -> alternatives(name, shape);
      case 8 -> references(name);
      case 9 -> constant(name, shape);
      default -> complete(name, Shape.Basic.BOOLEAN);
    };
  }

  private void know(String name, Shape shape) {
    world.rules.add(new World.RuleName(packageName, name, shape));
  }

  private String complete(String name, Shape shape) {
    var text = new StringBuilder();
    if (dice.percent(30)) {
      text.append("default ").append(name).append(is()).append(standard(shape)).append("\n\n");
    }
    for (var i = dice.of(1, 1, 1, 2, 2, 3); i > 0; i--) {
      var scope = Scope.empty();
      var body = terms.bodies().statements(scope, DEPTH);
      var value = shape == Shape.Basic.BOOLEAN && dice.percent(75)
          ? ""
          : is() + value(shape, scope);
      text.append(rule(name + value, body, scope)).append('\n');
    }
    know(name, shape);
    return text.toString();
  }

  /** The value of a default rule, which may be a comprehension of constants. */
  private String standard(Shape shape) {
    var value = terms.literal(shape);
    if (dice.percent(85)) {
      return value;
    }
    return switch (shape) {
      case Shape.Array array -> "[each | each := " + value + "[_]]";
      case Shape.Members members -> "{each | each := " + value + "[_]}";
      case Shape.Mapping mapping -> "{key: each | each := " + value + "[key]}";
      case Shape.Basic basic -> value;
      case Shape.Fields fields -> value;
    };
  }

  /** Rarely one of several values, which may conflict. */
  private String value(Shape shape, Scope scope) {
    return terms.term(shape, dice.percent(12) ? scope : scope.single(), 2);
  }

  private String constant(String name, Shape shape) {
    var text = name + is() + terms.term(shape, Scope.empty().single(), 3) + "\n";
    know(name, shape);
    return text;
  }

  private String partialSet(String name) {
    var member = Shape.any(dice, 1);
    var text = new StringBuilder();
    for (var i = dice.of(1, 1, 2); i > 0; i--) {
      var scope = Scope.empty();
      var body = terms.bodies().statements(scope, DEPTH);
      var value = terms.term(member, scope, 2);
      var head = dialect.modern ? name + " contains " + value : name + "[" + value + "]";
      text.append(rule(head, body, scope)).append('\n');
    }
    know(name, new Shape.Members(member));
    return text.toString();
  }

  private String partialObject(String name) {
    var shape = Shape.any(dice, 1);
    var text = new StringBuilder();
    for (var i = dice.of(1, 1, 2); i > 0; i--) {
      var scope = Scope.empty();
      var body = terms.bodies().statements(scope, DEPTH);
      var key = terms.term(Shape.Basic.STRING, scope, 1);
      text.append(
          rule(name + "[" + key + "]" + is() + terms.term(shape, scope.single(), 2), body, scope));
      text.append('\n');
    }
    know(name, new Shape.Mapping(shape));
    return text.toString();
  }

  /** Heads with keys of any shape, which variables of the body give. */
  private String numbered(String name) {
    var shape = Shape.any(dice, 1);
    var text = new StringBuilder();
    var form = dice.below(dialect.modern ? 5 : 2);
    for (var i = dice.of(1, 1, 2); i > 0; i--) {
      var scope = Scope.empty();
      var body = terms.bodies().statements(scope, 2);
      var first = scope.variables().isEmpty()
          ? terms.literal(Shape.basic(dice))
          : dice.pick(scope.variables()).text();
      var second = terms.term(Shape.any(dice, 1), scope, 1);
      var value = terms.term(shape, dice.percent(20) ? scope : scope.single(), 1);
      var head = switch (form) {
        case 0 -> name + "[" + first + "]" + is() + value;
        case 1 -> name + "[" + second + "]" + is() + value;
        case 2 -> name + "[" + first + "][" + second + "]" + is() + value;
        case 3 -> name + "[" + first + "][" + second + "] contains " + value;
        default -> name + "[" + first + "].b[" + second + "].c" + is() + value;
      };
      text.append(rule(head, body, scope)).append('\n');
    }
    know(name, form < 2 ? new Shape.Mapping(shape) : new Shape.Mapping(new Shape.Mapping(shape)));
    return text.toString();
  }

  /** A chain of else. */
  private String alternatives(String name, Shape shape) {
    var text = new StringBuilder();
    var scope = Scope.empty();
    var body = terms.bodies().statements(scope, DEPTH);
    text.append(rule(name + is() + value(shape, scope), body, scope));
    for (var i = dice.between(1, 3); i > 0; i--) {
      var inner = Scope.empty();
      var alternative = terms.bodies().statements(inner, DEPTH - 1);
      var value = shape == Shape.Basic.BOOLEAN && dice.percent(40)
          ? ""
          : is() + value(shape, inner);
      text.append(rule(" else" + value, alternative, inner));
    }
    know(name, shape);
    return text.append('\n').toString();
  }

  /** Heads that are references with several parts. */
  private String references(String name) {
    var shape = Shape.any(dice, 1);
    var fields = List.of("a", "b", "foo");
    var text = new StringBuilder();
    var form = dice.below(dialect.modern ? 6 : 2);
    for (var i = dice.between(1, 3); i > 0; i--) {
      var scope = Scope.empty();
      var body = terms.bodies().statements(scope, 2);
      var key = terms.term(Shape.Basic.STRING, scope, 1);
      var second = terms.term(Shape.basic(dice), scope, 0);
      var value = terms.term(shape, scope.single(), 1);
      var head = switch (form) {
        case 0 -> name + "." + dice.pick(fields) + ".c" + is() + value;
        case 1 -> name + "." + dice.pick(fields) + "[" + key + "]" + is() + value;
        case 2 -> name + "." + dice.pick(fields) + " contains " + value;
        case 3 -> name + "[" + key + "].x[" + second + "]" + is() + value;
        case 4 -> name + "[" + key + "] contains " + value;
        default -> name + "[" + key + "][" + second + "]" + (dice.percent(30) ? "" : is() + value);
      };
      text.append(rule(head, body, scope)).append('\n');
    }
    know(name, form == 4
        ? new Shape.Mapping(new Shape.Members(shape))
        : new Shape.Mapping(new Shape.Mapping(shape)));
    return text.toString();
  }

  /** A function with its clauses. */
  String function(String name) {
    var arguments = new ArrayList<Shape>();
    for (var i = dice.between(1, 3); i > 0; i--) {
      arguments.add(Shape.any(dice, 1));
    }
    var result = dice.percent(25) ? Shape.Basic.BOOLEAN : Shape.any(dice, 1);
    var text = new StringBuilder();
    if (dice.percent(10)) {
      text.append("default ").append(name).append('(');
      text.append(Literals.joined(arguments.stream().map(a -> "_").toList())).append(')');
      text.append(is()).append(terms.literal(result)).append("\n\n");
    }
    for (var i = dice.of(1, 1, 2, 3); i > 0; i--) {
      text.append(clause(name, arguments, result)).append('\n');
    }
    world.functions.add(new World.FunctionName(packageName, name, arguments, result));
    return text.toString();
  }

  private String clause(String name, List<Shape> arguments, Shape result) {
    var scope = Scope.empty();
    var parameters = new ArrayList<String>();
    for (var argument : arguments) {
      parameters.add(parameter(argument, scope));
    }
    var head = name + "(" + Literals.joined(parameters) + ")";
    if (dice.percent(30)) {
      return head + is() + terms.term(result, scope.single(), 2) + "\n";
    }
    var body = terms.bodies().statements(scope, 2);
    var value = result == Shape.Basic.BOOLEAN && dice.percent(60)
        ? ""
        : is() + value(result, scope);
    var text = rule(head + value, body, scope);
    return dice.percent(15)
        ? text + rule(" else" + is() + terms.literal(result), List.of("true"), Scope.empty())
        : text;
  }

  private String parameter(Shape shape, Scope scope) {
    var choice = dice.below(20);
    if (choice < 2) {
      return terms.literal(shape);
    }
    if (choice < 3) {
      return "_";
    }
    var name = scope.fresh(dice);
    if (shape instanceof Shape.Array(var item) && choice < 6) {
      scope.add(name, item);
      return "[" + name + ", _]";
    }
    if (shape instanceof Shape.Fields(var fields) && choice < 8) {
      var field = fields.getFirst();
      scope.add(name, field.shape());
      return "{\"" + field.name() + "\": " + name + "}";
    }
    scope.add(name, shape);
    return name;
  }

  private String is() {
    return dialect == Dialect.V0 && dice.percent(50) ? " = " : " := ";
  }

  /** A head with its body, indented. */
  private String rule(String head, List<String> body, Scope scope) {
    var text = new StringBuilder(head).append(dialect.modern ? " if {\n" : " {\n");
    body.forEach(statement -> text.append("\t").append(statement).append('\n'));
    if (!dialect.modern && dice.percent(6)) {
      text.append("} {\n\t").append(dice.of("input.a", "true", "data.nums[_] > 1")).append('\n');
    }
    return scope.withoutUnused(text.append("}").toString(), strict);
  }
}
