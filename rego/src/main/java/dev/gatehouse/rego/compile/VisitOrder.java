package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Members of sets and entries of objects as they are visited, in {@link TermOrder}, which decides
 * what of them is evaluated first; equal ones are there once.
 */
final class VisitOrder {

  private VisitOrder() {}

  /** The members in order, equal ones once. */
  static List<Term> members(List<Term> items) {
    for (var i = 1; i < items.size(); i++) {
      if (TermOrder.INSTANCE.compare(items.get(i - 1), items.get(i)) >= 0) {
        return sorted(items);
      }
    }
    return items;
  }

  private static List<Term> sorted(List<Term> items) {
    var sorted = new ArrayList<>(items);
    sorted.sort(TermOrder.INSTANCE);
    var distinct = new ArrayList<Term>(sorted.size());
    for (var item : sorted) {
      if (distinct.isEmpty() || TermOrder.INSTANCE.compare(distinct.getLast(), item) != 0) {
        distinct.add(item);
      }
    }
    return distinct;
  }

  /** The entries in the order of their keys; of equal keys the first with the last one's value. */
  static List<Term.Entry> entries(List<Term.Entry> entries) {
    for (var i = 1; i < entries.size(); i++) {
      if (TermOrder.INSTANCE.compare(entries.get(i - 1).key(), entries.get(i).key()) >= 0) {
        return sortedEntries(entries);
      }
    }
    return entries;
  }

  private static List<Term.Entry> sortedEntries(List<Term.Entry> entries) {
    var sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Term.Entry::key, TermOrder.INSTANCE));
    var distinct = new ArrayList<Term.Entry>(sorted.size());
    for (var entry : sorted) {
      var isAgain = !distinct.isEmpty()
          && TermOrder.INSTANCE.compare(distinct.getLast().key(), entry.key()) == 0;
      distinct.add(isAgain
          ? new Term.Entry(distinct.removeLast().key(), entry.value())
          : entry);
    }
    return distinct;
  }
}
