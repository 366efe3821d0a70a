package dev.gatehouse.json;

/** Rego's text of a value: what {@code print}, {@code sprintf("%v")} and error messages show. */
final class ValueText {

  private final StringBuilder out = new StringBuilder();

  private ValueText() {}

  static String of(Value value) {
    var text = new ValueText();
    text.append(value);
    return text.out.toString();
  }

  private void append(Value value) {
    switch (value) {
      case NullValue n -> out.append("null");
      case BooleanValue b -> out.append(b.value());
      case NumberValue n -> out.append(n.text());
      case StringValue s -> Quotes.quote(s.value(), out);
      case ArrayValue a -> {
        out.append('[');
        for (var i = 0; i < a.size(); i++) {
          separate(i);
          append(a.get(i));
        }
        out.append(']');
      }
      case ObjectValue o -> {
        out.append('{');
        for (var i = 0; i < o.size(); i++) {
          separate(i);
          append(o.keyAt(i));
          out.append(": ");
          append(o.valueAt(i));
        }
        out.append('}');
      }
      case SetValue s when s.isEmpty() -> out.append("set()");
      case SetValue s -> {
        out.append('{');
        for (var i = 0; i < s.size(); i++) {
          separate(i);
          append(s.at(i));
        }
        out.append('}');
      }
    }
  }

  private void separate(int position) {
    if (position > 0) {
      out.append(", ");
    }
  }
}
