package dev.gatehouse.rego.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gives names to local variables that no source uses, and remembers what they stand for. */
final class LocalNames {

  static final String PREFIX = "__local";

  private final String prefix;
  private final Set<String> taken;
  private final Map<String, String> sources;
  private int next;

  private LocalNames(String prefix, Set<String> taken, Map<String, String> sources) {
    this.prefix = prefix;
    this.taken = taken;
    this.sources = sources;
  }

  /** Names for the rules of modules. */
  static LocalNames ofModules() {
    return new LocalNames(PREFIX, new HashSet<>(), new HashMap<>());
  }

  /** Names for one query. */
  static LocalNames ofQuery() {
    return new LocalNames(PREFIX + "q", new HashSet<>(), new HashMap<>());
  }

  /** Notes a name that a source uses. */
  void exclude(String name) {
    if (isGenerated(name)) {
      taken.add(name);
    }
  }

  String next() {
    while (true) {
      var name = prefix + next + "__";
      next++;
      if (!taken.contains(name)) {
        return name;
      }
    }
  }

  /** Notes that the local variable stands for the variable of this name in the source. */
  void stands(String local, String source) {
    sources.put(local, source);
  }

  /** The name in the source, or the name itself where the compiler made it. */
  String source(String name) {
    return sources.getOrDefault(name, name);
  }

  /** The name as an author knows it, {@code _} for a wildcard. */
  String shown(String name) {
    var source = source(name);
    return source.startsWith("$") ? "_" : source;
  }

  /** Local names to the names in the source that they stand for. */
  Map<String, String> sources() {
    return sources;
  }

  static boolean isGenerated(String name) {
    return name.startsWith(PREFIX);
  }
}
