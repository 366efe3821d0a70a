package dev.gatehouse.rego.builtin.go;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Short names of time zones, such as {@code CEST}, which the JDK knows for the present alone. */
final class ZoneNames {

  private static final String FILE = "zone-names.txt";

  /** The names of offsets in seconds, by the second at which they begin to be used, by zone. */
  private static final Map<String, TreeMap<Long, Map<Integer, String>>> ERAS = ZoneTable.read(FILE,
      ZoneNames::eras);

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
}
