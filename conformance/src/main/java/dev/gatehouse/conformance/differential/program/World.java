package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rules of a program can refer to so far; grows while the program is made. */
final class World {

  /** A rule that can be referred to. */
  record RuleName(String packageName, String name, Shape shape) {}

  /** A function that can be called. */
  record FunctionName(String packageName, String name, List<Shape> arguments, Shape result) {}

  final Shape.Fields input;
  final Shape.Fields data;
  final List<RuleName> rules = new ArrayList<>();
  final List<FunctionName> functions = new ArrayList<>();

  /** What the input is called in the module that is being made. */
  String inputName = "input";

  /** What packages, and some of their rules, are called in the module that is being made. */
  final Map<String, String> imports = new LinkedHashMap<>();

  World(Shape.Fields input, Shape.Fields data) {
    this.input = input;
    this.data = data;
  }

  /** A rule or function as a module of the package calls it. */
  String call(String from, String packageName, String name, Dice dice) {
    var alias = imports.get(packageName + "." + name);
    if (alias != null && dice.percent(60)) {
      return alias;
    }
    if (from.equals(packageName) && dice.percent(80)) {
      return name;
    }
    var imported = imports.get(packageName);
    return (imported == null || dice.percent(20) ? "data." + packageName : imported) + "." + name;
  }

  /** Everything a term of the package can start from, variables aside. */
  List<Known> roots(String from, Dice dice) {
    var roots = new ArrayList<Known>();
    roots.add(new Known(inputName, input, false));
    for (var field : data.fields()) {
      roots.add(new Known("data." + field.name(), field.shape(), false));
    }
    for (var rule : rules) {
      roots.add(
          new Known(call(from, rule.packageName(), rule.name(), dice), rule.shape(), false));
    }
    return roots;
  }
}
