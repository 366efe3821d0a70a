package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.rego.builtin.go.TimeLayout.Chunk;
import dev.gatehouse.rego.builtin.go.TimeLayout.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Reads times by Go's layouts: lenient on fractions of seconds, strict on ranges. One use each. */
public final class TimeParse {

  private static final List<String> MONTHS = List.of(
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December");
  private static final List<String> DAYS = List.of("Sunday", "Monday", "Tuesday", "Wednesday",
      "Thursday", "Friday", "Saturday");

  /** An offset of minus one second counts as none, and any counts as none beside UTC, as in Go. */
  private static final int NO_OFFSET = -1;

  private final String layout;
  private final String text;
  private String rest;
  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanos;
  private int offset;
  private boolean isUniversal;
  private boolean isPm;
  private boolean isAm;

  private TimeParse(String layout, String text) {
    this.layout = layout;
    this.text = text;
    this.rest = text;
  }

  /**
   * Reads a time. A zone given by name alone counts as UTC, as in Go.
   *
   * @param layout a layout, or the name of one of Go's
   * @throws IllegalArgumentException with Go's message
   */
  public static Instant parse(String layout, String text) {
    // Go works on bytes: one character each.
    var bytes = new String(Utf8.encode(text), StandardCharsets.ISO_8859_1);
    var form = new String(Utf8.encode(TimeLayout.resolve(layout)), StandardCharsets.ISO_8859_1);
    return new TimeParse(form, bytes).run();
  }

  private Instant run() {
    var chunks = TimeLayout.chunks(layout);
    for (var i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      skip(chunk.prefix());
      if (chunk.kind() == Kind.NONE) {
        if (!rest.isEmpty()) {
          throw failure(": extra text: " + quote(rest));
        }
        break;
      }
      var before = rest;
      try {
        read(chunk, chunks.get(i + 1));
      } catch (Mismatch e) {
        throw cannotParse(before, chunk.form());
      }
    }
    return instant();
  }

  private void skip(String prefix) {
    var at = 0;
    for (var i = 0; i < prefix.length();) {
      if (prefix.charAt(i) == ' ') {
        if (at < rest.length() && rest.charAt(at) != ' ') {
          throw cannotParse(rest.substring(at), prefix.substring(i));
        }
        i = afterSpaces(prefix, i);
        at = afterSpaces(rest, at);
      } else if (at == rest.length() || rest.charAt(at) != prefix.charAt(i)) {
        throw cannotParse(rest.substring(at), prefix);
      } else {
        at++;
        i++;
      }
    }
    rest = rest.substring(at);
  }

  private static int afterSpaces(String text, int start) {
    var end = start;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end;
  }

  private void read(Chunk chunk, Chunk next) {
    switch (chunk.kind()) {
      case NONE -> {
      }
      case YEAR -> {
        var two = integer(take(2));
        year = two + (two >= 69 ? 1900 : 2000);
      }
      case LONG_YEAR -> {
        require(rest.length() >= 4 && isDigit(rest, 0));
        year = integer(take(4));
      }
      case MONTH -> month = name(MONTHS, 3) + 1;
      case LONG_MONTH -> month = name(MONTHS, 99) + 1;
      case WEEKDAY -> name(DAYS, 3);
      case LONG_WEEKDAY -> name(DAYS, 99);
      case NUM_MONTH, ZERO_MONTH -> month = number(chunk, 1, 12, "month");
      case DAY, ZERO_DAY -> day = number(chunk, 0, 99, "day");
      case UNDER_DAY -> {
        skipSpace();
        day = number(chunk, 0, 99, "day");
      }
      case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> yearDay(chunk.kind() == Kind.ZERO_YEAR_DAY);
      case HOUR -> hour = number(chunk, 0, 23, "hour");
      case HOUR12, ZERO_HOUR12 -> hour = number(chunk, 0, 12, "hour");
      case MINUTE, ZERO_MINUTE -> minute = number(chunk, 0, 59, "minute");
      case SECOND, ZERO_SECOND -> {
        second = number(chunk, 0, 59, "second");
        extraFraction(next);
      }
      case UPPER_PM -> halfOfDay("PM", "AM");
      case LOWER_PM -> halfOfDay("pm", "am");
      case OFFSET, ISO_OFFSET -> offset(chunk);
      case ZONE_NAME -> zoneName();
      case FRACTION -> {
        require(rest.length() > chunk.digits());
        nanos = fraction(chunk.digits() + 1);
      }
      case TRIMMED_FRACTION -> {
        if (rest.length() >= 2 && isPoint(rest.charAt(0)) && isDigit(rest, 1)) {
          nanos = fraction(1 + digits(1));
        }
      }
    }
  }

  /** A fraction after the seconds is read even where the layout has none. */
  private void extraFraction(Chunk next) {
    var expected = next.kind() == Kind.FRACTION || next.kind() == Kind.TRIMMED_FRACTION;
    if (!expected && rest.length() >= 2 && isPoint(rest.charAt(0)) && isDigit(rest, 1)) {
      nanos = fraction(1 + digits(1));
    }
  }

  private int digits(int from) {
    var end = from;
    while (isDigit(rest, end)) {
      end++;
    }
    return end - from;
  }

  private int fraction(int length) {
    var taken = take(length);
    require(isPoint(taken.charAt(0)));
    var digits = taken.substring(1, Math.min(length, 10));
    require(digits.chars().allMatch(c -> c >= '0' && c <= '9') && !digits.isEmpty());
    return Integer.parseInt((digits + "000000000").substring(0, 9));
  }

  private void skipSpace() {
    if (rest.startsWith(" ")) {
      rest = rest.substring(1);
    }
  }

  private void yearDay(boolean fixed) {
    if (!fixed) {
      skipSpace();
      skipSpace();
    }
    var count = Math.min(digits(0), 3);
    require(count > 0 && (!fixed || count == 3));
    yearDay = Integer.parseInt(take(count));
  }

  private int number(Chunk chunk, int low, int high, String what) {
    var fixed = chunk.form().startsWith("0");
    require(isDigit(rest, 0) && (!fixed || isDigit(rest, 1)));
    var value = Integer.parseInt(take(isDigit(rest, 1) ? 2 : 1));
    if (value < low || value > high) {
      throw failure(": " + what + " out of range");
    }
    return value;
  }

  private int name(List<String> names, int length) {
    for (var i = 0; i < names.size(); i++) {
      var name = names.get(i).substring(0, Math.min(length, names.get(i).length()));
      if (rest.length() >= name.length()
          && rest.substring(0, name.length()).toLowerCase(Locale.ROOT)
              .equals(name.toLowerCase(Locale.ROOT))) {
        rest = rest.substring(name.length());
        return i;
      }
    }
    throw Mismatch.INSTANCE;
  }

  private void halfOfDay(String pm, String am) {
    var half = take(2);
    require(half.equals(pm) || half.equals(am));
    isPm |= half.equals(pm);
    isAm |= half.equals(am);
  }

  private void offset(Chunk chunk) {
    if (chunk.kind() == Kind.ISO_OFFSET && rest.startsWith("Z")) {
      rest = rest.substring(1);
      isUniversal = true;
      return;
    }
    var form = chunk.form();
    var taken = take(form.length());
    for (var i = 1; i < form.length(); i++) {
      require((form.charAt(i) == ':') == (taken.charAt(i) == ':'));
    }
    var numbers = taken.substring(1).replace(":", "");
    require(numbers.chars().allMatch(c -> c >= '0' && c <= '9'));
    var hours = part(numbers, 0, 24, "hour");
    var minutes = part(numbers, 2, 60, "minute");
    var seconds = part(numbers, 4, 60, "second");
    require(taken.charAt(0) == '+' || taken.charAt(0) == '-');
    offset = (taken.charAt(0) == '-' ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds);
  }

  private int part(String numbers, int start, int high, String what) {
    var value = start < numbers.length()
        ? Integer.parseInt(numbers.substring(start, start + 2))
        : 0;
    if (value > high) {
      throw failure(": time zone offset " + what + " out of range");
    }
    return value;
  }

  private void zoneName() {
    var isUtc = rest.startsWith("UTC");
    isUniversal |= isUtc;
    var length = isUtc ? 3 : zoneNameLength();
    require(length > 0);
    rest = rest.substring(length);
  }

  private int zoneNameLength() {
    if (rest.length() < 3) {
      return 0;
    }
    if (rest.startsWith("ChST") || rest.startsWith("MeST")) {
      return 4;
    }
    if (rest.startsWith("GMT")) {
      return 3 + signedHours(rest.substring(3));
    }
    if (rest.charAt(0) == '+' || rest.charAt(0) == '-') {
      return signedHours(rest);
    }
    var upper = 0;
    while (upper < 6 && upper < rest.length() && rest.charAt(upper) >= 'A'
        && rest.charAt(upper) <= 'Z') {
      upper++;
    }
    return switch (upper) {
      case 3 -> 3;
      case 4 -> rest.charAt(3) == 'T' || rest.startsWith("WITA") ? 4 : 0;
      case 5 -> rest.charAt(4) == 'T' ? 5 : 0;
      default -> 0;
    };
  }

  /** The length of a sign with hours up to 23, 0 if there is none. */
  private static int signedHours(String value) {
    if (value.isEmpty() || value.charAt(0) != '+' && value.charAt(0) != '-') {
      return 0;
    }
    var end = 1;
    while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
      end++;
    }
    return end == 1 || end > 12 || Long.parseLong(value.substring(1, end)) > 23 ? 0 : end;
  }

  private Instant instant() {
    if (isPm && hour < 12) {
      hour += 12;
    } else if (isAm && hour == 12) {
      hour = 0;
    }
    if (yearDay >= 0) {
      applyYearDay();
    }
    month = month < 0 ? 1 : month;
    day = day < 0 ? 1 : day;
    if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      throw failure(": day out of range");
    }
    return LocalDate.of(year, month, day)
        .atTime(LocalTime.of(hour, minute, second, nanos))
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(isUniversal || offset == NO_OFFSET ? 0 : offset);
  }

  private void applyYearDay() {
    var leap = LocalDate.of(year, 1, 1).isLeapYear();
    if (yearDay < 1 || yearDay > (leap ? 366 : 365)) {
      throw failure(": day-of-year out of range");
    }
    var date = LocalDate.ofYearDay(year, yearDay);
    if (month >= 0 && month != date.getMonthValue()) {
      throw failure(": day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw failure(": day-of-year does not match day");
    }
    month = date.getMonthValue();
    day = date.getDayOfMonth();
  }

  private String take(int length) {
    require(rest.length() >= length);
    var taken = rest.substring(0, length);
    rest = rest.substring(length);
    return taken;
  }

  private static int integer(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw Mismatch.INSTANCE;
    }
  }

  private static boolean isDigit(String value, int at) {
    return at < value.length() && value.charAt(at) >= '0' && value.charAt(at) <= '9';
  }

  private static boolean isPoint(char c) {
    return c == '.' || c == ',';
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw Mismatch.INSTANCE;
    }
  }

  private IllegalArgumentException cannotParse(String value, String element) {
    return new IllegalArgumentException(
        "parsing time "
            + quote(text)
            + " as "
            + quote(layout)
            + ": cannot parse "
            + quote(value)
            + " as "
            + quote(element));
  }

  private IllegalArgumentException failure(String message) {
    return new IllegalArgumentException("parsing time " + quote(text) + message);
  }

  /** The quoting of Go's {@code time} package: every byte beyond printable ASCII as an escape. */
  static String quote(String bytes) {
    var out = new StringBuilder("\"");
    for (var c : bytes.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= 0x80 || c < ' ') {
        out.append("\\x").append(Quotes.hex(c, 2));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** The value does not fit the element. */
  private static final class Mismatch extends RuntimeException {

    static final Mismatch INSTANCE = new Mismatch();

    private Mismatch() {
      super("mismatch", null, false, false);
    }
  }
}
