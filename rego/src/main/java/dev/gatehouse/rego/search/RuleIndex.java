package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells which of the rules of a document may hold, by the values that their bodies ask for. */
final class RuleIndex {

  private static final Set<String> KEPT = Set.of("internal.print", "internal.test_case");

  private final Trie root = new Trie();
  private final Set<Definition> complete = new HashSet<>();
  private final @Nullable Definition fallback;
  private final boolean isMultiValue;
  private final boolean groundPaths;

  /** @param isVirtual whether rules take part in the document of a reference */
  RuleIndex(List<Definition> rules, Predicate<Term.Ref> isVirtual) {
    var conditions = new HashMap<Definition, List<List<Condition>>>();
    var counts = new Conditions.Counts();
    Definition byDefault = null;
    var ground = true;
    for (var first : rules) {
      for (var rule = first; rule != null; rule = rule.otherwise()) {
        if (rule.rule().isDefault()) {
          byDefault = rule;
          continue;
        }
        ground &= rule.rule().head().ref().isGround();
        var collected = new Conditions(rule, isVirtual, counts);
        if (!hasEffects(rule.rule().body())) {
          collected.body(rule.rule().body());
        }
        conditions.put(rule, collected.paths());
      }
    }
    this.fallback = byDefault;
    this.groundPaths = ground;
    this.isMultiValue = rules.getFirst().rule().head().isMultiValue();
    insert(rules, conditions, counts.places());
  }

  private void insert(
      List<Definition> rules,
      Map<Definition, List<List<Condition>>> conditions,
      List<Place> places) {
    for (var position = 0; position < rules.size(); position++) {
      var link = 0;
      for (var rule = rules.get(position); rule != null; rule = rule.otherwise()) {
        if (!rule.rule().isDefault()) {
          if (Terms.isComplete(rules.get(position))) {
            complete.add(rule);
          }
          var entry = new Trie.Entry(position, link++, rule, complete.contains(rule));
          conditions.getOrDefault(rule, List.of()).forEach(path -> insert(path, entry, places));
        }
      }
    }
  }

  private void insert(List<Condition> path, Trie.Entry entry, List<Place> places) {
    var byPlace = path.stream().collect(Collectors.groupingBy(Condition::place));
    var node = root;
    for (var place : path.isEmpty() ? List.<Place>of() : places) {
      var values = byPlace.getOrDefault(place, List.of());
      if (values.size() < 2) {
        var only = values.isEmpty() ? null : values.getFirst();
        node = node.insert(
            place, only == null ? null : only.value(), only == null ? null : only.delimiter());
      } else if (values.stream().anyMatch(Condition::isAny)) {
        var child = node.insert(place, Condition.ANY, values.getFirst().delimiter());
        for (var value : values) {
          node.splitNext(value.delimiter());
        }
        node = child;
      } else {
        for (var value : values) {
          node.insert(place, value.value(), value.delimiter()).append(entry);
        }
        return;
      }
    }
    node.append(entry);
  }

  /** Rules that print are never passed over. */
  private static boolean hasEffects(Body body) {
    return body.expressions().stream().anyMatch(RuleIndex::hasEffects);
  }

  private static boolean hasEffects(Expr expression) {
    return switch (expression.form()) {
      case Expr.Invoke(var operator, var args, var infix) -> KEPT.contains(Terms.dotted(operator));
      case Expr.Every every -> hasEffects(every.body());
      case Expr.Not not -> hasEffects(not.body());
      case Expr.Logical logical -> hasEffects(logical.left()) || hasEffects(logical.right());
      default -> false;
    };
  }

  /** The rules that may hold. */
  Found lookup(Function<Place, Trie.Resolved> resolver) {
    var hits = new Trie.Hits();
    root.traverse(resolver, hits);
    var found = found(hits, hits.multiple);
    return found.earlyExit() && differ(found.rules()) ? found(hits, true) : found;
  }

  /** All rules. */
  Found all() {
    var hits = new Trie.Hits();
    root.all(hits);
    return found(hits, hits.multiple);
  }

  private Found found(Trie.Hits hits, boolean multiple) {
    var rules = new ArrayList<Definition>();
    var otherwise = new HashMap<Definition, List<Definition>>();
    for (var entries : hits.byPosition.values()) {
      var chain = entries.stream()
          .sorted((a, b) -> Integer.compare(a.link(), b.link()))
          .map(Trie.Entry::rule)
          .toList();
      rules.add(chain.getFirst());
      otherwise.put(chain.getFirst(), chain.subList(1, chain.size()));
    }
    return new Found(rules, otherwise, fallback, isMultiValue, !multiple, groundPaths);
  }

  private boolean differ(List<Definition> rules) {
    Term last = null;
    for (var rule : rules) {
      if (!complete.contains(rule)) {
        return true;
      }
      var value = rule.rule().head().value();
      if (value != null) {
        if (last != null && !Terms.same(last, value)) {
          return true;
        }
        last = value;
      }
    }
    return false;
  }

  /**
   * What a rule asks of a place.
   *
   * @param value a constant, an array with variables, or {@link #ANY}
   * @param delimiter for patterns, what the text is split by
   */
  record Condition(Place place, Term value, @Nullable String delimiter) {

    /** That there is a value. */
    static final Term ANY = new Term.Var(Location.NONE, "__any__");

    boolean isAny() {
      return value instanceof Term.Var;
    }

    /** Whether the term can be looked up: a scalar, or an array of scalars and variables. */
    static boolean canHold(Term term) {
      return switch (term) {
        case Term.Var v -> true;
        case Term.Scalar(var location, ArrayValue items) ->
          items.items().stream().allMatch(Terms::isScalar);
        case Term.Scalar(var location, var value) -> Terms.isScalar(value);
        case Term.ArrayTerm(var location, var items) -> items.stream()
            .allMatch(
                item -> item instanceof Term.Var
                    || item instanceof Term.Scalar(var l, var v) && Terms.isScalar(v));
        default -> false;
      };
    }
  }
}
