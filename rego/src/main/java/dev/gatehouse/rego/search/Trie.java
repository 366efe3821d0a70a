package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A level of the index of rules: by the value of a place, what rules remain. Built, then read. */
final class Trie {

  /**
   * A rule.
   *
   * @param position among the rules
   * @param link its position within its else chain
   * @param isComplete whether it gives the one value of a document
   */
  record Entry(int position, int link, Definition rule, boolean isComplete) {}

  /**
   * The value of a place.
   *
   * @param isKnown whether it can be told
   * @param term a scalar if there is a value, null where it is undefined
   */
  record Resolved(boolean isKnown, @Nullable Term term) {}

  final List<Entry> rules = new ArrayList<>();
  private final Map<Value, Trie> scalars = new LinkedHashMap<>();
  private final List<String> delimiters = new ArrayList<>();
  private @Nullable Place place;
  private @Nullable Trie next;
  private @Nullable Trie any;
  private @Nullable Trie undefined;
  private @Nullable Trie array;
  private @Nullable Term value;
  private boolean multiple;

  void append(Entry entry) {
    rules.add(entry);
    var head = entry.rule.rule().head();
    if (value != null && head.value() != null && !Terms.same(value, head.value())) {
      multiple = true;
    }
    if (value == null && entry.isComplete) {
      value = head.value();
    }
  }

  /** The level for a value of a place: a null value for rules that do not ask for it. */
  Trie insert(Place of, @Nullable Term key, @Nullable String delimiter) {
    if (next == null) {
      next = new Trie();
      next.place = of;
    }
    next.split(delimiter);
    return next.insert(key);
  }

  /** Lets the texts at the next level be split, for patterns. */
  void splitNext(@Nullable String delimiter) {
    if (next != null) {
      next.split(delimiter);
    }
  }

  private void split(@Nullable String delimiter) {
    if (delimiter != null && !delimiters.contains(delimiter)) {
      delimiters.add(delimiter);
    }
  }

  private Trie insert(@Nullable Term key) {
    return switch (key) {
      case null -> undefined = made(undefined);
      case Term.Scalar(var location, ArrayValue items) -> {
        array = made(array);
        yield array.insert(items.items().stream().map(Bound::scalar).toList());
      }
      case Term.ArrayTerm(var location, var items) -> {
        array = made(array);
        yield array.insert(items);
      }
      case Term.Scalar(var location, var scalar) when Terms.isScalar(scalar) ->
        scalars.computeIfAbsent(scalar, k -> new Trie());
      default -> any = made(any);
    };
  }

  private Trie insert(List<Term> items) {
    var level = this;
    for (var item : items) {
      if (item instanceof Term.Scalar(var location, var scalar) && Terms.isScalar(scalar)) {
        level = level.scalars.computeIfAbsent(scalar, k -> new Trie());
      } else {
        level.any = made(level.any);
        level = level.any;
      }
    }
    return level;
  }

  private static Trie made(@Nullable Trie trie) {
    return trie == null ? new Trie() : trie;
  }

  /** Collects every rule. */
  void all(Hits hits) {
    hits.add(this);
    visit(any, hits);
    visit(undefined, hits);
    scalars.values().forEach(child -> child.all(hits));
    visit(array, hits);
    visit(next, hits);
  }

  private static void visit(@Nullable Trie trie, Hits hits) {
    if (trie != null) {
      trie.all(hits);
    }
  }

  /** Collects the rules that the values of places leave. */
  void traverse(Function<Place, Resolved> resolver, Hits hits) {
    hits.add(this);
    if (next != null) {
      next.level(resolver, hits);
    }
  }

  private void level(Function<Place, Resolved> resolver, Hits hits) {
    if (place == null) {
      return;
    }
    var resolved = resolver.apply(place);
    if (!resolved.isKnown) {
      unknown(resolver, hits);
      return;
    }
    if (undefined != null) {
      undefined.traverse(resolver, hits);
    }
    if (resolved.term == null) {
      return;
    }
    if (any != null) {
      any.traverse(resolver, hits);
    }
    if (resolved.term instanceof Term.Scalar(var location, var known)) {
      value(known, resolver, hits);
      if (known instanceof StringValue text) {
        for (var delimiter : delimiters) {
          value(Terms.split(text.value(), delimiter), resolver, hits);
        }
      }
    }
  }

  private void value(Value known, Function<Place, Resolved> resolver, Hits hits) {
    switch (known) {
      case ArrayValue items -> {
        if (array != null) {
          array.items(items.items(), resolver, hits);
        }
        members(items, resolver, hits);
      }
      case SetValue set -> members(set, resolver, hits);
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          scalar(object.valueAt(i), resolver, hits);
        }
      }
      default -> scalar(known, resolver, hits);
    }
  }

  private void members(
      Iterable<Value> members, Function<Place, Resolved> resolver, Hits hits) {
    members.forEach(member -> scalar(member, resolver, hits));
  }

  private void scalar(Value key, Function<Place, Resolved> resolver, Hits hits) {
    var child = scalars.get(key);
    if (child != null) {
      child.traverse(resolver, hits);
    }
  }

  private void items(List<Value> items, Function<Place, Resolved> resolver, Hits hits) {
    if (items.isEmpty()) {
      traverse(resolver, hits);
      return;
    }
    var rest = items.subList(1, items.size());
    if (any != null) {
      any.items(rest, resolver, hits);
    }
    var child = scalars.get(items.getFirst());
    if (child != null) {
      child.items(rest, resolver, hits);
    }
  }

  private void unknown(Function<Place, Resolved> resolver, Hits hits) {
    traverse(resolver, hits);
    for (var child : new Trie[]{undefined, any, array}) {
      if (child != null) {
        child.unknown(resolver, hits);
      }
    }
    scalars.values().forEach(child -> child.unknown(resolver, hits));
  }

  /** The rules that were come to, in the order in which they first were. */
  static final class Hits {
    final Map<Integer, List<Entry>> byPosition = new LinkedHashMap<>();
    boolean multiple;
    private @Nullable Term exist;

    private void add(Trie trie) {
      for (var entry : trie.rules) {
        var entries = byPosition.computeIfAbsent(entry.position, p -> new ArrayList<>());
        if (entries.stream().noneMatch(e -> e.link == entry.link)) {
          entries.add(entry);
        }
      }
      multiple |= trie.multiple;
      var value = trie.value;
      if (multiple || value == null) {
        return;
      }
      if (exist == null ? Terms.isGround(value) : Terms.same(exist, value)) {
        exist = value;
      } else {
        multiple = true;
      }
    }
  }
}
