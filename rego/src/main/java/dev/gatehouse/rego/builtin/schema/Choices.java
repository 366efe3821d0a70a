package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that combine schemas. */
final class Choices {

  private Choices() {}

  static Rule anyOf(List<Node> nodes) {
    return (value, place, outcome) -> {
      @Nullable
      Outcome best = null;
      for (var node : nodes) {
        var found = outcome.of(node, value, place);
        if (found.isValid()) {
          return;
        }
        best = found.isBetterThan(best) ? found : best;
      }
      outcome.fail("number_any_of", place, "Must validate at least one schema (anyOf)");
      mergeBest(outcome, best);
    };
  }

  static Rule oneOf(List<Node> nodes) {
    return (value, place, outcome) -> {
      @Nullable
      Outcome best = null;
      var valid = 0;
      for (var node : nodes) {
        var found = outcome.of(node, value, place);
        if (found.isValid()) {
          valid++;
        } else if (valid == 0 && found.isBetterThan(best)) {
          best = found;
        }
      }
      if (valid != 1) {
        outcome.fail("number_one_of", place, "Must validate one and only one schema (oneOf)");
        mergeBest(outcome, valid == 0 ? best : null);
      }
    };
  }

  private static void mergeBest(Outcome outcome, @Nullable Outcome best) {
    if (best != null) {
      outcome.merge(best);
    }
  }

  static Rule allOf(List<Node> nodes) {
    return (value, place, outcome) -> {
      var isValid = true;
      for (var node : nodes) {
        var found = outcome.of(node, value, place);
        isValid &= found.isValid();
        outcome.merge(found);
      }
      if (!isValid) {
        outcome.fail("number_all_of", place, "Must validate all the schemas (allOf)");
      }
    };
  }

  static Rule not(Node node) {
    return (value, place, outcome) -> {
      if (outcome.of(node, value, place).isValid()) {
        outcome.fail("number_not", place, "Must not validate the schema (not)");
      }
    };
  }

  static Rule condition(Node condition, @Nullable Node then, @Nullable Node otherwise) {
    return (value, place, outcome) -> {
      if (outcome.of(condition, value, place).isValid()) {
        branch(then, "then", "was", value, place).accept(outcome);
      } else {
        branch(otherwise, "else", "was not", value, place).accept(outcome);
      }
    };
  }

  private static java.util.function.Consumer<Outcome> branch(
      @Nullable Node node, String name, String was, Value value, Place place) {
    return outcome -> {
      var found = node == null ? null : outcome.of(node, value, place);
      if (found != null && !found.isValid()) {
        outcome.fail("condition_" + name, place,
            "Must validate \"" + name + "\" as \"if\" " + was + " valid");
        outcome.merge(found);
      }
    };
  }

  /** Names that others ask for, and schemas that they ask the whole object to match. */
  static Rule dependencies(Map<String, List<String>> names, Map<String, Node> nodes) {
    return (value, place, outcome) -> {
      if (!(value instanceof ObjectValue object)) {
        return;
      }
      names.forEach((name, wanted) -> {
        if (object.get(name) != null) {
          wanted.stream().filter(other -> object.get(other) == null).forEach(
              other -> outcome.fail("missing_dependency", place, "Has a dependency on " + other));
        }
      });
      nodes.forEach((name, node) -> {
        if (object.get(name) != null) {
          node.check(value, place, outcome);
        }
      });
    };
  }
}
