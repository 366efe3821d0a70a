package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Takes characters, prefixes and suffixes off the ends of strings. */
final class Trimming {

  /** Characters that are looked through one by one sooner than noted. */
  private static final int FEW = 64;

  private Trimming() {}

  static Value trim(BuiltinContext context, Value text, Value cutset) {
    return cut(text, Operand.string(1, text), in(Operand.string(2, cutset)), true, true);
  }

  static Value trimLeft(BuiltinContext context, Value text, Value cutset) {
    return cut(text, Operand.string(1, text), in(Operand.string(2, cutset)), true, false);
  }

  static Value trimRight(BuiltinContext context, Value text, Value cutset) {
    return cut(text, Operand.string(1, text), in(Operand.string(2, cutset)), false, true);
  }

  static Value trimSpace(BuiltinContext context, Value text) {
    return cut(text, Operand.string(1, text), Trimming::isSpace, true, true);
  }

  static Value trimPrefix(BuiltinContext context, Value text, Value prefix) {
    var base = Operand.string(1, text);
    var start = Operand.string(2, prefix);
    return base.startsWith(start) ? StringValue.of(base.substring(start.length())) : text;
  }

  static Value trimSuffix(BuiltinContext context, Value text, Value suffix) {
    var base = Operand.string(1, text);
    var end = Operand.string(2, suffix);
    return base.endsWith(end)
        ? StringValue.of(base.substring(0, base.length() - end.length()))
        : text;
  }

  private static IntPredicate in(String cutset) {
    if (cutset.length() <= FEW) {
      return c -> cutset.indexOf(c) >= 0;
    }
    var members = new BitSet();
    cutset.codePoints().forEach(members::set);
    return members::get;
  }

  private static Value cut(
      Value original, String text, IntPredicate cut, boolean left, boolean right) {
    var start = 0;
    var end = text.length();
    while (left && start < end && cut.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && start < end && cut.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return start == 0 && end == text.length()
        ? original
        : StringValue.of(text.substring(start, end));
  }

  /** Unicode's White_Space, which is Go's {@code unicode.IsSpace}. */
  static boolean isSpace(int c) {
    return switch (c) {
      case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F,
          0x3000 ->
        true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }
}
