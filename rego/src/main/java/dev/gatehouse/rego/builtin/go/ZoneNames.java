package dev.gatehouse.rego.builtin.go;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Short names of time zones, such as {@code CEST}, which the JDK knows for the present alone. */
final class ZoneNames {

  private static final String FILE = "zone-names.txt";

  /** The names of offsets in seconds, by the second at which they begin to be used, by zone. */
  private static final Map<String, TreeMap<Long, Map<Integer, String>>> ERAS = read();

  private ZoneNames() {}

  /** The name of the zone at a time; its offset, such as {@code +0545}, if it has no other. */
  static String of(ZonedDateTime time) {
    var eras = ERAS.get(Zones.name(time.getZone()));
    var seconds = time.getOffset().getTotalSeconds();
    var name = eras == null
        ? null
        : eras.floorEntry(time.toEpochSecond()).getValue().get(seconds);
    return name == null ? offset(seconds) : name;
  }

  private static String offset(int seconds) {
    var minutes = Math.abs(seconds) / 60;
    var sign = seconds < 0 ? '-' : '+';
    return minutes % 60 == 0
        ? "%c%02d".formatted(sign, minutes / 60)
        : "%c%02d%02d".formatted(sign, minutes / 60, minutes % 60);
  }

  private static Map<String, TreeMap<Long, Map<Integer, String>>> read() {
    var all = new HashMap<String, TreeMap<Long, Map<Integer, String>>>();
    for (var line : text().split("\n")) {
      if (!line.startsWith("#")) {
        var fields = line.split("\t");
        var eras = eras(fields[1]);
        for (var zone : fields[0].split(" ")) {
          all.put(zone, eras);
        }
      }
    }
    return Map.copyOf(all);
  }

  private static TreeMap<Long, Map<Integer, String>> eras(String text) {
    var eras = new TreeMap<Long, Map<Integer, String>>();
    for (var era : text.split(" ")) {
      var colon = era.indexOf(':');
      var names = new HashMap<Integer, String>();
      for (var name : era.substring(colon + 1).split(",")) {
        var equals = name.indexOf('=');
        names.put(Integer.valueOf(name.substring(0, equals)), name.substring(equals + 1));
      }
      eras.put(colon == 0 ? Long.MIN_VALUE : Long.parseLong(era.substring(0, colon)), names);
    }
    return eras;
  }

  private static String text() {
    try (var in = ZoneNames.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
