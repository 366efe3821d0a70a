package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses trees that are so deep that walking them recursively could exhaust a stack. The parser
 * bounds its own recursion; chains of infix operators make deep trees without any.
 */
final class DepthCheck {

  /** In nodes; one level of nesting in the source is two or three of them. */
  private static final int MAX_NODES = 3 * Cursor.MAX_DEPTH;

  private DepthCheck() {}

  /** Checks the rules and their names, each part of which is one level of the tree of rules. */
  static void checkModule(Term.Ref path, List<Rule> rules) throws PolicyException {
    checkName(path);
    for (var rule : rules) {
      checkName(rule.head().ref());
      check(rule, rule.location());
    }
  }

  private static void checkName(Term.Ref name) throws PolicyException {
    if (name.parts().size() > Cursor.MAX_DEPTH) {
      throw exceeded(name.location());
    }
  }

  private static PolicyException exceeded(Location location) {
    return new PolicyException(
        List.of(new Issue(Issue.PARSE, location, "max parsing recursion depth exceeded")));
  }

  static void check(List<Expr> expressions) throws PolicyException {
    for (var expression : expressions) {
      check(expression, expression.location());
    }
  }

  private static void check(Object start, Location location) throws PolicyException {
    var level = new ArrayList<Object>();
    var below = new ArrayList<Object>();
    level.add(start);
    for (var depth = 0; !level.isEmpty(); depth++) {
      if (depth > MAX_NODES) {
        throw exceeded(location);
      }
      for (var node : level) {
        addBelow(node, below);
      }
      var done = level;
      level = below;
      below = done;
      below.clear();
    }
  }

  /** What is below a node; the links of an else chain count as one node. */
  private static void addBelow(Object node, List<Object> below) {
    Nodes.addChildren(below, node);
    while (!below.isEmpty() && below.getLast() instanceof Rule link) {
      below.removeLast();
      Nodes.addChildren(below, link);
    }
  }
}
