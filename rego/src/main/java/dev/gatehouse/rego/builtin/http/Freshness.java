package dev.gatehouse.rego.builtin.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How long a response is good, as it says itself (RFC 9111), and whether it may be kept at all. */
final class Freshness {

  private static final Set<Integer> KEPT = Set.of(
      200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501);
  private static final int CENTURY = 1969;

  /** The forms of dates (RFC 9110, 5.6.7). */
  private static final List<DateTimeFormatter> DATES = List.of(
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH),
      new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, CENTURY)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH),
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH));

  private Freshness() {}

  static boolean isKept(Response response) {
    return KEPT.contains(response.code());
  }

  static boolean mayBeStored(Response response) {
    return !directives(response).containsKey("no-store");
  }

  /** When the response is no longer good, long ago if it does not say. @throws SendException if what it says is wrong */
  static Instant end(Response response) throws SendException {
    var age = directives(response).get("max-age");
    if (age == null) {
      return date(response.header("Expires"), Instant.MIN);
    }
    if (response.header("Date").isEmpty()) {
      throw SendException.internal("no date header");
    }
    var date = date(response.header("Date"), null);
    return date.plusSeconds(seconds(age));
  }

  private static long seconds(String text) throws SendException {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw SendException.internal(
          "strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
    }
    return text.length() > 10
        ? Integer.MAX_VALUE
        : Math.min(Long.parseLong(text), Integer.MAX_VALUE);
  }

  private static Instant date(String text, @org.jspecify.annotations.Nullable Instant otherwise)
      throws SendException {
    for (var form : DATES) {
      try {
        return form.withZone(ZoneOffset.UTC).parse(text, Instant::from);
      } catch (DateTimeException e) {
        continue;
      }
    }
    if (otherwise == null) {
      throw SendException.internal("parsing time \"" + text + "\": it is no date");
    }
    return otherwise;
  }

  private static Map<String, String> directives(Response response) {
    var directives = new HashMap<String, String>();
    for (var part : response.header("Cache-Control").split(",")) {
      var equals = part.indexOf('=');
      if (equals < 0) {
        directives.put(part.strip(), "");
      } else if (part.indexOf('=', equals + 1) < 0) {
        directives.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return directives;
  }
}
