package dev.gatehouse.json;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of YAML as Go's {@code %#v} writes them. */
final class GoSyntax {

  private GoSyntax() {}

  static String of(Value value) {
    return switch (value) {
      case NullValue _ -> "interface {}(nil)";
      case StringValue text -> Quotes.quote(text.value());
      case ArrayValue array -> array.items().stream()
          .map(GoSyntax::of)
          .collect(Collectors.joining(", ", "[]interface {}{", "}"));
      case ObjectValue object -> IntStream.range(0, object.size())
          .mapToObj(i -> of(object.keyAt(i)) + ":" + of(object.valueAt(i)))
          .collect(Collectors.joining(", ", "map[" + keyType(object) + "]interface {}{", "}"));
      case BooleanValue _,NumberValue _,SetValue _ -> value.toString();
    };
  }

  private static String keyType(ObjectValue object) {
    return IntStream.range(0, object.size()).allMatch(i -> object.keyAt(i) instanceof StringValue)
        ? "string"
        : "interface {}";
  }
}
