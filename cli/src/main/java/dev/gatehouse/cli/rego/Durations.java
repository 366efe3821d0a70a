package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as Go reads and writes them: {@code 1m30s}, {@code 1.5ms}. */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
  private static final Map<String, Double> NANOS = Map.of("ns", 1d, "us", 1e3, "µs", 1e3, "ms", 1e6,
      "s", 1e9, "m", 60e9, "h", 3600e9);

  /** What a command on a person's own machine may use: the time given, a day where none is. */
  static Limits limits(Duration timeout) {
    return new Limits(
        Long.MAX_VALUE,
        Limits.DEFAULT.depth(),
        timeout.isZero() ? Duration.ofDays(1) : timeout,
        Long.MAX_VALUE);
  }

  @Override
  public Duration convert(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    var matcher = PART.matcher(text);
    var nanos = 0d;
    var end = 0;
    while (matcher.find() && matcher.start() == end) {
      nanos += Double.parseDouble(matcher.group(1)) * NANOS.getOrDefault(matcher.group(2), 0d);
      end = matcher.end();
    }
    if (end == 0 || end != text.length()) {
      throw new TypeConversionException("'" + text + "' is no duration such as 10s or 1m30s");
    }
    return Duration.ofNanos((long) nanos);
  }

  /** A time span as Go prints it. */
  static String text(long nanos) {
    if (nanos < 1_000) {
      return nanos == 0 ? "0s" : nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return decimal(nanos, 1_000) + "µs";
    }
    if (nanos < 1_000_000_000) {
      return decimal(nanos, 1_000_000) + "ms";
    }
    var minutes = nanos / 60_000_000_000L;
    var seconds = decimal(nanos % 60_000_000_000L, 1_000_000_000) + "s";
    if (minutes == 0) {
      return seconds;
    }
    return minutes < 60
        ? minutes + "m" + seconds
        : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long nanos, long unit) {
    var fraction = String.valueOf(unit + nanos % unit).substring(1).replaceAll("0+$", "");
    return nanos / unit + (fraction.isEmpty() ? "" : "." + fraction);
  }
}
