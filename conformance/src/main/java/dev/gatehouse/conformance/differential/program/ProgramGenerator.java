package dev.gatehouse.conformance.differential.program;

import dev.gatehouse.conformance.differential.Program;
import java.util.ArrayList;
import java.util.List;

/** Makes up programs: a seed and a number give the same program always. */
public final class ProgramGenerator {

  private final long seed;

  public ProgramGenerator(long seed) {
    this.seed = seed;
  }

  /** The program of a number. */
  public Program program(int number) {
    var dice = new Dice(seed * 1_000_003L + number);
    var input = Shape.fields(dice, 2);
    var data = dataShape(dice);
    var world = new World(input, data);
    var literals = new Literals(dice);
    var modules = new ArrayList<Program.ModuleText>();
    var strict = dice.percent(12);
    var packages = new ArrayList<>(List.of("g", "lib", "app.main", "app"));
    for (var i = dice.of(1, 1, 1, 2, 2, 3); i > 0; i--) {
      var packageName = dice.percent(85)
          ? packages.remove(dice.below(packages.size()))
          : dice.pick(packages);
      var dialect = dice.percent(55) ? Dialect.V1 : dice.of(Dialect.values());
      var text = module(world, dice, dialect, packageName, strict);
      modules.add(new Program.ModuleText("m" + modules.size() + ".rego", text, dialect.version));
    }
    var dataText = withOverlap(literals.of(data), world, dice, literals);
    var inputText = dice.percent(95) ? literals.of(input) : "";
    var program = new Program(modules, dataText, inputText, queries(world, dice),
        strict, dice.percent(25));
    return dice.percent(25) ? new Breaker(dice).broken(program) : program;
  }

  private static Shape.Fields dataShape(Dice dice) {
    var fields = new ArrayList<Shape.Field>();
    for (var name : List.of("cfg", "users", "nums")) {
      fields.add(new Shape.Field(name, name.equals("nums")
          ? new Shape.Array(Shape.Basic.NUMBER)
          : Shape.json(dice, 3)));
    }
    return new Shape.Fields(fields);
  }

  private static String module(
      World world, Dice dice, Dialect dialect, String packageName, boolean strict) {
    var text = new StringBuilder();
    if (dice.percent(6)) {
      text.append("# METADATA\n# scope: ").append(dice.of("package", "subpackages"));
      text.append("\n# title: ").append(packageName).append("\n# custom:\n#   level: 3\n");
    }
    text.append("package ").append(packageName).append("\n\n");
    if (!dialect.words.isEmpty()) {
      text.append(dialect.words).append('\n');
    } else if (dialect == Dialect.V1 && dice.percent(5)) {
      text.append("import future.keywords.not\n");
    }
    world.imports.clear();
    world.rules.stream().map(World.RuleName::packageName).distinct().forEach(other -> {
      if (dice.percent(60)) {
        var alias = dice.percent(50) ? "o" + world.imports.size() : "";
        text.append("import data.").append(other);
        text.append(alias.isEmpty() ? "" : " as " + alias).append('\n');
        world.imports.put(other, alias.isEmpty()
            ? other.substring(other.lastIndexOf('.') + 1)
            : alias);
      }
    });
    world.rules.forEach(rule -> {
      if (dice.percent(6)) {
        var alias = "alias" + world.imports.size();
        text.append("import data.").append(rule.packageName()).append('.').append(rule.name());
        text.append(" as ").append(alias).append('\n');
        world.imports.put(rule.packageName() + "." + rule.name(), alias);
      }
    });
    world.inputName = dice.percent(8) ? "request" : "input";
    if (!world.inputName.equals("input")) {
      text.append("import input as request\n");
    }
    text.append('\n');
    var rules = new Rules(world, dice, dialect, packageName, strict);
    var names = new ArrayList<>(Vocabulary.RULES);
    var functions = new ArrayList<>(Vocabulary.FUNCTIONS);
    for (var i = dice.between(1, 5); i > 0; i--) {
      text.append(dice.percent(5) ? metadata(dice) : "");
      text.append(dice.percent(25)
          ? rules.function((dice.percent(12) ? "tools." : "")
              + functions.remove(dice.below(functions.size())))
          : rules.named(names.remove(dice.below(names.size()))));
      text.append('\n');
    }
    return text.toString();
  }

  private static String metadata(Dice dice) {
    return "# METADATA\n# scope: " + dice.of("rule", "document") + "\n# title: t\n# description: "
        + dice.of("d", "\"é\"", "1")
        + dice.of("", "\n# entrypoint: true", "\n# authors: [a <b@c.d>]",
            "\n# labels: {x: 1}", "\n# custom: {a: [1, {b: null}]}")
        + "\n";
  }

  /** At times the data has documents where the rules are. */
  private static String withOverlap(String data, World world, Dice dice, Literals literals) {
    if (world.rules.isEmpty() || !dice.percent(15)) {
      return data;
    }
    var rule = dice.pick(world.rules);
    if (rule.packageName().contains(".")) {
      return data;
    }
    var name = dice.percent(50) ? rule.name() : "base";
    var value = literals.of(Shape.json(dice, 2));
    return data.substring(0, data.length() - 1) + (data.length() > 2 ? ", " : "")
        + "\"" + rule.packageName() + "\": {\"" + name + "\": " + value + ", \"more\": 1}}";
  }

  private static List<String> queries(World world, Dice dice) {
    var queries = new ArrayList<String>();
    for (var rule : world.rules) {
      queries.add("data." + rule.packageName() + "." + rule.name());
    }
    world.rules.stream().map(World.RuleName::packageName).distinct()
        .forEach(name -> queries.add("data." + name));
    if (dice.percent(20)) {
      queries.add(dice.of("data", "x := data.nums[i]; x > 1", "data.cfg[x]", "x = data.users"));
    }
    if (!world.rules.isEmpty()) {
      var rule = dice.pick(world.rules);
      var name = "data." + rule.packageName() + "." + rule.name();
      if (dice.percent(25)) {
        queries.add(dice.of("x := {y | y := " + name + "}", "x := " + name + " with input as {}",
            "count(" + name + ", x)", "walk(" + name + ", [x, y])", "[" + name + ", x] = [y, 1]",
            "data." + rule.packageName() + "[x]", name + "; not " + name + ".a",
            "every x in " + name + " { x }", "some x, y in " + name,
            "x = " + name + " with data.nums as [7]"));
      } else if (rule.shape().isCollection()) {
        queries.add(dice.of(name + "[x]", "x = " + name + "[y]", "some x; v := " + name + "[x]"));
      } else {
        queries.add(dice.of("not " + name, name + " == x", "x := " + name));
      }
    }
    return queries;
  }
}
