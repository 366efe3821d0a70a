package dev.gatehouse.rego.builtin.graphql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one name in the answer can be merged: the rule "overlapping fields can be merged" of
 * GraphQL's specification. It compares fields within a selection, with those of the fragments that
 * are spread in it, and those of the fragments with each other.
 */
final class Overlaps implements Rule {

  private final Map<Pair, Boolean> comparedPairs = new HashMap<>();
  private Set<String> comparedFragments = new HashSet<>();

  /** Two fragments, in the order of their names. */
  private record Pair(String first, String second) {

    static Pair of(String a, String b) {
      return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /** What a selection holds: its fields by their names in the answer, and its spreads. */
  private record Selected(Map<String, List<Selection.Field>> fields, List<String> spreads) {

    static Selected of(QueryWalk walk, List<Selection> selections) {
      var selected = new Selected(new LinkedHashMap<>(), new ArrayList<>());
      selected.collect(walk, selections);
      return selected;
    }

    private void collect(QueryWalk walk, List<Selection> selections) {
      for (var selection : selections) {
        walk.spend(1);
        switch (selection) {
          case Selection.Field field ->
            fields.computeIfAbsent(field.responseName(), n -> new ArrayList<>()).add(field);
          case Selection.Inline inline -> collect(walk, inline.selections());
          case Selection.Spread spread -> spreads.add(spread.name());
        }
      }
    }
  }

  /**
   * Two fields that cannot be merged.
   *
   * @param within the conflicts of what they select, empty if they are in conflict themselves
   */
  private record Conflict(
      String name, String reason, List<Conflict> within, @Nullable Place place) {

    String text() {
      return within.isEmpty()
          ? reason
          : within.stream()
              .map(c -> "subfields \"" + c.name + "\" conflict because " + c.text())
              .collect(Collectors.joining(" and "));
    }
  }

  @Override
  public void operation(QueryWalk walk, Operation operation) {
    report(walk, operation.selections());
  }

  @Override
  public void field(QueryWalk walk, Selection.Field field) {
    if (walk.current() != null) {
      report(walk, field.selections());
    }
  }

  @Override
  public void inline(QueryWalk walk, Selection.Inline inline) {
    report(walk, inline.selections());
  }

  @Override
  public void fragment(QueryWalk walk, Fragment fragment) {
    report(walk, fragment.selections());
  }

  private void report(QueryWalk walk, List<Selection> selections) {
    if (selections.isEmpty()) {
      return;
    }
    for (var conflict : within(walk, selections)) {
      walk.fault(
          conflict.place(),
          "Fields \"" + conflict.name() + "\" conflict because " + conflict.text()
              + ". Use different aliases on the fields to fetch both if this was intentional.");
    }
  }

  private List<Conflict> within(QueryWalk walk, List<Selection> selections) {
    var selected = Selected.of(walk, selections);
    var conflicts = new ArrayList<Conflict>();
    for (var fields : selected.fields().values()) {
      for (var i = 0; i < fields.size(); i++) {
        for (var other : fields.subList(i + 1, fields.size())) {
          compare(walk, false, fields.get(i), other, conflicts);
        }
      }
    }
    comparedFragments = new HashSet<>();
    var spreads = selected.spreads();
    for (var i = 0; i < spreads.size(); i++) {
      betweenFieldsAndFragment(walk, false, selected, spreads.get(i), conflicts);
      for (var other : spreads.subList(i + 1, spreads.size())) {
        betweenFragments(walk, false, spreads.get(i), other, conflicts);
      }
    }
    return conflicts;
  }

  private void betweenFieldsAndFragment(
      QueryWalk walk, boolean exclusive, Selected fields, String name, List<Conflict> conflicts) {
    var fragment = comparedFragments.add(name) ? walk.fragment(name) : null;
    if (fragment == null) {
      return;
    }
    var others = Selected.of(walk, fragment.selections());
    if (fields.fields().equals(others.fields())) {
      return;
    }
    between(walk, exclusive, fields, others, conflicts);
    for (var spread : others.spreads()) {
      if (!spread.equals(name)) {
        betweenFieldsAndFragment(walk, exclusive, fields, spread, conflicts);
      }
    }
  }

  private void betweenFragments(
      QueryWalk walk, boolean exclusive, String a, String b, List<Conflict> conflicts) {
    walk.spend(1);
    var pair = Pair.of(a, b);
    var compared = comparedPairs.get(pair);
    if (a.equals(b) || compared != null && (exclusive || !compared)) {
      return;
    }
    comparedPairs.put(pair, exclusive);
    var first = walk.fragment(a);
    var second = walk.fragment(b);
    if (first == null || second == null) {
      return;
    }
    var fieldsA = Selected.of(walk, first.selections());
    var fieldsB = Selected.of(walk, second.selections());
    between(walk, exclusive, fieldsA, fieldsB, conflicts);
    fieldsB.spreads().forEach(s -> betweenFragments(walk, exclusive, a, s, conflicts));
    fieldsA.spreads().forEach(s -> betweenFragments(walk, exclusive, s, b, conflicts));
  }

  private void between(
      QueryWalk walk, boolean exclusive, Selected a, Selected b, List<Conflict> conflicts) {
    a.fields().forEach((name, fields) -> {
      for (var field : fields) {
        for (var other : b.fields().getOrDefault(name, List.of())) {
          compare(walk, exclusive, field, other, conflicts);
        }
      }
    });
  }

  private void compare(
      QueryWalk walk,
      boolean parentsExclusive,
      Selection.Field a,
      Selection.Field b,
      List<Conflict> conflicts) {
    walk.spend(1);
    var siteA = walk.site(a);
    var siteB = walk.site(b);
    if (siteA.parent() == null || siteB.parent() == null) {
      return;
    }
    var exclusive = parentsExclusive || isExclusive(siteA, siteB);
    var reason = reason(walk, exclusive, a, b);
    if (!reason.isEmpty()) {
      conflicts.add(new Conflict(a.responseName(), reason, List.of(), b.place()));
      return;
    }
    var below = betweenSelections(walk, exclusive, a.selections(), b.selections());
    if (!below.isEmpty()) {
      conflicts.add(new Conflict(a.responseName(), "", below, b.place()));
    }
  }

  /** Whether two fields never stand in one answer, as their types are different objects. */
  private static boolean isExclusive(QueryWalk.Site a, QueryWalk.Site b) {
    return a.parent() != null
        && b.parent() != null
        && !a.parent().name().equals(b.parent().name())
        && a.parent().is("OBJECT")
        && b.parent().is("OBJECT")
        && a.field() != null
        && b.field() != null;
  }

  private static String reason(
      QueryWalk walk, boolean exclusive, Selection.Field a, Selection.Field b) {
    var definitionA = walk.site(a).field();
    var definitionB = walk.site(b).field();
    if (!exclusive && !a.name().equals(b.name())) {
      return "\"" + a.name() + "\" and \"" + b.name() + "\" are different fields";
    }
    if (!exclusive && !sameArguments(a.arguments(), b.arguments())) {
      return "they have differing arguments";
    }
    return definitionA != null
        && definitionB != null
        && doTypesConflict(walk.schema(), definitionA.type(), definitionB.type())
            ? "they return conflicting types \"" + definitionA.type() + "\" and \""
                + definitionB.type() + "\""
            : "";
  }

  private static boolean sameArguments(
      List<Directive.Argument> a, List<Directive.Argument> b) {
    return a.size() == b.size()
        && a.stream().allMatch(x -> b.stream().anyMatch(y -> isSame(x, y)));
  }

  private static boolean isSame(Directive.Argument a, Directive.Argument b) {
    return a.name().equals(b.name())
        && a.value().is(b.value().kind())
        && a.value().raw().equals(b.value().raw());
  }

  private static boolean doTypesConflict(Schema schema, TypeReference a, TypeReference b) {
    if (a.item() != null && b.item() != null) {
      return doTypesConflict(schema, a.item(), b.item());
    }
    if (a.item() != null || b.item() != null || a.nonNull() != b.nonNull()) {
      return true;
    }
    var typeA = schema.type(a.name());
    var typeB = schema.type(b.name());
    return typeA != null
        && typeB != null
        && typeA.isLeaf()
        && typeB.isLeaf()
        && !typeA.name().equals(typeB.name());
  }

  private List<Conflict> betweenSelections(
      QueryWalk walk, boolean exclusive, List<Selection> first, List<Selection> second) {
    var a = Selected.of(walk, first);
    var b = Selected.of(walk, second);
    var conflicts = new ArrayList<Conflict>();
    between(walk, exclusive, a, b, conflicts);
    for (var spread : b.spreads()) {
      comparedFragments = new HashSet<>();
      betweenFieldsAndFragment(walk, exclusive, a, spread, conflicts);
    }
    for (var spread : a.spreads()) {
      comparedFragments = new HashSet<>();
      betweenFieldsAndFragment(walk, exclusive, b, spread, conflicts);
    }
    for (var spreadA : a.spreads()) {
      for (var spreadB : b.spreads()) {
        betweenFragments(walk, exclusive, spreadA, spreadB, conflicts);
      }
    }
    return conflicts;
  }
}
