package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field of an object that a violation speaks of: the one that its details name as
 * {@code field}, or else the one whose value stands in the message or the details, or else the flag or number whose name does. Where nothing of the object is
 * mentioned, nothing is found.
 */
final class FaultFinder {

  private static final int MOST_FIELDS = 20_000;
  private static final int SHORTEST_NAME = 4;
  private static final int SHORTEST_TEXT = 2;

  private final String message;
  private final String details;
  private final String lowerCaseMessage;
  private @Nullable FieldAtFault best;
  private int bestScore;
  private int visited;

  private FaultFinder(Result result) {
    this.message = result.message();
    this.lowerCaseMessage = message.toLowerCase(Locale.ROOT);
    this.details = result.details()
        .map(value -> Json.write(value, JsonStyle.PLAIN))
        .orElse("");
  }

  /** The field that a result speaks of, if there is one. */
  static Optional<FieldAtFault> find(Review review, Result result) {
    var named = result.details().flatMap(FaultFinder::named);
    if (named.isPresent() || review.object().isEmpty()) {
      return named;
    }
    var finder = new FaultFinder(result);
    finder.visit("", "", review.object().get().value());
    return Optional.ofNullable(finder.best);
  }

  /** What a policy says itself: {@code details} with a {@code field} and its {@code value}. */
  private static Optional<FieldAtFault> named(Value details) {
    if (details instanceof ObjectValue object
        && object.get("field") instanceof StringValue field) {
      var value = object.get("value");
      return Optional.of(
          new FieldAtFault(field.value(), value == null ? NullValue.NULL : value));
    }
    return Optional.empty();
  }

  private void visit(String path, String name, Value value) {
    if (++visited > MOST_FIELDS) {
      return;
    }
    switch (value) {
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          var key = object.keyAt(i) instanceof StringValue text
              ? text.value()
              : object.keyAt(i).toString();
          visit(below(path, key), key, object.valueAt(i));
        }
      }
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          visit(path + "[" + i + "]", name, array.get(i));
        }
      }
      case StringValue text -> offer(
          path, value, scoreOfText(text.value()) + scoreOfName(name), name);
      case NumberValue number -> offer(path, value, scoreOfName(name), name);
      case BooleanValue flag -> offer(path, value, scoreOfName(name), name);
      default -> {
      }
    }
  }

  private static String below(String path, String key) {
    var isPlain = key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    if (!isPlain) {
      return path + "[" + StringValue.of(key) + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  /** What tells objects apart is mentioned often and seldom at fault. */
  private void offer(String path, Value value, int score, String name) {
    var isIdentity = path.equals("apiVersion") || path.equals("kind")
        || path.startsWith("metadata.");
    var weighted = isIdentity ? score / 20 : name.equals("name") ? score / 4 : score;
    if (weighted > bestScore) {
      bestScore = weighted;
      best = new FieldAtFault(path, value);
    }
  }

  /** Longer texts are mentioned by chance less often; the message counts more than the details. */
  private int scoreOfText(String text) {
    if (text.length() < SHORTEST_TEXT) {
      return 0;
    }
    var weight = mentions(message, text) ? 20 : mentions(details, text) ? 10 : 0;
    return weight * (10 + text.length());
  }

  private int scoreOfName(String name) {
    if (name.length() < SHORTEST_NAME) {
      return 0;
    }
    var weight = mentions(lowerCaseMessage, name.toLowerCase(Locale.ROOT))
        ? 16
        : mentions(details, name) ? 5 : 0;
    return weight * (10 + name.length());
  }

  /** Whether a text stands in another one, not as part of a longer word. */
  private static boolean mentions(String whole, String part) {
    for (var at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
      if (!goesOn(whole, at - 1, -1) && !goesOn(whole, at + part.length(), 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word goes on at a position, in a direction. */
  private static boolean goesOn(String text, int at, int direction) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '-', '_', '/' -> true;
      case '.', ':' -> {
        var next = at + direction;
        yield next >= 0 && next < text.length() && Character.isLetterOrDigit(text.charAt(next));
      }
      default -> Character.isLetterOrDigit(text.charAt(at));
    };
  }
}
