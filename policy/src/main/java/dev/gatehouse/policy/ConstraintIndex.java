package dev.gatehouse.policy;

import dev.gatehouse.kube.GroupVersionKind;
import dev.gatehouse.policy.match.KindSelector;
import dev.gatehouse.policy.match.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the constraints whose {@code match.kinds} allow a type, without looking at the others.
 * Constraints come in the order of their kind, then name.
 */
final class ConstraintIndex {

  private static final String ANY = "*";
  private static final Comparator<Constraint> ORDER = Comparator.comparing(Constraint::kind)
      .thenComparing(Constraint::name);

  private final Constraint[] constraints;
  private final Map<Key, int[]> positions;

  /** A group and a kind, each may be {@value #ANY}. */
  private record Key(String group, String kind) {}

  private ConstraintIndex(Constraint[] constraints, Map<Key, int[]> positions) {
    this.constraints = constraints;
    this.positions = positions;
  }

  static ConstraintIndex of(Collection<Constraint> constraints) {
    var sorted = constraints.stream().sorted(ORDER).toArray(Constraint[]::new);
    var lists = new HashMap<Key, TreeSet<Integer>>();
    for (var i = 0; i < sorted.length; i++) {
      for (var key : keys(sorted[i])) {
        lists.computeIfAbsent(key, absent -> new TreeSet<>()).add(i);
      }
    }
    var positions = new HashMap<Key, int[]>();
    lists.forEach(
        (key, list) -> positions.put(key, list.stream().mapToInt(Integer::intValue).toArray()));
    return new ConstraintIndex(sorted, Map.copyOf(positions));
  }

  private static List<Key> keys(Constraint constraint) {
    var kinds = constraint.match().map(Match::kinds).orElse(List.of());
    if (kinds.isEmpty()) {
      return List.of(new Key(ANY, ANY));
    }
    var keys = new ArrayList<Key>();
    for (KindSelector entry : kinds) {
      for (var group : entry.groups().isEmpty() ? Set.of(ANY) : entry.groups()) {
        for (var kind : entry.kinds().isEmpty() ? Set.of(ANY) : entry.kinds()) {
          keys.add(new Key(group, kind));
        }
      }
    }
    return keys;
  }

  /** The constraints that may be about a review, in order. */
  List<Constraint> candidates(Review review) {
    var lists = new ArrayList<int[]>(4);
    var first = review.object().map(object -> object.type()).orElse(GroupVersionKind.NONE);
    addLists(first, lists);
    var second = review.oldObject().map(object -> object.type()).orElse(first);
    if (!second.group().equals(first.group()) || !second.kind().equals(first.kind())) {
      addLists(second, lists);
    }
    return merge(lists);
  }

  private void addLists(GroupVersionKind type, List<int[]> lists) {
    add(new Key(type.group(), type.kind()), lists);
    add(new Key(ANY, type.kind()), lists);
    add(new Key(type.group(), ANY), lists);
    add(new Key(ANY, ANY), lists);
  }

  private void add(Key key, List<int[]> lists) {
    var list = positions.get(key);
    if (list != null) {
      lists.add(list);
    }
  }

  /** Merges ascending lists into one without repetitions. */
  private List<Constraint> merge(List<int[]> lists) {
    var cursors = new int[lists.size()];
    var merged = new ArrayList<Constraint>();
    while (true) {
      var lowest = Integer.MAX_VALUE;
      for (var i = 0; i < cursors.length; i++) {
        var list = lists.get(i);
        if (cursors[i] < list.length) {
          lowest = Math.min(lowest, list[cursors[i]]);
        }
      }
      if (lowest == Integer.MAX_VALUE) {
        return merged;
      }
      for (var i = 0; i < cursors.length; i++) {
        var list = lists.get(i);
        if (cursors[i] < list.length && list[cursors[i]] == lowest) {
          cursors[i]++;
        }
      }
      merged.add(constraints[lowest]);
    }
  }
}
