package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Limits;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as Go reads and writes them: {@code 1m30s}, {@code 1.5ms}. */
final class Durations implements ITypeConverter<Duration> {

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
    return Duration.ofNanos(dev.gatehouse.rego.builtin.go.Durations.span(text).orElseThrow(
        () -> new TypeConversionException("'" + text + "' is no duration such as 10s or 1m30s")));
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
