package dev.gatehouse.rego.builtin;

import com.google.re2j.Pattern;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;

/**
 * What texts become where their JSON is read as YAML, which is how OPA writes YAML: JSON leaves some
 * control characters as they are, YAML refuses them or takes them for ends of lines.
 */
final class LineEnds {

  private static final char NEXT_LINE = 0x85;
  private static final Pattern FOLD = Pattern.compile(" *\\x{85}[ \\x{85}]*");

  private LineEnds() {}

  /** @throws BuiltinException if a text has what YAML refuses */
  static Value folded(Value value) {
    return switch (value) {
      case StringValue text when isOdd(text.value()) -> StringValue.of(folded(text.value()));
      case ArrayValue array -> ArrayValue.of(array.items().stream().map(LineEnds::folded).toList());
      case SetValue set ->
        ArrayValue.of(set.toArray().items().stream().map(LineEnds::folded).toList());
      case ObjectValue object -> {
        var folded = ObjectValue.builder();
        for (var i = 0; i < object.size(); i++) {
          checkKey(object.keyAt(i));
          folded.put(object.keyAt(i), folded(object.valueAt(i)));
        }
        yield folded.build();
      }
      default -> value;
    };
  }

  private static void checkKey(Value key) {
    if (key instanceof StringValue text && isOdd(text.value())) {
      folded(text.value());
      throw BuiltinException.failure("yaml: line 1: did not find expected ',' or '}'");
    }
  }

  private static boolean isOdd(String text) {
    return text.chars().anyMatch(c -> c >= 0x7F && c < 0xA0 || c == 0xFFFE || c == 0xFFFF);
  }

  private static String folded(String text) {
    if (text.chars().anyMatch(c -> isOdd(Character.toString(c)) && c != NEXT_LINE)) {
      throw BuiltinException.failure("yaml: control characters are not allowed");
    }
    var matcher = FOLD.matcher(text);
    var out = new StringBuilder();
    var end = 0;
    while (matcher.find()) {
      var count = matcher.group().chars().filter(c -> c == NEXT_LINE).count();
      out.append(text, end, matcher.start())
          .append(count == 1 ? " " : "\n".repeat((int) count - 1));
      end = matcher.end();
    }
    return out.append(text, end, text.length()).toString();
  }
}
