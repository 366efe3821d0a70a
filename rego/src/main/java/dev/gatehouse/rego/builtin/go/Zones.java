package dev.gatehouse.rego.builtin.go;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Time zones as Go finds them on Linux. The JDK has merged zones that agree since 1970; those that
 * differed before are provided to it here, under names with a prefix.
 */
public final class Zones extends ZoneRulesProvider {

  private static final String PREFIX = "go/";
  private static final String FILE = "zone-offsets.txt";

  /** Names that the JDK leaves out, and the zones that are the same since 1970. */
  private static final Map<String, String> LINKS = Map.of("EST", "America/Panama", "MST",
      "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei", "GMT+0", "GMT", "GMT-0",
      "GMT");

  /** The first offset in seconds, those after it, and until when they count, by zone. */
  private final Map<String, String> offsets = ZoneTable.read(FILE, rest -> rest);

  /** The zone, or null if there is none. */
  public static @Nullable ZoneId find(String name) {
    var known = getAvailableZoneIds();
    if (known.contains(PREFIX + name)) {
      return ZoneId.of(PREFIX + name);
    }
    var link = LINKS.getOrDefault(name, name);
    return known.contains(link) && !link.startsWith(PREFIX) ? ZoneId.of(link) : null;
  }

  /** The name by which a zone is found. */
  static String name(ZoneId zone) {
    var id = zone.getId();
    return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
  }

  @Override
  protected Set<String> provideZoneIds() {
    return offsets.keySet().stream().map(name -> PREFIX + name).collect(Collectors.toSet());
  }

  @Override
  protected @Nullable ZoneRules provideRules(String zone, boolean forCaching) {
    var name = zone.substring(PREFIX.length());
    var fields = offsets.get(name);
    return fields == null
        ? null
        : rules(List.of(fields.split(" ")), ZoneId.of(LINKS.getOrDefault(name, name)).getRules());
  }

  /** The offsets up to the last field, then those of the JDK, with which they agree there. */
  private static ZoneRules rules(List<String> fields, ZoneRules later) {
    var first = offset(fields.getFirst());
    var end = Instant.ofEpochSecond(Long.parseLong(fields.getLast()));
    var changes = new ArrayList<ZoneOffsetTransition>();
    var before = first;
    for (var field : fields.subList(1, fields.size() - 1)) {
      var equals = field.indexOf('=');
      var after = offset(field.substring(equals + 1));
      var second = Long.parseLong(field.substring(0, equals));
      changes.add(ZoneOffsetTransition.of(
          LocalDateTime.ofEpochSecond(second, 0, before), before, after));
      before = after;
    }
    later.getTransitions().stream()
        .filter(change -> change.getInstant().isAfter(end))
        .forEach(changes::add);
    return ZoneRules.of(first, first, List.of(), changes, later.getTransitionRules());
  }

  private static ZoneOffset offset(String seconds) {
    return ZoneOffset.ofTotalSeconds(Integer.parseInt(seconds));
  }

  @Override
  protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
    var rules = provideRules(zone, false);
    return rules == null ? new TreeMap<>() : new TreeMap<>(Map.of("1", rules));
  }
}
