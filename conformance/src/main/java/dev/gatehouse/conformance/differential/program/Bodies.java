package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.List;

/** Makes up bodies: statements that bind variables, and conditions on them. */
final class Bodies {

  private final Terms terms;
  private final World world;
  private final Dice dice;
  private final Dialect dialect;

  Bodies(Terms terms, World world, Dice dice, Dialect dialect) {
    this.terms = terms;
    this.world = world;
    this.dice = dice;
    this.dialect = dialect;
  }

  /** The statements of a body, one to four; its variables are added to the scope. */
  List<String> statements(Scope scope, int depth) {
    var statements = new ArrayList<String>();
    for (var i = dice.between(1, 4); i > 0; i--) {
      var statement = dice.percent(55) ? binding(scope, depth) : condition(scope, depth);
      statements
          .add(statement.contains(" with ") ? statement : statement + with(statement, scope, 4));
    }
    if (dice.percent(6)) {
      statements.add("print(" + terms.term(Shape.any(dice, 1), scope.single(), 1)
          + ", \"|\", " + terms.term(Shape.any(dice, 1), scope.single(), 0) + ")");
    }
    if (dice.percent(10)) {
      java.util.Collections.swap(statements, 0, dice.below(statements.size()));
    }
    return statements;
  }

  /** A short body on one line. */
  String inline(Scope scope, int depth) {
    var statements = new ArrayList<String>();
    statements.add(iteration(scope));
    if (dice.percent(50)) {
      statements.add(dice.percent(50) ? condition(scope, depth) : binding(scope, depth));
    }
    return String.join("; ", statements);
  }

  private String binding(Scope scope, int depth) {
    return switch (dice.below(8)) {
      case 0, 1, 2 -> iteration(scope);
      case 3 -> destructured(scope, depth);
      case 4 -> dice.percent(50) ? walk(scope) : unified(scope, depth);
      default -> {
        var shape = Shape.any(dice, 2);
        var value = terms.term(shape, dice.percent(70) ? scope.single() : scope, depth);
        var name = scope.declared(dice);
        scope.add(name, shape);
        yield name + " := " + value + with(value, scope, 8);
      }
    };
  }

  /** Variables for the members of a collection. */
  private String iteration(Scope scope) {
    var collection = terms.collection(scope, 3);
    var text = collection.text();
    var member = member(collection.shape());
    var key = collection.shape() instanceof Shape.Array
        ? Shape.Basic.NUMBER
        : collection.shape() instanceof Shape.Members ? member : Shape.Basic.STRING;
    if (dialect.modern && dice.percent(50)) {
      if (dice.percent(10)) {
        return "some " + terms.literal(key) + ", " + pattern(member, scope) + " in " + text;
      }
      if (dice.percent(40)) {
        var k = scope.declared(dice);
        scope.add(k, key);
        var v = scope.fresh(dice);
        scope.add(v, member);
        return "some " + k + ", " + v + " in " + text;
      }
      return "some " + pattern(member, scope) + " in " + text;
    }
    if (dice.percent(25)) {
      var k = scope.fresh(dice);
      scope.add(k, key);
      return "some " + k + "; " + text + "[" + k + "]";
    }
    var k = dice.percent(50) ? "_" : scope.fresh(dice);
    if (!k.equals("_")) {
      scope.add(k, key);
    }
    var v = scope.fresh(dice);
    scope.add(v, member);
    return v + dice.of(" := ", " = ") + text + "[" + k + "]";
  }

  private Shape member(Shape shape) {
    return switch (shape) {
      case Shape.Array(var item) -> item;
      case Shape.Members(var item) -> item;
      case Shape.Mapping(var item) -> item;
      case Shape.Fields(var fields) -> dice.pick(fields).shape();
      case Shape.Basic basic -> basic;
    };
  }

  /** A variable, or a pattern with variables, for a value of the shape. */
  private String pattern(Shape shape, Scope scope) {
    if (shape instanceof Shape.Array(var item) && dice.percent(25)) {
      var first = scope.fresh(dice);
      scope.add(first, item);
      return "[" + first + dice.of(", _]", "]", ", " + terms.literal(item) + "]");
    }
    if (shape instanceof Shape.Fields(var fields) && dice.percent(35)) {
      var entries = new ArrayList<String>();
      for (var field : fields) {
        var name = scope.fresh(dice);
        scope.add(name, field.shape());
        entries.add("\"" + field.name() + "\": " + name);
      }
      return "{" + Literals.joined(entries) + "}";
    }
    var name = scope.declared(dice);
    scope.add(name, shape);
    return name;
  }

  private String destructured(Scope scope, int depth) {
    var first = Shape.any(dice, 1);
    var second = Shape.any(dice, 1);
    var a = terms.term(first, scope, depth - 1);
    var b = terms.term(second, scope, depth - 1);
    var x = scope.fresh(dice);
    var y = scope.fresh(dice);
    scope.add(x, first);
    scope.add(y, second);
    return dice.percent(60)
        ? "[" + x + ", " + y + "] := [" + a + ", " + b + "]"
        : "{\"a\": " + x + ", \"b\": [" + y + ", _]} := {\"a\": " + a + ", \"b\": [" + b + ", 1]}";
  }

  /** Values on both sides of a unification, with new variables on both. */
  private String unified(Scope scope, int depth) {
    var first = Shape.any(dice, 1);
    var second = Shape.any(dice, 1);
    var a = terms.term(first, scope, depth - 1);
    var b = terms.term(second, scope, depth - 1);
    var x = scope.fresh(dice);
    var y = scope.fresh(dice);
    scope.add(x, first);
    scope.add(y, second);
    var constant = terms.literal(Shape.basic(dice));
    return switch (dice.below(4)) {
      case 0 -> "[" + x + ", " + b + "] = [" + a + ", " + y + "]";
      case 1 -> "{\"k\": " + x + ", \"l\": " + y + "} = {\"k\": " + a + ", \"l\": " + b + "}";
      case 2 -> "[" + x + ", [" + y + ", " + constant + "]] = [" + a + ", [" + b + ", _]]";
      default -> "[" + y + ", " + x + "] = [" + b + ", " + a + "]";
    };
  }

  private String walk(Scope scope) {
    var collection = terms.collection(scope.single(), 2);
    var path = scope.fresh(dice);
    var value = scope.fresh(dice);
    scope.add(path, new Shape.Array(Shape.Basic.STRING));
    scope.add(value, Shape.basic(dice));
    return "walk(" + collection.text() + ", [" + path + ", " + value + "])";
  }

  /** Something that holds or does not. */
  private String condition(Scope scope, int depth) {
    var choice = dice.below(20);
    if (choice < 3) {
      var negated = simple(scope.single(), depth);
      return "not " + (negated.equals("true") ? "false" : negated) + with(negated, scope, 10);
    }
    if (choice < 5 && dialect.modern) {
      return every(scope, depth);
    }
    if (dialect.logical && dice.percent(15)) {
      return logical(scope, depth);
    }
    if (choice < 7) {
      return join(scope);
    }
    if (choice < 8) {
      var rules = world.rules.stream().filter(r -> r.shape() instanceof Shape.Members).toList();
      if (!rules.isEmpty()) {
        var rule = dice.pick(rules);
        var member = ((Shape.Members) rule.shape()).member();
        return "data." + rule.packageName() + "." + rule.name() + "["
            + terms.term(member, scope, depth - 1) + "]";
      }
    }
    var condition = simple(scope, depth);
    return condition + with(condition, scope, 15);
  }

  /** Conditions that are joined, or a body that is negated. */
  private String logical(Scope scope, int depth) {
    var single = scope.single();
    var left = simple(single, depth - 1);
    var right = simple(single, depth - 1);
    return switch (dice.below(6)) {
      case 0 -> left + " or " + right;
      case 1 -> left + " and " + right;
      case 2 -> "(" + left + " or " + right + ") and " + simple(single, depth - 1);
      case 3 -> "not (" + left + " and " + right + ")";
      case 4 -> "not { " + inline(scope.inner(), depth - 1) + " }";
      default -> "{ " + inline(scope.inner(), depth - 1) + " } or { " + inline(scope.inner(),
          depth - 1) + " }";
    };
  }

  /** A condition without the words around it, at the front of an expression. */
  private String simple(Scope scope, int depth) {
    var text = terms.term(Shape.Basic.BOOLEAN, scope, Math.max(depth, 1));
    return text.startsWith("(") && text.endsWith(")") && isOnePair(text)
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static boolean isOnePair(String text) {
    var open = 0;
    for (var i = 0; i < text.length() - 1; i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (open == 0 || text.charAt(i) == '"') {
        return false;
      }
    }
    return true;
  }

  private String every(Scope scope, int depth) {
    var collection = terms.collection(scope.single(), 2);
    var inner = scope.inner();
    var value = inner.fresh(dice);
    var head = value;
    if (dice.percent(30)) {
      var key = inner.fresh(dice);
      head = key + ", " + value;
      inner.add(key, collection.shape() instanceof Shape.Array
          ? Shape.Basic.NUMBER
          : Shape.Basic.STRING);
    }
    inner.add(value, member(collection.shape()));
    var body = simple(inner, depth - 1);
    if (dice.percent(25)) {
      body += "; " + condition(inner, depth - 2);
    }
    return "every " + head + " in " + collection.text() + " { " + body + " }";
  }

  /** Two collections that share a key. */
  private String join(Scope scope) {
    var one = terms.collection(scope.single(), 2);
    var other = terms.collection(scope.single(), 2);
    var key = scope.fresh(dice);
    scope.add(key, one.shape() instanceof Shape.Array ? Shape.Basic.NUMBER : Shape.Basic.STRING);
    return one.text() + "[" + key + "] " + dice.of("==", "!=", "==", "<=") + " "
        + other.text() + "[" + key + "]";
  }

  /** At times, what is replaced while a statement is evaluated. */
  private String with(String statement, Scope scope, int chance) {
    if (!dice.percent(chance)) {
      return "";
    }
    return switch (dice.below(6)) {
      case 0 -> " with input as " + terms.literal(world.input);
      case 1 -> {
        var field = dice.pick(world.input.fields());
        yield " with input." + field.name() + " as "
            + terms.term(field.shape(), scope.single(), 1);
      }
      case 2 -> {
        var field = dice.pick(world.data.fields());
        yield " with data." + field.name() + " as "
            + terms.term(field.shape(), scope.single(), 1);
      }
      case 3 -> mockedRule(scope);
      case 4 -> mockedFunction(scope);
      default -> with(statement, scope, 100) + with(statement, scope, 50);
    };
  }

  private String mockedRule(Scope scope) {
    if (world.rules.isEmpty()) {
      return "";
    }
    var rule = dice.pick(world.rules);
    return " with data." + rule.packageName() + "." + rule.name() + " as "
        + terms.term(rule.shape(), scope.single(), 1);
  }

  private String mockedFunction(Scope scope) {
    if (!world.functions.isEmpty() && dice.percent(50)) {
      var function = dice.pick(world.functions);
      return " with data." + function.packageName() + "." + function.name() + " as "
          + terms.term(function.result(), scope.single(), 0);
    }
    var builtin = dice.of("count", "lower", "upper", "concat", "startswith", "to_number", "sprintf",
        "object.get", "json.marshal", "is_string", "regex.match", "max", "plus");
    var shape = switch (builtin) {
      case "count", "to_number", "max", "plus" -> Shape.Basic.NUMBER;
      case "startswith", "is_string", "regex.match" -> Shape.Basic.BOOLEAN;
      case "object.get" -> Shape.any(dice, 1);
      default -> Shape.Basic.STRING;
    };
    var same = world.functions.stream()
        .filter(f -> f.arguments()
            .size() == (builtin.matches("concat|startswith|sprintf|regex.match|plus") ? 2 : 1))
        .toList();
    return !same.isEmpty() && dice.percent(50)
        ? " with " + builtin + " as data." + dice.pick(same).packageName() + "."
            + dice.pick(same).name()
        : " with " + builtin + " as " + terms.literal(shape);
  }
}
