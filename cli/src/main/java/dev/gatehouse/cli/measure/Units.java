package dev.gatehouse.cli.measure;

import dev.gatehouse.rego.builtin.go.Durations;
import java.util.Locale;

/** Durations and sizes as people read them, in gator's form. */
final class Units {

  private static final double KIB = 1024;

  private Units() {}

  static String duration(double nanos) {
    if (nanos < 1e3) {
      return format("%.0fns", nanos);
    }
    if (nanos < 1e6) {
      return format("%.2fµs", nanos / 1e3);
    }
    return nanos < 1e9 ? format("%.2fms", nanos / 1e6) : format("%.3fs", nanos / 1e9);
  }

  static String bytes(double bytes) {
    if (bytes < KIB) {
      return format("%.0f B", bytes);
    }
    if (bytes < KIB * KIB) {
      return format("%.2f KB", bytes / KIB);
    }
    return bytes < KIB * KIB * KIB
        ? format("%.2f MB", bytes / (KIB * KIB))
        : format("%.2f GB", bytes / (KIB * KIB * KIB));
  }

  /**
   * The nanoseconds of a duration such as {@code 1.5ms}, {@code 200us} or {@code 2s}.
   *
   * @throws MeasurementException if it is none
   */
  static double parseDuration(String text) throws MeasurementException {
    return Durations.span(text).orElseThrow(() -> new MeasurementException(
        "\"" + text + "\" is no duration: write a number and a unit, such as 1ms, 200us or 2s"));
  }

  static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
