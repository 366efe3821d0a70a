package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.List;

/** Makes up terms of a wanted shape. */
final class Terms {

  private final World world;
  private final Dice dice;
  private final Dialect dialect;
  private final String packageName;
  private final Literals literals;
  private final Bodies bodies;

  Terms(World world, Dice dice, Dialect dialect, String packageName) {
    this.world = world;
    this.dice = dice;
    this.dialect = dialect;
    this.packageName = packageName;
    this.literals = new Literals(dice);
    this.bodies = new Bodies(this, world, dice, dialect);
  }

  Bodies bodies() {
    return bodies;
  }

  /** A value without anything to evaluate. */
  String literal(Shape shape) {
    return literals.of(shape);
  }

  /** A term of the shape, nested as deep as allowed. */
  String term(Shape shape, Scope scope, int depth) {
    var choice = dice.below(100);
    if (depth <= 0) {
      return choice < 60 ? reference(shape, scope) : literals.of(shape);
    }
    if (choice < 38) {
      return reference(shape, scope);
    }
    if (choice < 50) {
      return shape == Shape.Basic.STRING && dice.percent(12)
          ? dice.pick(Vocabulary.RAW)
          : literals.of(shape);
    }
    if (choice < 51 && shape.isCollection() && scope.several) {
      return dynamic();
    }
    if (choice < 58) {
      return called(shape, scope, depth);
    }
    if (choice < 70) {
      return composed(shape, scope, depth);
    }
    if (choice < 74 && shape == Shape.Basic.STRING && (dialect == Dialect.V1 || dice.percent(2))) {
      return template(scope, depth);
    }
    return computed(shape, scope, depth);
  }

  /** A reference to a value of the shape, or a literal if none is known. */
  String reference(Shape shape, Scope scope) {
    var found = references(scope, 3).stream()
        .filter(known -> known.shape().equals(shape) && (scope.several || !known.several()))
        .toList();
    return found.isEmpty() ? literals.of(shape) : dice.pick(found).text();
  }

  /** A reference to a collection; local variables are often taken. */
  Known collection(Scope scope, int depth) {
    var found = references(scope, depth).stream()
        .filter(known -> known.shape().isCollection() && (scope.several || !known.several()))
        .toList();
    return dice.pick(found);
  }

  private List<Known> references(Scope scope, int depth) {
    var found = new ArrayList<Known>();
    if (!scope.variables().isEmpty() && dice.percent(60)) {
      scope.variables().forEach(known -> found.addAll(known.reachable(dice, depth)));
    }
    if (found.isEmpty() || dice.percent(40)) {
      world.roots(packageName, dice).forEach(known -> found.addAll(known.reachable(dice, depth)));
    }
    found.addAll(new Known(world.inputName, world.input, false).reachable(dice, 1));
    return found;
  }

  /** A reference by a name that is computed; mostly of another shape than what is wanted. */
  private String dynamic() {
    var name = dice.percent(50) || world.rules.isEmpty()
        ? Literals.quote(dice.of("cfg", "users", "nums"))
        : "";
    if (!name.isEmpty()) {
      return "data[" + dice.of(name, "concat(\"\", [" + name + "])", "[" + name + "][_]") + "]";
    }
    var rule = dice.pick(world.rules);
    return "data." + rule.packageName() + "[[" + Literals.quote(rule.name()) + "][_]]";
  }

  /** A call of a function of the program, if there is one for the shape. */
  private String called(Shape shape, Scope scope, int depth) {
    var fitting = world.functions.stream()
        .filter(function -> function.result().equals(shape))
        .toList();
    if (!fitting.isEmpty() && dice.percent(70)) {
      return call(dice.pick(fitting), scope, depth);
    }
    var parts = partsOfCalls(shape, scope, depth);
    return parts.isEmpty() ? composed(shape, scope, depth) : dice.pick(parts);
  }

  /** References into what a function gives, where that has the shape. */
  private List<String> partsOfCalls(Shape shape, Scope scope, int depth) {
    if (world.functions.isEmpty()) {
      return List.of();
    }
    var function = dice.pick(world.functions);
    return new Known(call(function, scope, depth), function.result(), false)
        .reachable(dice, 2)
        .stream()
        .filter(known -> known.shape().equals(shape) && (scope.several || !known.several()))
        .map(Known::text)
        .toList();
  }

  String call(World.FunctionName function, Scope scope, int depth) {
    var arguments = new ArrayList<String>();
    for (var argument : function.arguments()) {
      arguments.add(term(argument, scope, depth - 1));
    }
    var name = world.call(packageName, function.packageName(), function.name(), dice);
    return name + "(" + Literals.joined(arguments) + ")";
  }

  /**
   * A value built of parts, or a comprehension. A set is not built of parts that are computed: the
   * peer iterates over it in an order that is not that of its members, and does not find it as a key.
   */
  private String composed(Shape shape, Scope scope, int depth) {
    return switch (shape) {
      case Shape.Basic basic -> computed(shape, scope, depth);
      case Shape.Array(var item) when dice.percent(60) ->
        comprehension("[", item, "]", scope, depth);
      case Shape.Array(var item) -> "[" + parts(item, scope, depth) + "]";
      case Shape.Members(var member) when dice.percent(60) ->
        comprehension("{", member, "}", scope, depth);
      case Shape.Members(var member) -> {
        yield dice.percent(50) ? literals.of(shape) : computed(shape, scope, depth);
      }
      case Shape.Mapping(var value) when dice.percent(60) -> mapping(value, scope, depth);
      case Shape.Mapping(var value) ->
        "{" + key(scope) + ": " + term(value, scope, depth - 1) + "}";
      case Shape.Fields(var fields) -> {
        var entries = new ArrayList<String>();
        for (var field : fields) {
          entries.add("\"" + field.name() + "\": " + term(field.shape(), scope, depth - 1));
        }
        yield "{" + Literals.joined(entries) + "}";
      }
    };
  }

  private String parts(Shape part, Scope scope, int depth) {
    var parts = new ArrayList<String>();
    for (var i = dice.below(4); i > 0; i--) {
      parts.add(term(part, scope, depth - 1));
    }
    return Literals.joined(parts);
  }

  private String comprehension(String open, Shape head, String close, Scope scope, int depth) {
    var inner = scope.inner();
    var body = bodies.inline(inner, depth - 1);
    return open + unambiguous(term(head, inner, depth - 2)) + " | " + body + close;
  }

  private String mapping(Shape value, Scope scope, int depth) {
    var inner = scope.inner();
    var body = bodies.inline(inner, depth - 1);
    return "{" + unambiguous(key(inner)) + ": "
        + unambiguous(term(value, inner, depth - 2)) + " | " + body + "}";
  }

  /** A key of an object, mostly a string. */
  private String key(Scope scope) {
    return dice.percent(88)
        ? term(Shape.Basic.STRING, scope, 0)
        : term(Shape.any(dice, 1), scope.single(), 1);
  }

  /** A bar within a comprehension's head would end it. */
  private static String unambiguous(String term) {
    return term.contains("|") ? "(" + term + ")" : term;
  }

  /** A template string. */
  private String template(Scope scope, int depth) {
    var raw = dice.percent(20);
    var text = new StringBuilder(raw ? "$`" : "$\"");
    for (var i = dice.between(1, 3); i > 0; i--) {
      text.append(dice.of("a ", "é:", "", "x=", raw ? "\n" : "\\n", "\\{"));
      var part = term(Shape.any(dice, 1), scope.single(), depth - 1);
      text.append('{').append(part.contains("`") ? "1" : part).append('}');
    }
    return text.append(raw ? "`" : "\"").toString();
  }

  /** A call of a built-in function, or operators. */
  private String computed(Shape shape, Scope scope, int depth) {
    if (shape == Shape.Basic.BOOLEAN && dialect.modern && dice.percent(25)) {
      return membership(scope, depth);
    }
    var rows = dice.percent(6) ? Calls.ANY : Calls.giving(shape);
    if (rows.isEmpty()) {
      return reference(shape, scope);
    }
    var text = fill(dice.pick(rows), shape, scope, depth - 1);
    return text.contains(" ") && !text.endsWith(")") || text.startsWith("-")
        ? "(" + text + ")"
        : text;
  }

  private String membership(Scope scope, int depth) {
    var collection = collection(scope, 2);
    var member = switch (collection.shape()) {
      case Shape.Array(var item) -> item;
      case Shape.Members(var item) -> item;
      case Shape.Mapping(var item) -> item;
      default -> Shape.basic(dice);
    };
    var key = dice.percent(20) ? term(Shape.basic(dice), scope, 0) + ", " : "";
    return "(" + key + term(member, scope, depth - 1) + " in " + collection.text() + ")";
  }

  /** A row of {@link Calls} with its places filled. */
  String fill(String row, Shape wanted, Scope scope, int depth) {
    var text = new StringBuilder();
    var equal = Shape.any(dice, 1);
    for (var at = 0; at < row.length(); at++) {
      var end = row.charAt(at) == '{' ? row.indexOf('}', at) : -1;
      if (end < 0 || end - at > 3 || !Character.isLetter(row.charAt(at + 1))) {
        text.append(row.charAt(at));
        continue;
      }
      var place = row.substring(at + 1, end);
      text.append(place(place, wanted == Shape.Basic.BOOLEAN ? equal : wanted, scope, depth));
      at = end;
    }
    return text.toString();
  }

  private String place(String place, Shape wanted, Scope scope, int depth) {
    return switch (place) {
      case "N" -> term(Shape.Basic.NUMBER, scope, depth);
      case "S" -> term(Shape.Basic.STRING, scope, depth);
      case "B" -> term(Shape.Basic.BOOLEAN, scope, depth);
      case "X" -> term(Shape.any(dice, 1), scope, depth);
      case "W" -> term(wanted, scope, depth);
      case "V" ->
        wanted instanceof Shape.Mapping(var value) ? term(value, scope, depth) : "1";
      case "C" -> collection(scope, 3).text();
      case "O" -> term(new Shape.Mapping(Shape.basic(dice)), scope, depth);
      case "AX" -> term(new Shape.Array(Shape.basic(dice)), scope, depth);
      case "AN" -> term(new Shape.Array(Shape.Basic.NUMBER), scope, depth);
      case "AS" -> term(new Shape.Array(Shape.Basic.STRING), scope, depth);
      case "MX" -> term(new Shape.Members(Shape.basic(dice)), scope, depth);
      case "MN" -> term(new Shape.Members(Shape.Basic.NUMBER), scope, depth);
      case "MS" -> term(new Shape.Members(Shape.Basic.STRING), scope, depth);
      case "P" -> dice.pick(Vocabulary.PATTERNS);
      case "i" -> dice.pick(Vocabulary.SMALL);
      default -> "{" + place + "}";
    };
  }
}
