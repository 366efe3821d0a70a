package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of terms that are still to be made equal, in order. A pair is ready when all variables
 * of one side are bound: each waits for its variables, so that none is asked again and again.
 */
final class Pairs {

  private final Predicate<String> isBound;
  private final SortedMap<Integer, Pair> open = new TreeMap<>();
  private final SortedSet<Integer> ready = new TreeSet<>();
  private final Map<String, List<Side>> waiting = new HashMap<>();
  private int added;

  /** Two terms of which neither has a part that is also paired. */
  record Pair(Term left, Term right) {}

  /** One side of a pair, with what of it is not bound. */
  private record Side(int pair, Set<String> missing) {}

  Pairs(Predicate<String> isBound) {
    this.isBound = isBound;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Adds a pair that can be dealt with at once. */
  void addReady(Pair pair) {
    ready.add(added);
    open.put(added++, pair);
  }

  /** Adds a pair with the variables that each of its sides needs. */
  void add(Pair pair, List<Set<String>> needs) {
    for (var needed : needs) {
      var side = new Side(added, new HashSet<>(needed));
      side.missing.removeIf(isBound);
      side.missing.forEach(
          name -> waiting.computeIfAbsent(name, n -> new ArrayList<>()).add(side));
      if (side.missing.isEmpty()) {
        ready.add(added);
      }
    }
    open.put(added++, pair);
  }

  /** Lets go on what waits for the variable. */
  void bound(String variable) {
    for (var side : waiting.getOrDefault(variable, List.of())) {
      side.missing.remove(variable);
      if (side.missing.isEmpty() && open.containsKey(side.pair)) {
        ready.add(side.pair);
      }
    }
    waiting.remove(variable);
  }

  /** Takes the first pair that is ready, null if none is. */
  @Nullable
  Pair takeReady() {
    if (ready.isEmpty()) {
      return null;
    }
    var first = ready.removeFirst();
    return open.remove(first);
  }

  Pair takeFirst() {
    return open.pollFirstEntry().getValue();
  }
}
