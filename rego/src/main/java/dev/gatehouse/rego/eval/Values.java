package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.go.PlainInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rego's look-ups and merges on values; null is undefined. */
public final class Values {

  /** Stands for undefined where null means "not known"; compared by identity. */
  static final Value UNDEFINED = StringValue.of("undefined");

  private Values() {}

  /** What a reference {@code of[key]} gives. */
  public static @Nullable Value get(Value of, Value key) {
    if (of instanceof ObjectValue object) {
      return object.get(key);
    }
    if (of instanceof ArrayValue array) {
      return switch (key) {
        case IntegerValue index -> get(array, index.value());
        case NumberValue number -> get(array, PlainInteger.index(number.text()));
        default -> null;
      };
    }
    return of instanceof SetValue set && set.has(key) ? key : null;
  }

  private static @Nullable Value get(ArrayValue array, long index) {
    return index >= 0 && index < array.size() ? array.get((int) index) : null;
  }

  /**
   * What a reference gives within base documents, which are reached by path, as OPA's store does:
   * every scalar key is taken for its text.
   */
  public static @Nullable Value baseGet(Value of, Value key) {
    if (of instanceof ObjectValue object) {
      if (key instanceof StringValue) {
        return object.get(key);
      }
      var text = pathText(key);
      return text == null ? null : object.get(StringValue.of(text));
    }
    if (of instanceof ArrayValue array) {
      var text = pathText(key);
      return text == null ? null : get(array, PlainInteger.index(text));
    }
    return get(of, key);
  }

  private static @Nullable String pathText(Value key) {
    return switch (key) {
      case StringValue s -> s.value();
      case NumberValue n -> n.text();
      case BooleanValue b -> b.toString();
      case NullValue n -> "null";
      case ArrayValue a -> null;
      case ObjectValue o -> null;
      case SetValue s -> null;
    };
  }

  /** Two documents as one: objects are merged key by key, otherwise the first wins. */
  public static Value merge(Value first, Value second) {
    if (!(first instanceof ObjectValue a) || !(second instanceof ObjectValue b)) {
      return first;
    }
    var merged = a.toBuilder();
    for (var i = 0; i < b.size(); i++) {
      var known = a.get(b.keyAt(i));
      merged.put(b.keyAt(i), known == null ? b.valueAt(i) : merge(known, b.valueAt(i)));
    }
    return merged.build();
  }

  /** A path to {@link #patch} has a part that is no constant string. */
  public static EvaluationException badPath(Location place) {
    return new EvaluationException(EvaluationException.CONFLICT, place, "bad document path");
  }

  /** A document with the value put at a path; what is no object on the way gives way to one. */
  public static Value patch(@Nullable Value document, List<Value> path, Value value) {
    if (path.isEmpty()) {
      return value;
    }
    var object = document instanceof ObjectValue o ? o : ObjectValue.EMPTY;
    var key = path.getFirst();
    return object.with(key, patch(object.get(key), path.subList(1, path.size()), value));
  }

  static boolean isCollection(Value value) {
    return value instanceof ArrayValue || value instanceof ObjectValue || value instanceof SetValue;
  }

  /** Whether a value is defined and not false. */
  static boolean holds(@Nullable Value value) {
    return value != null && value != BooleanValue.FALSE;
  }
}
