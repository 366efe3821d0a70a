package dev.gatehouse.cli.measure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Durations and sizes as people read them, in gator's form. */
final class Units {

  private static final double KIB = 1024;
  private static final Map<String, Double> UNITS = units();

  private Units() {}

  /** The longer unit before the shorter one that it ends with. */
  private static Map<String, Double> units() {
    var units = new LinkedHashMap<String, Double>();
    units.put("ns", 1.0);
    units.put("us", 1e3);
    units.put("µs", 1e3);
    units.put("ms", 1e6);
    units.put("s", 1e9);
    units.put("m", 60e9);
    return units;
  }

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
    for (var unit : UNITS.entrySet()) {
      if (text.endsWith(unit.getKey())) {
        var number = text.substring(0, text.length() - unit.getKey().length());
        if (number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
          return Double.parseDouble(number) * unit.getValue();
        }
        break;
      }
    }
    throw new MeasurementException(
        "\"" + text + "\" is no duration: write a number and a unit, such as 1ms, 200us or 2s");
  }

  static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
