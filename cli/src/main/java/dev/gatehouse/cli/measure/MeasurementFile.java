package dev.gatehouse.cli.measure;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
    var comparison =
        Comparison.of(load(file), measurement, threshold, Units.parseDuration(minimum));
    out.print("\n" + comparison);
    return !comparison.regressed();
  }

  private static ObjectValue load(Path file) throws MeasurementException {
    try {
      var documents = Yaml.parse(Files.readAllBytes(file));
      if (!documents.isEmpty() && documents.getFirst().value() instanceof ArrayValue kept) {
        for (var item : kept) {
          if (item instanceof ObjectValue object
              && object.get("engine") instanceof StringValue engine
              && engine.value().equals(Measurement.ENGINE)) {
            return object;
          }
        }
      }
      throw new MeasurementException("baseline " + file + " holds no measurement of the engine "
          + Measurement.ENGINE + ": make one with --save");
    } catch (IOException e) {
      throw new MeasurementException("reading baseline from " + file + ": " + e.getMessage());
    } catch (TextException e) {
      throw new MeasurementException("reading baseline from " + file + ": " + e.getMessage());
    }
  }
}
