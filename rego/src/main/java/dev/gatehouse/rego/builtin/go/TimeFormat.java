package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.rego.builtin.go.TimeLayout.Chunk;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/** Writes times by Go's layouts. */
public final class TimeFormat {

  private TimeFormat() {}

  /** The time by a layout, or by one of Go's named layouts such as {@code RFC3339}. */
  public static String format(ZonedDateTime time, String layout) {
    var out = new StringBuilder();
    for (var chunk : TimeLayout.chunks(TimeLayout.resolve(layout))) {
      out.append(chunk.prefix());
      append(time, chunk, out);
    }
    return out.toString();
  }

  private static void append(ZonedDateTime time, Chunk chunk, StringBuilder out) {
    switch (chunk.kind()) {
      case NONE -> {
      }
      case LONG_MONTH -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case MONTH ->
        out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case NUM_MONTH -> out.append(time.getMonthValue());
      case ZERO_MONTH -> pad(time.getMonthValue(), 2, '0', out);
      case LONG_WEEKDAY ->
        out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case WEEKDAY ->
        out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case DAY -> out.append(time.getDayOfMonth());
      case UNDER_DAY -> pad(time.getDayOfMonth(), 2, ' ', out);
      case ZERO_DAY -> pad(time.getDayOfMonth(), 2, '0', out);
      case UNDER_YEAR_DAY -> pad(time.getDayOfYear(), 3, ' ', out);
      case ZERO_YEAR_DAY -> pad(time.getDayOfYear(), 3, '0', out);
      case HOUR -> pad(time.getHour(), 2, '0', out);
      case HOUR12 -> out.append(hour12(time));
      case ZERO_HOUR12 -> pad(hour12(time), 2, '0', out);
      case MINUTE -> out.append(time.getMinute());
      case ZERO_MINUTE -> pad(time.getMinute(), 2, '0', out);
      case SECOND -> out.append(time.getSecond());
      case ZERO_SECOND -> pad(time.getSecond(), 2, '0', out);
      case LONG_YEAR -> pad(time.getYear(), 4, '0', out);
      case YEAR -> pad(Math.floorMod(time.getYear(), 100), 2, '0', out);
      case UPPER_PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
      case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
      case ZONE_NAME -> out.append(zoneName(time));
      case OFFSET, ISO_OFFSET -> offset(time.getOffset(), chunk, out);
      case FRACTION, TRIMMED_FRACTION -> fraction(time.getNano(), chunk, out);
    }
  }

  private static int hour12(ZonedDateTime time) {
    return time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
  }

  private static void pad(int value, int width, char with, StringBuilder out) {
    var digits = Integer.toString(value);
    out.repeat(with, Math.max(0, width - digits.length())).append(digits);
  }

  private static String zoneName(ZonedDateTime time) {
    return time.getZone().equals(ZoneOffset.UTC) ? "UTC" : ZoneNames.of(time);
  }

  private static void offset(ZoneOffset offset, Chunk chunk, StringBuilder out) {
    var seconds = offset.getTotalSeconds();
    if (chunk.kind() == TimeLayout.Kind.ISO_OFFSET && seconds == 0) {
      out.append('Z');
      return;
    }
    // Go sees from the minutes what is west of Greenwich.
    var size = seconds <= -60 ? -seconds : seconds;
    var colon = chunk.form().contains(":") ? ":" : "";
    var digits = chunk.form().chars().filter(c -> c >= '0' && c <= '9').count();
    out.append(seconds <= -60 ? '-' : '+');
    pad(size / 3600, 2, '0', out);
    if (digits >= 4) {
      out.append(colon);
      pad(size / 60 % 60, 2, '0', out);
    }
    if (digits >= 6) {
      out.append(colon);
      pad(size % 60, 2, '0', out);
    }
  }

  private static void fraction(int nanos, Chunk chunk, StringBuilder out) {
    var all = String.format("%09d", nanos);
    var digits = all.substring(0, Math.min(chunk.digits(), 9));
    if (chunk.kind() == TimeLayout.Kind.TRIMMED_FRACTION) {
      digits = digits.replaceFirst("0+$", "");
      if (digits.isEmpty()) {
        return;
      }
    }
    out.append(chunk.form().charAt(0)).append(digits);
    if (chunk.kind() == TimeLayout.Kind.FRACTION) {
      out.repeat('0', Math.max(0, chunk.digits() - 9));
    }
  }
}
