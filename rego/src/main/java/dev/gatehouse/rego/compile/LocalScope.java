package dev.gatehouse.rego.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a rule while its declarations are rewritten, scope by scope: what each is called
 * from now on, how it first occurred and how often it was used. Changes as the rule is read.
 */
final class LocalScope {

  /** How a variable first occurred in a scope. */
  enum Occurrence {
    NEW, ARGUMENT, SEEN, ASSIGNED, DECLARED
  }

  /** A variable of a scope. */
  static final class Entry {
    private final String local;
    private final Occurrence occurrence;
    private int count = 1;

    private Entry(String local, Occurrence occurrence) {
      this.local = local;
      this.occurrence = occurrence;
    }

    String local() {
      return local;
    }

    Occurrence occurrence() {
      return occurrence;
    }

    int count() {
      return count;
    }
  }

  private final LocalNames names;
  private final List<Map<String, Entry>> scopes = new ArrayList<>();

  LocalScope(LocalNames names) {
    this.names = names;
    push();
  }

  /** A scope of its own that starts with what this one knows. */
  LocalScope copy() {
    var copy = new LocalScope(names);
    for (var scope : scopes) {
      scope.forEach(
          (name, entry) -> {
            var same = new Entry(entry.local, entry.occurrence);
            same.count = entry.count;
            copy.top().put(name, same);
          });
    }
    return copy;
  }

  void push() {
    scopes.add(new LinkedHashMap<>());
  }

  void pop() {
    scopes.removeLast();
  }

  /** The innermost scope: names in the source to their entries. */
  Map<String, Entry> top() {
    return scopes.getLast();
  }

  /** Declares the variable and gives it a local name. */
  String declare(String name, Occurrence occurrence) {
    var local = names.next();
    top().put(name, new Entry(local, occurrence));
    names.stands(local, name);
    return local;
  }

  /** Notes that a variable occurs that nothing declares. */
  void see(String name) {
    top().put(name, new Entry(name, Occurrence.SEEN));
  }

  /** What the variable is called from now on, null if it has not occurred. */
  @Nullable
  String local(String name) {
    var entry = entry(name);
    return entry == null ? null : entry.local;
  }

  /** Counts a use of the variable. */
  void use(String name) {
    var entry = entry(name);
    if (entry != null) {
      entry.count++;
    }
  }

  /** How often the variable occurred. */
  int count(String name) {
    var entry = entry(name);
    return entry == null ? 0 : entry.count;
  }

  /** How the variable occurred in the innermost scope. */
  Occurrence occurrence(String name) {
    var entry = top().get(name);
    return entry == null ? Occurrence.NEW : entry.occurrence;
  }

  /** The entry of the variable in the innermost scope that has it, null if none has. */
  @Nullable
  Entry entry(String name) {
    for (var i = scopes.size() - 1; i >= 0; i--) {
      var entry = scopes.get(i).get(name);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** The local names of the innermost scope by their names in the source. */
  Map<String, String> renames() {
    var renames = new HashMap<String, String>();
    top().forEach((name, entry) -> renames.put(name, entry.local));
    return renames;
  }
}
