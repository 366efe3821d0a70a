package dev.gatehouse.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The timestamps that go-yaml recognises: v2 leaves them strings, v3 makes them times. */
final class YamlTimestamp {

  private static final Pattern PARTS = Pattern.compile(
      "(?<year>\\d+)-(?<month>\\d+)-(?<day>\\d+)"
          + "(?:[Tt ](?<hour>\\d+):(?<minute>\\d+):(?<second>\\d+)(?:[.,](?<rest>\\d+))?(?<zone>.*))?");
  private static final int NANOS = 9;

  private final String in;
  private int at;

  private YamlTimestamp(String in) {
    this.in = in;
  }

  static boolean matches(String text) {
    return text.length() >= 8 && text.charAt(4) == '-' && new YamlTimestamp(text).matches();
  }

  /** A timestamp as Go writes a time in JSON. */
  static String rfc3339(String text) {
    var parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no timestamp: " + text);
    }
    var rest = parts.group("rest") == null ? "" : parts.group("rest");
    var fraction = rest.substring(0, Math.min(rest.length(), NANOS)).replaceAll("0+$", "");
    var zone = parts.group("zone") == null || parts.group("zone").isEmpty()
        || parts.group("zone").endsWith("00:00")
            ? "Z"
            : parts.group("zone");
    return parts.group("year")
        + "-" + twoDigits(parts.group("month"))
        + "-" + twoDigits(parts.group("day"))
        + "T" + twoDigits(parts.group("hour"))
        + ":" + twoDigits(parts.group("minute"))
        + ":" + twoDigits(parts.group("second"))
        + (fraction.isEmpty() ? "" : "." + fraction)
        + zone;
  }

  private static String twoDigits(@Nullable String number) {
    return number == null ? "00" : "0".repeat(2 - number.length()) + number;
  }

  private boolean matches() {
    var year = digits(4, 4);
    var month = take('-') ? digits(1, 2) : -1;
    var day = take('-') ? digits(1, 2) : -1;
    if (year < 0 || !isDate(year, month, day)) {
      return false;
    }
    if (at == in.length()) {
      return true;
    }
    var zoned = !take(' ');
    if (zoned && !take('T') && !take('t')) {
      return false;
    }
    return isTime() && (!zoned || isZone()) && at == in.length();
  }

  private static boolean isDate(int year, int month, int day) {
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean isTime() {
    var hour = digits(1, 2);
    var minute = take(':') ? digits(1, 2) : -1;
    var second = take(':') ? digits(1, 2) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    return (!take('.') && !take(',')) || digits(1, Integer.MAX_VALUE) >= 0;
  }

  private boolean isZone() {
    if (take('Z')) {
      return true;
    }
    if (!take('+') && !take('-')) {
      return false;
    }
    var hours = digits(2, 2);
    var minutes = take(':') ? digits(2, 2) : -1;
    return hours >= 0 && hours <= 24 && minutes >= 0 && minutes <= 60;
  }

  private boolean take(char c) {
    if (at < in.length() && in.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** A number of so many digits, or -1. */
  private int digits(int fewest, int most) {
    var start = at;
    var value = 0;
    while (at < in.length()
        && at - start < most
        && in.charAt(at) >= '0'
        && in.charAt(at) <= '9') {
      value = Math.min(value * 10 + in.charAt(at++) - '0', 1 << 20);
    }
    return at - start < fewest ? -1 : value;
  }
}
