package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces several texts in one pass, as Go's {@code strings.Replacer}: at each place the first
 * pattern in order wins, and what was replaced is not looked at again.
 */
final class Replacement {

  private final BuiltinContext context;
  private final Map<Character, List<Pair>> pairs;
  private final @Nullable String between;

  private Replacement(
      BuiltinContext context, Map<Character, List<Pair>> pairs, @Nullable String between) {
    this.context = context;
    this.pairs = pairs;
    this.between = between;
  }

  static Replacement of(ObjectValue patterns, BuiltinContext context) {
    var pairs = new HashMap<Character, List<Pair>>();
    @Nullable
    String between = null;
    for (var i = 0; i < patterns.size(); i++) {
      if (!(patterns.keyAt(i) instanceof StringValue key)) {
        throw Operand.refuse(1, "non-string key found in pattern object");
      }
      if (!(patterns.valueAt(i) instanceof StringValue value)) {
        throw Operand.refuse(1, "non-string value found in pattern object");
      }
      if (key.value().isEmpty()) {
        between = value.value();
      } else {
        pairs
            .computeIfAbsent(key.value().charAt(0), c -> new ArrayList<>())
            .add(new Pair(key.value(), value.value()));
      }
    }
    return new Replacement(context, pairs, between);
  }

  Value apply(String text) {
    if (between != null) {
      return applyBetween(text, between);
    }
    var out = new StringBuilder(text.length());
    for (var at = 0; at < text.length();) {
      var pair = find(text, at);
      if (pair == null) {
        out.append(text.charAt(at));
        at++;
      } else {
        context.allocateText(pair.to.length());
        out.append(pair.to);
        at += pair.from.length();
      }
    }
    context.allocateText(text.length());
    return StringValue.of(out.toString());
  }

  /** With an empty pattern, its replacement stands before every byte that is left, and at the end. */
  private Value applyBetween(String text, String inserted) {
    var out = new Bytes(context);
    var replacedEmpty = false;
    var at = 0;
    while (at <= text.length()) {
      var pair = replacedEmpty && at < text.length() ? find(text, at) : null;
      if (!replacedEmpty) {
        out.add(Utf8.encode(inserted));
        replacedEmpty = true;
      } else if (pair != null) {
        out.add(Utf8.encode(pair.to));
        at += pair.from.length();
        replacedEmpty = false;
      } else if (at < text.length()) {
        at = character(text, at, inserted, out);
        replacedEmpty = false;
      } else {
        at++;
      }
    }
    return out.text();
  }

  private static int character(String text, int at, String inserted, Bytes out) {
    var next = text.offsetByCodePoints(at, 1);
    var bytes = Utf8.encode(text.substring(at, next));
    for (var i = 0; i < bytes.length; i++) {
      if (i > 0) {
        out.add(Utf8.encode(inserted));
      }
      out.add(new byte[]{bytes[i]});
    }
    return next;
  }

  /** The replacement before every byte of the text and at its end: Go's replacement of nothing. */
  static Value betweenBytes(BuiltinContext context, String text, String inserted) {
    return new Replacement(context, Map.of(), inserted).apply(text);
  }

  private @Nullable Pair find(String text, int at) {
    var candidates = pairs.getOrDefault(text.charAt(at), List.of());
    context.spend(1 + candidates.size());
    for (var pair : candidates) {
      if (text.startsWith(pair.from, at)) {
        return pair;
      }
    }
    return null;
  }

  private record Pair(String from, String to) {}

  /** Collects bytes against the limits. */
  private static final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BuiltinContext context;

    Bytes(BuiltinContext context) {
      this.context = context;
    }

    void add(byte[] bytes) {
      context.allocateText(bytes.length);
      out.writeBytes(bytes);
    }

    Value text() {
      return StringValue.of(Utf8.decode(out.toByteArray()));
    }
  }
}
