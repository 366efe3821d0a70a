package dev.gatehouse.rego.builtin.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A layout of Go's {@code time} package: how the reference time Mon Jan 2 15:04:05 2006 is written. */
final class TimeLayout {

  private static final Map<String, String> NAMED = Map.ofEntries(
      Map.entry("ANSIC", "Mon Jan _2 15:04:05 2006"),
      Map.entry("UnixDate", "Mon Jan _2 15:04:05 MST 2006"),
      Map.entry("RubyDate", "Mon Jan 02 15:04:05 -0700 2006"),
      Map.entry("RFC822", "02 Jan 06 15:04 MST"),
      Map.entry("RFC822Z", "02 Jan 06 15:04 -0700"),
      Map.entry("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
      Map.entry("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"),
      Map.entry("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"),
      Map.entry("RFC3339", "2006-01-02T15:04:05Z07:00"),
      Map.entry("RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"));

  private static final Map<String, List<Chunk>> CHUNKS = NAMED.values().stream()
      .collect(Collectors.toUnmodifiableMap(layout -> layout, TimeLayout::read));

  private TimeLayout() {}

  /** The layout that a name stands for; any other text is a layout itself. */
  static String resolve(String layout) {
    return NAMED.getOrDefault(layout, layout);
  }

  /** The chunks of a layout; the last has no element. */
  static List<Chunk> chunks(String layout) {
    var known = CHUNKS.get(layout);
    return known == null ? read(layout) : known;
  }

  private static List<Chunk> read(String layout) {
    var chunks = new ArrayList<Chunk>();
    var start = 0;
    var at = 0;
    while (at < layout.length()) {
      var element = elementAt(layout, at);
      if (element == null) {
        at++;
      } else {
        // In _2006 the underscore is text.
        var from = at + element.skipped;
        chunks.add(
            new Chunk(
                layout.substring(start, from),
                element.kind,
                layout.substring(from, at + element.length),
                element.digits));
        at += element.length;
        start = at;
      }
    }
    chunks.add(new Chunk(layout.substring(start), Kind.NONE, "", 0));
    return chunks;
  }

  private static @org.jspecify.annotations.Nullable Found elementAt(String layout, int at) {
    return switch (layout.charAt(at)) {
      case 'J' ->
        layout.startsWith("January", at)
            ? found(Kind.LONG_MONTH, 7)
            : isWord(layout, at, "Jan") ? found(Kind.MONTH, 3) : null;
      case 'M' ->
        layout.startsWith("Monday", at)
            ? found(Kind.LONG_WEEKDAY, 6)
            : isWord(layout, at, "Mon")
                ? found(Kind.WEEKDAY, 3)
                : layout.startsWith("MST", at) ? found(Kind.ZONE_NAME, 3) : null;
      case '0' -> zeroAt(layout, at);
      case '1' -> layout.startsWith("15", at) ? found(Kind.HOUR, 2) : found(Kind.NUM_MONTH, 1);
      case '2' -> layout.startsWith("2006", at) ? found(Kind.LONG_YEAR, 4) : found(Kind.DAY, 1);
      case '_' -> underscoreAt(layout, at);
      case '3' -> found(Kind.HOUR12, 1);
      case '4' -> found(Kind.MINUTE, 1);
      case '5' -> found(Kind.SECOND, 1);
      case 'P' -> layout.startsWith("PM", at) ? found(Kind.UPPER_PM, 2) : null;
      case 'p' -> layout.startsWith("pm", at) ? found(Kind.LOWER_PM, 2) : null;
      case '-', 'Z' -> offsetAt(layout, at);
      case '.', ',' -> fractionAt(layout, at);
      default -> null;
    };
  }

  private static boolean isWord(String layout, int at, String word) {
    var end = at + word.length();
    return layout.startsWith(word, at)
        && (end == layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z');
  }

  private static @org.jspecify.annotations.Nullable Found zeroAt(String layout, int at) {
    if (layout.startsWith("002", at)) {
      return found(Kind.ZERO_YEAR_DAY, 3);
    }
    return at + 1 == layout.length()
        ? null
        : switch (layout.charAt(at + 1)) {
          case '1' -> found(Kind.ZERO_MONTH, 2);
          case '2' -> found(Kind.ZERO_DAY, 2);
          case '3' -> found(Kind.ZERO_HOUR12, 2);
          case '4' -> found(Kind.ZERO_MINUTE, 2);
          case '5' -> found(Kind.ZERO_SECOND, 2);
          case '6' -> found(Kind.YEAR, 2);
          default -> null;
        };
  }

  private static @org.jspecify.annotations.Nullable Found underscoreAt(String layout, int at) {
    if (layout.startsWith("_2006", at)) {
      return new Found(Kind.LONG_YEAR, 5, 0, 1);
    }
    if (layout.startsWith("_2", at)) {
      return found(Kind.UNDER_DAY, 2);
    }
    return layout.startsWith("__2", at) ? found(Kind.UNDER_YEAR_DAY, 3) : null;
  }

  private static @org.jspecify.annotations.Nullable Found offsetAt(String layout, int at) {
    for (var form : List.of("070000", "07:00:00", "0700", "07:00", "07")) {
      if (layout.startsWith(form, at + 1)) {
        return found(layout.charAt(at) == 'Z' ? Kind.ISO_OFFSET : Kind.OFFSET, form.length() + 1);
      }
    }
    return null;
  }

  private static @org.jspecify.annotations.Nullable Found fractionAt(String layout, int at) {
    if (at + 1 == layout.length() || layout.charAt(at + 1) != '0' && layout.charAt(at + 1) != '9') {
      return null;
    }
    var digit = layout.charAt(at + 1);
    var end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    if (end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9') {
      return null;
    }
    return new Found(
        digit == '0' ? Kind.FRACTION : Kind.TRIMMED_FRACTION, end - at, end - at - 1, 0);
  }

  private static Found found(Kind kind, int length) {
    return new Found(kind, length, 0, 0);
  }

  private record Found(Kind kind, int length, int digits, int skipped) {}

  /**
   * Text and the element that follows it.
   *
   * @param form the element as it stands in the layout
   * @param digits of a fraction
   */
  record Chunk(String prefix, Kind kind, String form, int digits) {}

  /** What an element stands for. */
  enum Kind {
    NONE, LONG_MONTH, MONTH, NUM_MONTH, ZERO_MONTH, LONG_WEEKDAY, WEEKDAY, DAY, UNDER_DAY, ZERO_DAY, UNDER_YEAR_DAY, ZERO_YEAR_DAY, HOUR, HOUR12, ZERO_HOUR12, MINUTE, ZERO_MINUTE, SECOND, ZERO_SECOND, LONG_YEAR, YEAR, UPPER_PM, LOWER_PM, ZONE_NAME, OFFSET, ISO_OFFSET, FRACTION, TRIMMED_FRACTION
  }
}
