package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;

/** Strings in lower or upper case, character by character as Go maps them. */
final class LetterCase {

  private LetterCase() {}

  static Value lower(BuiltinContext context, Value text) {
    return mapped(context, text, Operand.string(1, text), false);
  }

  static Value upper(BuiltinContext context, Value text) {
    return mapped(context, text, Operand.string(1, text), true);
  }

  /** Maps code point by code point, as Go does: one to one, whatever the locale. */
  private static Value mapped(BuiltinContext context, Value original, String text, boolean upper) {
    var changed = 0;
    context.spend(1 + text.length() / BuiltinContext.TEXT_UNIT);
    while (changed < text.length() && isCase(text.charAt(changed), upper)) {
      changed++;
    }
    if (changed == text.length()) {
      return original;
    }
    context.allocateText(text.length());
    var out = new StringBuilder(text.length()).append(text, 0, changed);
    for (var i = changed; i < text.length();) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      out.appendCodePoint(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return StringValue.of(out.toString());
  }

  private static boolean isCase(char c, boolean upper) {
    return c < 0x80 && (upper ? c < 'a' || c > 'z' : c < 'A' || c > 'Z');
  }
}
