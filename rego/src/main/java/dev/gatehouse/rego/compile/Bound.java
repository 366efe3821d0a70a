package dev.gatehouse.rego.compile;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that are bound around a body; grows while the body around it is read. */
final class Bound {

  private final @Nullable Bound outer;
  private final Set<String> names;

  private Bound(@Nullable Bound outer, Set<String> names) {
    this.outer = outer;
    this.names = names;
  }

  /** The root documents and the given variables. */
  static Bound of(Set<String> names) {
    var all = new HashSet<>(names);
    all.add("data");
    all.add("input");
    return new Bound(null, all);
  }

  Bound inner() {
    return new Bound(this, new HashSet<>());
  }

  void add(Set<String> more) {
    names.addAll(more);
  }

  boolean has(String name) {
    for (Bound bound = this; bound != null; bound = bound.outer) {
      if (bound.names.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
