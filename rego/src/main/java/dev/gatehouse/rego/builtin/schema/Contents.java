package dev.gatehouse.rego.builtin.schema;

import com.google.re2j.Pattern;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules on what is in arrays and objects. */
final class Contents {

  private Contents() {}

  static Rule everyItem(Node node) {
    return (value, place, outcome) -> items(value, 0, node, place, outcome);
  }

  private static void items(Value value, int from, Node node, Place place, Outcome outcome) {
    var array = (ArrayValue) value;
    for (var i = from; i < array.size(); i++) {
      outcome.merge(outcome.of(node, array.get(i), place.below(i)));
    }
  }

  /** A schema for each of the first items; for the others one, or none if others are refused. */
  static Rule items(List<Node> first, @Nullable Node others, boolean refused) {
    return (value, place, outcome) -> {
      var array = (ArrayValue) value;
      for (var i = 0; i < Math.min(first.size(), array.size()); i++) {
        outcome.merge(outcome.of(first.get(i), array.get(i), place.below(i)));
      }
      if (first.isEmpty() || first.size() >= array.size()) {
        return;
      }
      if (refused) {
        outcome.fail("array_no_additional_items", place, "No additional items allowed on array");
      } else if (others != null) {
        items(value, first.size(), others, place, outcome);
      }
    };
  }

  static Rule unique() {
    return (value, place, outcome) -> {
      var seen = new HashMap<String, Integer>();
      var array = (ArrayValue) value;
      for (var i = 0; i < array.size(); i++) {
        var earlier = seen.put(outcome.text(array.get(i)), i);
        if (earlier != null) {
          outcome.fail("unique", place,
              "array items[" + earlier + "," + i + "] must be unique");
        }
      }
    };
  }

  static Rule contains(Node node) {
    return (value, place, outcome) -> {
      @Nullable
      Outcome best = null;
      var array = (ArrayValue) value;
      for (var i = 0; i < array.size(); i++) {
        var found = outcome.of(node, array.get(i), place.below(i));
        if (found.isValid()) {
          return;
        }
        best = found.isBetterThan(best) ? found : best;
      }
      outcome.fail("contains", place, "At least one of the items must match");
      if (best != null) {
        outcome.merge(best);
      }
    };
  }

  static Rule required(Collection<String> names) {
    return (value, place, outcome) -> {
      for (var name : names) {
        outcome.step();
        if (((ObjectValue) value).get(name) != null) {
          outcome.reward();
        } else {
          outcome.fail("required", place, name + " is required");
        }
      }
    };
  }

  /** Members by patterns of their names; those that nothing describes match a schema or are refused. */
  static Rule members(
      Set<String> known, Map<Pattern, Node> patterns, @Nullable Node others, boolean refused) {
    return (value, place, outcome) -> {
      var object = (ObjectValue) value;
      for (var i = 0; i < object.size(); i++) {
        var name = ((StringValue) object.keyAt(i)).value();
        var member = object.valueAt(i);
        var matches = patterns(patterns, name, member, place, outcome);
        if (matches || known.contains(name)) {
          continue;
        }
        if (refused) {
          outcome.fail("additional_property_not_allowed", place,
              "Additional property " + name + " is not allowed");
        } else if (others != null) {
          outcome.merge(outcome.of(others, member, place.below(name)));
        }
      }
    };
  }

  private static boolean patterns(
      Map<Pattern, Node> patterns, String name, Value member, Place place, Outcome outcome) {
    var matches = false;
    for (var entry : patterns.entrySet()) {
      if (outcome.finds(entry.getKey(), name)) {
        matches = true;
        outcome.merge(outcome.of(entry.getValue(), member, place.below(name)));
      }
    }
    if (matches) {
      outcome.reward();
    }
    return matches;
  }

  static Rule names(Node node) {
    return (value, place, outcome) -> {
      var object = (ObjectValue) value;
      for (var i = 0; i < object.size(); i++) {
        var found = outcome.of(node, object.keyAt(i), place);
        if (!found.isValid()) {
          outcome.fail("invalid_property_name", place, "Property name of \""
              + ((StringValue) object.keyAt(i)).value() + "\" does not match");
          outcome.merge(found);
        }
      }
    };
  }
}
