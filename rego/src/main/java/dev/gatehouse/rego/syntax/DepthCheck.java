package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Refuses trees that are so deep that walking them recursively could exhaust a stack. The parser
 * bounds its own recursion; chains of infix operators make deep trees without any.
 */
final class DepthCheck {

  /** In nodes; one level of nesting in the source is two or three of them. */
  private static final int MAX_NODES = 3 * Cursor.MAX_DEPTH;

  private record Item(Object node, int depth) {}

  private DepthCheck() {}

  static void checkRules(List<Rule> rules) throws PolicyException {
    for (var rule : rules) {
      check(rule, rule.location());
    }
  }

  static void check(List<Expr> expressions) throws PolicyException {
    for (var expression : expressions) {
      check(expression, expression.location());
    }
  }

  private static void check(Object start, Location location) throws PolicyException {
    var pending = new ArrayDeque<Item>();
    pending.push(new Item(start, 0));
    while (!pending.isEmpty()) {
      var item = pending.pop();
      if (item.depth > MAX_NODES) {
        throw new PolicyException(
            List.of(new Issue(Issue.PARSE, location, "max parsing recursion depth exceeded")));
      }
      for (var child : Nodes.children(item.node)) {
        // The links of an else chain are walked one after the other.
        pending.push(new Item(child, child instanceof Rule ? item.depth : item.depth + 1));
      }
    }
  }
}
