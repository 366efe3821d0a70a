package dev.gatehouse.rego.builtin.glob;

import java.util.List;
import java.util.TreeSet;

/**
 * Where a matcher fits within a text.
 *
 * @param at where it begins
 * @param lengths how long it may be there, in bytes
 */
record Found(int at, List<Integer> lengths) {

  static Found of(int at, int length) {
    return new Found(at, List.of(length));
  }

  /** The earlier of two, or both if they begin at the same place. */
  Found or(Found other) {
    if (at != other.at) {
      return at < other.at ? this : other;
    }
    var both = new TreeSet<>(lengths);
    both.addAll(other.lengths);
    return new Found(at, List.copyOf(both));
  }
}
