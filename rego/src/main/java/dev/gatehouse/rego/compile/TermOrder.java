package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * OPA's order of terms. Members of sets and entries of objects are visited in this order, which
 * decides what of them is evaluated first; equal ones are there once.
 */
final class TermOrder {

  static final Comparator<Term> ORDER = TermOrder::compare;

  private TermOrder() {}

  static int compare(Term left, Term right) {
    var rank = Integer.compare(rank(left), rank(right));
    return rank != 0 || left == right ? rank : compareAlike(left, right);
  }

  private static int rank(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> scalar.value().typeRank();
      case Term.Template template -> 4;
      case Term.Var variable -> 5;
      case Term.Ref ref -> 6;
      case Term.ArrayTerm array -> 7;
      case Term.ObjectTerm object -> 8;
      case Term.SetTerm set -> 9;
      case Term.ArrayComprehension closure -> 10;
      case Term.ObjectComprehension closure -> 11;
      case Term.SetComprehension closure -> 12;
      case Term.Call call -> 13;
    };
  }

  private static int compareAlike(Term left, Term right) {
    return switch (left) {
      case Term.Scalar scalar -> scalar.value().compareTo(((Term.Scalar) right).value());
      case Term.Var variable ->
        StringValue.compareUtf8(variable.name(), ((Term.Var) right).name());
      case Term.Ref ref -> compare(ref.parts(), ((Term.Ref) right).parts());
      case Term.ArrayTerm array -> compare(array.items(), ((Term.ArrayTerm) right).items());
      case Term.SetTerm set ->
        compare(members(set.items()), members(((Term.SetTerm) right).items()));
      case Term.ObjectTerm object -> compareObjects(object, (Term.ObjectTerm) right);
      case Term.Call call -> {
        var operator = compare(call.operator(), ((Term.Call) right).operator());
        yield operator != 0 ? operator : compare(call.args(), ((Term.Call) right).args());
      }
      case Term.Template t -> byText(left, right);
      case Term.ArrayComprehension c -> byText(left, right);
      case Term.SetComprehension c -> byText(left, right);
      case Term.ObjectComprehension c -> byText(left, right);
    };
  }

  /** The order of closures is not observable; it only has to tell different ones apart. */
  private static int byText(Term left, Term right) {
    return TermText.of(left).compareTo(TermText.of(right));
  }

  private static int compareObjects(Term.ObjectTerm left, Term.ObjectTerm right) {
    var a = entries(left.entries());
    var b = entries(right.entries());
    for (var i = 0; i < Math.min(a.size(), b.size()); i++) {
      var order = compare(a.get(i).key(), b.get(i).key());
      if (order == 0) {
        order = compare(a.get(i).value(), b.get(i).value());
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  static int compare(List<Term> left, List<Term> right) {
    for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
      var order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** The members in order, equal ones once. */
  static List<Term> members(List<Term> items) {
    for (var i = 1; i < items.size(); i++) {
      if (compare(items.get(i - 1), items.get(i)) >= 0) {
        return sorted(items);
      }
    }
    return items;
  }

  private static List<Term> sorted(List<Term> items) {
    var sorted = new ArrayList<>(items);
    sorted.sort(ORDER);
    var distinct = new ArrayList<Term>(sorted.size());
    for (var item : sorted) {
      if (distinct.isEmpty() || compare(distinct.getLast(), item) != 0) {
        distinct.add(item);
      }
    }
    return distinct;
  }

  /** The entries in the order of their keys; of equal keys the last one written counts. */
  static List<Term.Entry> entries(List<Term.Entry> entries) {
    for (var i = 1; i < entries.size(); i++) {
      if (compare(entries.get(i - 1).key(), entries.get(i).key()) >= 0) {
        return sortedEntries(entries);
      }
    }
    return entries;
  }

  private static List<Term.Entry> sortedEntries(List<Term.Entry> entries) {
    var sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Term.Entry::key, ORDER));
    var distinct = new ArrayList<Term.Entry>(sorted.size());
    for (var entry : sorted) {
      if (!distinct.isEmpty() && compare(distinct.getLast().key(), entry.key()) == 0) {
        distinct.removeLast();
      }
      distinct.add(entry);
    }
    return distinct;
  }
}
