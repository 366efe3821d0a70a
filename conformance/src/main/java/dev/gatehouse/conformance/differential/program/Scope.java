package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The local variables at one place of a rule; changes while a body is made. */
final class Scope {

  private static final List<String> NAMES = List.of("x", "y", "z", "i", "k", "v", "n", "item");

  private final List<Known> variables;
  private final Set<String> own = new HashSet<>();
  private final Set<String> taken;

  /** Whether a term may have several values here. */
  final boolean several;

  private Scope(List<Known> variables, Set<String> taken, boolean several) {
    this.variables = variables;
    this.taken = taken;
    this.several = several;
  }

  static Scope empty() {
    return new Scope(new ArrayList<>(), new HashSet<>(), true);
  }

  /** The scope of something nested, which sees these variables. */
  Scope inner() {
    return new Scope(new ArrayList<>(variables), taken, true);
  }

  /** The same variables where a term must have one value. */
  Scope single() {
    return new Scope(variables, taken, false);
  }

  /** Every variable with its shape. */
  List<Known> variables() {
    return variables;
  }

  /** A name that is new in the rule. */
  String fresh(Dice dice) {
    for (var suffix = 0;; suffix++) {
      var name = dice.pick(NAMES) + (suffix == 0 ? "" : Integer.toString(suffix));
      if (taken.add(name)) {
        own.add(name);
        return name;
      }
    }
  }

  /** A name for a declaration: mostly new, at times that of an outer variable, which it hides. */
  String declared(Dice dice) {
    if (!variables.isEmpty() && dice.percent(12)) {
      var name = dice.pick(variables).text();
      if (own.add(name)) {
        return name;
      }
    }
    return fresh(dice);
  }

  /** A text of the rule in which variables that stand there once are wildcards, if they may be. */
  String withoutUnused(String text, boolean strict) {
    var used = text;
    for (var name : taken) {
      var place = Pattern.compile("(?<![A-Za-z0-9_.\"])" + name + "(?![A-Za-z0-9_\"(])( :=)?");
      var matcher = place.matcher(used);
      if (!matcher.find()) {
        continue;
      }
      var assigned = matcher.group(1) != null;
      var from = matcher.start();
      var to = matcher.end();
      if (!matcher.find() && (!assigned || strict)) {
        used = used.substring(0, from) + (assigned ? "_ =" : "_") + used.substring(to);
      }
    }
    return used;
  }

  void add(String name, Shape shape) {
    variables.removeIf(known -> known.text().equals(name));
    variables.add(new Known(name, shape, false));
  }
}
