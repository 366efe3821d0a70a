package dev.gatehouse.cli.measure;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Measurements that are kept, as {@code .json} or {@code .yaml}, in gator's form. */
public final class MeasurementFile {

  private MeasurementFile() {}

  public static void save(Measurement measurement, Path file) throws MeasurementException {
    var value = ArrayValue.of(measurement.toValue());
    var yaml = file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    try {
      Files.writeString(file,
          yaml ? Yaml.write(value) : Json.write(value, JsonStyle.pretty(2)) + "\n");
    } catch (IOException e) {
      throw new MeasurementException("writing results to " + file + ": " + e.getMessage());
    }
  }

  /**
   * Shows a measurement beside a kept one.
   *
   * @param threshold in percent
   * @param minimum a duration such as {@code 1ms}
   * @return whether nothing has regressed
   */
  public static boolean compare(Path file, Measurement measurement, double threshold,
      String minimum, PrintStream out) throws MeasurementException {
    var comparison = Comparison.of(load(file), measurement, threshold,
        Units.parseDuration(minimum));
    out.print("\n" + comparison);
    return !comparison.regressed();
  }

  private static ObjectValue load(Path file) throws MeasurementException {
    try {
      for (var document : Yaml.parse(Files.readAllBytes(file))) {
        var measurement = measurement(document.value());
        if (measurement != null) {
          return measurement;
        }
      }
      throw new MeasurementException("baseline " + file + " holds no measurement of the engine "
          + Measurement.ENGINE + ": make one with --save");
    } catch (IOException | TextException e) {
      throw new MeasurementException("reading baseline from " + file + ": " + e.getMessage());
    }
  }

  /** The measurement of our engine in a kept array, or null. */
  private static @Nullable ObjectValue measurement(Value kept) {
    if (kept instanceof ArrayValue items) {
      for (var item : items) {
        if (item instanceof ObjectValue object
            && StringValue.of(Measurement.ENGINE).equals(object.get("engine"))) {
          return object;
        }
      }
    }
    return null;
  }
}
