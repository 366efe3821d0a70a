package dev.gatehouse.rego.builtin.graphql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for fragments. */
final class FragmentRules {

  private FragmentRules() {}

  /** Fragments select from types that have fields. */
  static final class OnComposite implements Rule {

    @Override
    public void inline(QueryWalk walk, Selection.Inline inline) {
      var type = walk.schema().type(inline.condition());
      if (type != null && !type.isComposite()) {
        walk.fault(
            inline.place(),
            "Fragment cannot condition on non composite type \"" + inline.condition() + "\".");
      }
    }

    @Override
    public void fragment(QueryWalk walk, Fragment fragment) {
      var type = walk.schema().type(fragment.condition());
      if (type != null && !type.isComposite()) {
        walk.fault(
            fragment.place(),
            "Fragment \"" + fragment.name() + "\" cannot condition on non composite type \""
                + fragment.condition() + "\".");
      }
    }
  }

  /** A fragment that is spread is defined. */
  static final class Known implements Rule {

    @Override
    public void spread(QueryWalk walk, Selection.Spread spread) {
      if (walk.fragment(spread.name()) == null) {
        walk.fault(spread.place(), "Unknown fragment \"" + spread.name() + "\".");
      }
    }
  }

  /** Types that are named are there. */
  static final class KnownTypes implements Rule {

    @Override
    public void variable(QueryWalk walk, Operation.Variable variable) {
      report(walk, variable.place(), variable.type().baseName(), "");
    }

    @Override
    public void inline(QueryWalk walk, Selection.Inline inline) {
      if (!inline.condition().isEmpty()) {
        report(walk, inline.place(), inline.condition(), "");
      }
    }

    @Override
    public void fragment(QueryWalk walk, Fragment fragment) {
      report(
          walk,
          fragment.place(),
          fragment.condition(),
          Suggestions.quoted(
              "Did you mean", fragment.condition(), walk.schema().typeNames()));
    }

    private static void report(
        QueryWalk walk, @Nullable Place place, String type, String suggestion) {
      if (walk.schema().type(type) == null) {
        walk.fault(place, "Unknown type \"" + type + "\"." + suggestion);
      }
    }
  }

  /** A fragment does not contain itself. */
  static final class NoCycles implements Rule {

    private final Set<String> visited = new HashSet<>();
    private final List<Selection.Spread> path = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    @Override
    public void fragment(QueryWalk walk, Fragment fragment) {
      visit(walk, fragment);
    }

    private void visit(QueryWalk walk, Fragment fragment) {
      if (!visited.add(fragment.name())) {
        return;
      }
      positions.put(fragment.name(), path.size());
      for (var spread : spreads(fragment.selections())) {
        walk.spend(1);
        var start = positions.get(spread.name());
        path.add(spread);
        if (start != null) {
          report(walk, spread, path.subList(start, path.size() - 1));
        } else {
          var next = walk.fragment(spread.name());
          if (next != null) {
            visit(walk, next);
          }
        }
        path.removeLast();
      }
      positions.remove(fragment.name());
    }

    private static void report(
        QueryWalk walk, Selection.Spread spread, List<Selection.Spread> between) {
      var via = between.isEmpty()
          ? ""
          : between.stream().map(s -> '"' + s.name() + '"')
              .collect(Collectors.joining(", ", " via ", ""));
      walk.fault(
          spread.place(),
          "Cannot spread fragment \"" + spread.name() + "\" within itself" + via + ".");
    }

    private static List<Selection.Spread> spreads(List<Selection> selections) {
      var spreads = new ArrayList<Selection.Spread>();
      var open = new ArrayDeque<List<Selection>>();
      open.push(selections);
      while (!open.isEmpty()) {
        for (var selection : open.pop()) {
          switch (selection) {
            case Selection.Spread spread -> spreads.add(spread);
            case Selection.Field field -> open.push(field.selections());
            case Selection.Inline inline -> open.push(inline.selections());
          }
        }
      }
      return spreads;
    }
  }

  /** Every fragment is used by an operation, or, as in OPA, by the first fragment. */
  static final class NoUnused implements Rule {

    private final Set<String> used = new HashSet<>();
    private boolean isPastFirst;

    @Override
    public void spread(QueryWalk walk, Selection.Spread spread) {
      if (!isPastFirst) {
        used.add(spread.name());
      }
    }

    @Override
    public void fragment(QueryWalk walk, Fragment fragment) {
      isPastFirst = true;
      if (!used.contains(fragment.name())) {
        walk.fault(fragment.place(), "Fragment \"" + fragment.name() + "\" is never used.");
      }
    }
  }

  /** A fragment can apply where it is spread. */
  static final class Possible implements Rule {

    @Override
    public void inline(QueryWalk walk, Selection.Inline inline) {
      var parent = walk.site(inline).parent();
      if (parent != null && isImpossible(walk.schema(), parent, inline.condition())) {
        walk.fault(
            inline.place(),
            "Fragment cannot be spread here as objects of type \"" + parent.name()
                + "\" can never be of type \"" + inline.condition() + "\".");
      }
    }

    @Override
    public void spread(QueryWalk walk, Selection.Spread spread) {
      var parent = walk.site(spread).parent();
      var fragment = walk.fragment(spread.name());
      if (parent != null
          && fragment != null
          && isImpossible(walk.schema(), parent, fragment.condition())) {
        walk.fault(
            spread.place(),
            "Fragment \"" + spread.name() + "\" cannot be spread here as objects of type \""
                + parent.name() + "\" can never be of type \"" + fragment.condition() + "\".");
      }
    }

    private static boolean isImpossible(Schema schema, Definition parent, String condition) {
      var type = schema.type(condition);
      if (!parent.isComposite() || type == null || !type.isComposite()) {
        return false;
      }
      var parents = parent.is("OBJECT")
          ? List.of(parent)
          : schema.possibleTypes(parent.name());
      var names = new HashSet<String>();
      parents.forEach(p -> names.add(p.name()));
      return schema.possibleTypes(condition).stream()
          .noneMatch(possible -> names.contains(possible.name()));
    }
  }

  /** Fragments have different names. */
  static final class Unique implements Rule {

    private final Set<String> seen = new HashSet<>();

    @Override
    public void fragment(QueryWalk walk, Fragment fragment) {
      if (!seen.add(fragment.name())) {
        walk.fault(
            fragment.place(),
            "There can be only one fragment named \"" + fragment.name() + "\".");
      }
    }
  }
}
