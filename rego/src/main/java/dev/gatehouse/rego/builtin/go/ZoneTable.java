package dev.gatehouse.rego.builtin.go;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Tables about time zones: lines of names with spaces between them, a tab, and what holds for them. */
final class ZoneTable {

  private ZoneTable() {}

  /**
   * What holds for each zone of a table.
   *
   * @param file beside this class
   * @param form reads what is after the tab, once for all zones of a line
   */
  static <T> Map<String, T> read(String file, Function<String, T> form) {
    var all = new HashMap<String, T>();
    for (var line : text(file).split("\n")) {
      if (!line.startsWith("#")) {
        var tab = line.indexOf('\t');
        var value = form.apply(line.substring(tab + 1));
        for (var zone : line.substring(0, tab).split(" ")) {
          all.put(zone, value);
        }
      }
    }
    return Map.copyOf(all);
  }

  private static String text(String file) {
    try (var in = ZoneTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
