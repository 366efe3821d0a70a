package dev.gatehouse.rego.builtin.go;

import com.google.re2j.Pattern;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;

/** Reads durations as Go's {@code time.ParseDuration}, and with days, weeks and years as OPA does. */
public final class Durations {

  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(63);
  private static final Map<String, Long> UNITS = Map.of(
      "ns",
      1L,
      "us",
      1000L,
      "µs",
      1000L,
      "μs",
      1000L,
      "ms",
      1_000_000L,
      "s",
      1_000_000_000L,
      "m",
      60_000_000_000L,
      "h",
      3_600_000_000_000L);
  private static final Map<String, Double> HOURS = Map.of("d", 24.0, "w", 168.0, "y", 8760.0);
  private static final Pattern EXTENDED = Pattern.compile("[-+]?([0-9.]+(ms|us|µs|ns|[a-z]))+");
  private static final Pattern SEGMENT = Pattern.compile("([0-9.]+)(ms|us|µs|ns|[a-z])");

  private Durations() {}

  /** The duration in nanoseconds. @throws IllegalArgumentException with Go's message */
  public static long parse(String text) {
    if (text.isEmpty() || text.chars().noneMatch(c -> c == 'd' || c == 'w' || c == 'y')) {
      return parseGo(text);
    }
    if (!EXTENDED.matches(text)) {
      throw new IllegalArgumentException("time: invalid duration " + Quotes.quote(text));
    }
    return parse(rewritten(text), Quotes.quote(text));
  }

  /** As Go alone reads it, without days, weeks and years. @throws IllegalArgumentException with Go's message */
  public static long parseGo(String text) {
    return parse(text, quote(text));
  }

  /** The nanoseconds of a span as Go alone reads it; empty if it is no duration, or a negative one. */
  public static OptionalLong span(String text) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      var nanos = parseGo(text);
      return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  /** With days, weeks and years in hours. */
  private static String rewritten(String text) {
    var out = new StringBuilder();
    if (text.startsWith("-") || text.startsWith("+")) {
      out.append(text.charAt(0));
    }
    var segments = SEGMENT.matcher(text);
    while (segments.find()) {
      var hours = HOURS.get(segments.group(2));
      if (hours == null) {
        out.append(segments.group());
      } else {
        try {
          out.append(Floats.format(Double.parseDouble(segments.group(1)) * hours, 'f', -1))
              .append('h');
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException("time: invalid duration " + Quotes.quote(text), e);
        }
      }
    }
    return out.toString();
  }

  private static long parse(String text, String shown) {
    var negative = text.startsWith("-");
    var rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    if (rest.isEmpty()) {
      throw invalid(shown);
    }
    var total = BigInteger.ZERO;
    while (!rest.isEmpty()) {
      var numberEnd = numberEnd(rest);
      var number = rest.substring(0, numberEnd);
      if (number.isEmpty() || number.equals(".")) {
        throw invalid(shown);
      }
      var unitEnd = numberEnd;
      while (unitEnd < rest.length() && !isNumber(rest.charAt(unitEnd))) {
        unitEnd++;
      }
      var unit = rest.substring(numberEnd, unitEnd);
      if (unit.isEmpty()) {
        throw new IllegalArgumentException("time: missing unit in duration " + shown);
      }
      var nanos = UNITS.get(unit);
      if (nanos == null) {
        throw new IllegalArgumentException(
            "time: unknown unit " + quote(unit) + " in duration " + shown);
      }
      total = total.add(nanos(number, nanos, shown));
      if (total.compareTo(MOST) > 0) {
        throw invalid(shown);
      }
      rest = rest.substring(unitEnd);
    }
    if (!negative && total.equals(MOST)) {
      throw invalid(shown);
    }
    return (negative ? total.negate() : total).longValueExact();
  }

  /** A second point ends the number, and is found to lack a unit. */
  private static int numberEnd(String text) {
    var end = 0;
    var points = 0;
    while (end < text.length() && isNumber(text.charAt(end))) {
      points += text.charAt(end) == '.' ? 1 : 0;
      if (points > 1) {
        break;
      }
      end++;
    }
    return end;
  }

  private static boolean isNumber(char c) {
    return c == '.' || c >= '0' && c <= '9';
  }

  private static BigInteger nanos(String number, long unit, String shown) {
    var point = number.indexOf('.');
    var digits = point < 0 ? number : number.substring(0, point);
    if (digits.length() > 40) {
      throw invalid(shown);
    }
    var whole = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    var nanos = whole.multiply(BigInteger.valueOf(unit));
    if (point >= 0 && point < number.length() - 1) {
      nanos = nanos.add(fraction(number.substring(point + 1), unit));
    }
    if (nanos.compareTo(MOST) > 0) {
      throw invalid(shown);
    }
    return nanos;
  }

  /** Computed in doubles, as in Go; digits beyond 64 bits do not count. */
  private static BigInteger fraction(String digits, long unit) {
    var value = 0L;
    var scale = 1.0;
    for (var i = 0; i < digits.length() && value <= Long.MAX_VALUE / 10 - 1; i++) {
      value = value * 10 + digits.charAt(i) - '0';
      scale *= 10;
    }
    return BigInteger.valueOf((long) (value * (unit / scale)));
  }

  private static IllegalArgumentException invalid(String shown) {
    return new IllegalArgumentException("time: invalid duration " + shown);
  }

  private static String quote(String text) {
    return TimeParse.quote(new String(Utf8.encode(text), StandardCharsets.ISO_8859_1));
  }
}
