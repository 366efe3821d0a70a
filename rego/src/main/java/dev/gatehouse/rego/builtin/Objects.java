package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.set;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions on objects. */
final class Objects {

  private static final Type OBJECT = object(ANY, ANY);
  private static final Type.Function BY_KEYS = args(OBJECT, any(array(ANY), OBJECT, set(ANY)))
      .gives(OBJECT);

  private Objects() {}

  static List<Builtin> rows() {
    return List.of(
        row("object.filter", "The entries of the object whose keys are given.", BY_KEYS,
            Objects::filter),
        row("object.remove", "The entries of the object whose keys are not given.", BY_KEYS,
            Objects::remove),
        row(
            "object.get",
            "The value under a key, or under the keys of an array one within the other; or a default.",
            args(OBJECT, ANY, ANY).gives(ANY),
            Objects::get),
        row("object.keys", "The keys.", args(OBJECT).gives(set(ANY)), Objects::keys),
        row(
            "object.subset",
            "Whether the first collection has all that the second has, objects within objects too.",
            args(any(array(ANY), OBJECT, set(ANY)), any(array(ANY), OBJECT, set(ANY)))
                .gives(BOOLEAN),
            Objects::subset),
        row(
            "object.union",
            "The entries of both objects; the second wins, objects are merged.",
            args(OBJECT, OBJECT).gives(OBJECT),
            Objects::union),
        row(
            "object.union_n",
            "The entries of all objects; later ones win, objects are merged.",
            args(array(OBJECT)).gives(OBJECT),
            Objects::unionN));
  }

  /** Keys are spelled as in the object, unless more are given than it has. */
  private static Value filter(BuiltinContext context, Value value, Value keys) {
    var object = Operand.object(1, value);
    var wanted = keySet(keys);
    context.allocate(object.size());
    var kept = ObjectValue.builder();
    for (var i = 0; i < object.size(); i++) {
      var key = wanted.get(object.keyAt(i));
      if (key != null) {
        kept.put(wanted.size() > object.size() ? key : object.keyAt(i), object.valueAt(i));
      }
    }
    return kept.build();
  }

  private static Value remove(BuiltinContext context, Value value, Value keys) {
    var object = Operand.object(1, value);
    var unwanted = keySet(keys);
    context.allocate(object.size());
    var rest = ObjectValue.builder();
    for (var i = 0; i < object.size(); i++) {
      if (!unwanted.has(object.keyAt(i))) {
        rest.put(object.keyAt(i), object.valueAt(i));
      }
    }
    return rest.build();
  }

  private static SetValue keySet(Value keys) {
    return switch (keys) {
      case SetValue set -> set;
      case ArrayValue array -> SetValue.of(array.items());
      case ObjectValue object -> keysOf(object);
      default -> throw Operand.wrongOf(2, keys, List.of("object", "set", "array"));
    };
  }

  private static SetValue keysOf(ObjectValue object) {
    var keys = SetValue.builder();
    for (var i = 0; i < object.size(); i++) {
      keys.add(object.keyAt(i));
    }
    return keys.build();
  }

  private static Value get(BuiltinContext context, Value value, Value path, Value otherwise) {
    var object = Operand.object(1, value);
    @Nullable
    Value found = object;
    if (path instanceof ArrayValue steps) {
      for (var i = 0; found != null && i < steps.size(); i++) {
        found = Lookup.child(found, steps.get(i));
      }
    } else {
      found = object.get(path);
    }
    return found == null ? otherwise : found;
  }

  private static Value keys(BuiltinContext context, Value value) {
    var object = Operand.object(1, value);
    context.allocate(object.size());
    return keysOf(object);
  }

  private static Value union(BuiltinContext context, Value left, Value right) {
    return merge(context, Operand.object(1, left), Operand.object(2, right), true);
  }

  private static Value unionN(BuiltinContext context, Value value) {
    var objects = Operand.array(1, value);
    for (var item : objects) {
      if (!(item instanceof ObjectValue)) {
        throw Operand.wrongElement(1, objects, item, "object");
      }
    }
    var merged = ObjectValue.EMPTY;
    for (var item : objects) {
      merged = merge(context, (ObjectValue) item, merged, false);
    }
    return merged;
  }

  /** Of keys that are spelled in two ways those of the first stay; whose values do is said. */
  private static ObjectValue merge(
      BuiltinContext context, ObjectValue first, ObjectValue more, boolean moreWins) {
    if (first.isEmpty() || more.isEmpty()) {
      return first.isEmpty() ? more : first;
    }
    context.allocate((long) first.size() + more.size());
    var merged = first.toBuilder();
    for (var i = 0; i < more.size(); i++) {
      var key = more.keyAt(i);
      var value = more.valueAt(i);
      var old = first.get(key);
      if (old instanceof ObjectValue outer && value instanceof ObjectValue inner) {
        merged.put(key, merge(context, outer, inner, moreWins));
      } else if (old == null || moreWins) {
        merged.put(key, value);
      }
    }
    return merged.build();
  }

  private static Value subset(BuiltinContext context, Value larger, Value smaller) {
    if (larger instanceof ArrayValue array && smaller instanceof SetValue set) {
      return BooleanValue.of(hasMembers(context, array, set));
    }
    if (larger.typeRank() != smaller.typeRank()
        || larger.typeRank() < ArrayValue.EMPTY.typeRank()) {
      throw BuiltinException.operand(
          "both arguments object.subset must be of the same type or array and set");
    }
    return BooleanValue.of(hasAll(context, larger, smaller));
  }

  private static boolean hasAll(BuiltinContext context, Value larger, Value smaller) {
    if (larger instanceof ObjectValue a && smaller instanceof ObjectValue b) {
      return hasEntries(context, a, b);
    }
    if (larger instanceof SetValue a && smaller instanceof SetValue b) {
      context.spend(b.size());
      return b.toArray().items().stream().allMatch(a::has);
    }
    return larger instanceof ArrayValue a
        && smaller instanceof ArrayValue b
        && hasRun(context, a, b);
  }

  private static boolean hasEntries(BuiltinContext context, ObjectValue larger,
      ObjectValue smaller) {
    context.spend(smaller.size());
    for (var i = 0; i < smaller.size(); i++) {
      var wanted = smaller.valueAt(i);
      var present = larger.get(smaller.keyAt(i));
      if (present == null || !present.equals(wanted) && !hasAll(context, present, wanted)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the items of the second array stand one after the other in the first. */
  private static boolean hasRun(BuiltinContext context, ArrayValue larger, ArrayValue smaller) {
    for (var start = 0; start + smaller.size() <= larger.size(); start++) {
      var matched = 0;
      while (matched < smaller.size()
          && larger.get(start + matched).equals(smaller.get(matched))) {
        matched++;
      }
      context.spend(1 + matched);
      if (matched == smaller.size()) {
        return true;
      }
    }
    return false;
  }

  /** As OPA counts: an item found twice counts twice, and an empty array has not even no members. */
  private static boolean hasMembers(BuiltinContext context, ArrayValue array, SetValue set) {
    context.spend(array.size());
    var missing = set.size();
    for (var item : array) {
      if (set.has(item)) {
        missing--;
      }
      if (missing == 0) {
        return true;
      }
    }
    return false;
  }
}
