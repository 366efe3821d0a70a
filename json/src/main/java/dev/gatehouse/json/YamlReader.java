package dev.gatehouse.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the nodes of one document into a value, with the rules of go-yaml v2 and sigs.k8s.io/yaml, or
 * with those of go-yaml v3.
 */
final class YamlReader {

  private static final String NO_MERGE = "a merge needs a mapping or a sequence of mappings";
  private static final int FEW_ALIASED = 100;
  private static final int FEW_NODES = 1000;
  private static final int SMALL = 400_000;
  private static final int LARGE = 4_000_000;

  /** The words that stand for true and false in YAML 1.1 and for themselves in YAML 1.2. */
  static final Set<String> OLD_WORDS = Set.of(
      "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
      "OFF");

  /** Stands for an infinity or NaN; no other value is the same object. */
  private static final Value NO_NUMBER = ArrayValue.owning(new Value[]{NullValue.NULL});

  private final JsonLimits limits;
  private final boolean strict;
  private final boolean isVersion3;
  private final Map<YamlNode, Boolean> open = new IdentityHashMap<>();
  private int depth;
  private int nodes;
  private int aliased;
  private int aliasDepth;
  /** Why a number has no value, which matters only if it is not replaced under its key. */
  private @Nullable TextException fault;

  YamlReader(JsonLimits limits, boolean strict) {
    this(limits, strict, false);
  }

  private YamlReader(JsonLimits limits, boolean strict, boolean isVersion3) {
    this.limits = limits;
    this.strict = strict;
    this.isVersion3 = isVersion3;
  }

  /**
   * A reader by the rules of go-yaml v3: {@code yes}, {@code off} and the like are strings, dates are
   * times, keys stay what they are, and keys of a mapping win over those that it merges.
   */
  static YamlReader ofVersion3(JsonLimits limits) {
    return new YamlReader(limits, false, true);
  }

  /** The value of a document. */
  Value document(YamlNode root) throws TextException {
    var value = read(root);
    if (fault != null && holdsNoNumber(value)) {
      throw fault;
    }
    return value;
  }

  private static boolean holdsNoNumber(Value value) {
    return value == NO_NUMBER || switch (value) {
      case ArrayValue array -> array.items().stream().anyMatch(YamlReader::holdsNoNumber);
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          if (holdsNoNumber(object.valueAt(i))) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  private Value read(YamlNode node) throws TextException {
    count(node);
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Alias alias -> {
        enterAlias(alias);
        var value = read(alias.target());
        leaveAlias(alias);
        yield value;
      }
      case YamlNode.Sequence sequence -> {
        enter(sequence);
        var items = new Value[sequence.items().size()];
        for (var i = 0; i < items.length; i++) {
          items[i] = read(sequence.items().get(i));
        }
        depth--;
        yield ArrayValue.owning(items);
      }
      case YamlNode.Mapping mapping -> {
        enter(mapping);
        var object = isVersion3 ? ownOverMerged(mapping) : lastOverFirst(mapping);
        depth--;
        yield object;
      }
    };
  }

  /** What a scalar stands for. @throws TextException if its text does not suit its tag */
  YamlResolver.Scalar resolved(YamlNode.Scalar node) throws TextException {
    try {
      return resolve(node);
    } catch (IllegalArgumentException e) {
      throw at(node, String.valueOf(e.getMessage()));
    }
  }

  private YamlResolver.Scalar resolve(YamlNode.Scalar node) {
    return isVersion3 && node.tag() == null && OLD_WORDS.contains(node.text())
        ? new YamlResolver.Scalar.Text(node.text())
        : YamlResolver.resolve(node);
  }

  private Value scalar(YamlNode.Scalar node) throws TextException {
    return switch (resolved(node)) {
      case YamlResolver.Scalar.Real(var number) when !Double.isFinite(number) -> {
        fault = fault == null ? at(node, "JSON has no infinity and no NaN") : fault;
        yield NO_NUMBER;
      }
      case YamlResolver.Scalar.Timestamp(var text) when isVersion3 ->
        StringValue.of(YamlTimestamp.rfc3339(text));
      case YamlResolver.Scalar scalar -> YamlResolver.toValue(scalar);
    };
  }

  private ObjectValue ownOverMerged(YamlNode.Mapping mapping) throws TextException {
    var object = new LinkedHashMap<Value, Value>();
    var entries = entries(mapping);
    for (var i = 0; i < entries.size(); i += 2) {
      var key = read(entries.get(i));
      if (key instanceof ArrayValue || key instanceof ObjectValue) {
        throw at(entries.get(i), "invalid map key: " + GoSyntax.of(key));
      }
      object.putIfAbsent(key, read(entries.get(i + 1)));
    }
    var built = ObjectValue.builder();
    object.forEach(built::put);
    return built.build();
  }

  /** Keys and values by turns: a mapping's own, then those of mappings that it merges, which lose. */
  List<YamlNode> entries(YamlNode.Mapping mapping) throws TextException {
    var entries = new ArrayList<YamlNode>();
    var merged = new ArrayList<YamlNode>();
    for (var i = 0; i < mapping.entries().size(); i += 2) {
      var value = mapping.entries().get(i + 1);
      if (isMerge(mapping.entries().get(i))) {
        merged.addAll(value instanceof YamlNode.Sequence many ? many.items() : List.of(value));
      } else {
        entries.add(mapping.entries().get(i));
        entries.add(value);
      }
    }
    for (var node : merged) {
      entries.addAll(merged(node));
    }
    return entries;
  }

  private List<YamlNode> merged(YamlNode node) throws TextException {
    count(node);
    switch (node) {
      case YamlNode.Mapping mapping -> {
        enter(mapping);
        var entries = entries(mapping);
        depth--;
        return entries;
      }
      case YamlNode.Alias alias when alias.target() instanceof YamlNode.Mapping -> {
        enterAlias(alias);
        var entries = merged(alias.target());
        leaveAlias(alias);
        return entries;
      }
      case YamlNode.Alias _,YamlNode.Sequence _,YamlNode.Scalar _ -> throw at(node, NO_MERGE);
    }
  }

  private ObjectValue lastOverFirst(YamlNode.Mapping mapping) throws TextException {
    var object = ObjectValue.builder();
    fill(mapping, object, new HashSet<>());
    return object.build();
  }

  /** A merge counts where it stands: it replaces keys before it, and keys after it replace it. */
  private void fill(YamlNode.Mapping mapping, ObjectValue.Builder object, Set<String> seen)
      throws TextException {
    var entries = mapping.entries();
    for (var i = 0; i < entries.size(); i += 2) {
      var keyNode = entries.get(i);
      var valueNode = entries.get(i + 1);
      if (isMerge(keyNode)) {
        merge(valueNode, object, seen);
        continue;
      }
      var key = key(keyNode);
      var value = read(valueNode);
      if (strict && !seen.add(key)) {
        throw at(keyNode, "key " + Quotes.quote(key) + " is there twice in one mapping");
      }
      object.put(key, value);
    }
  }

  private String key(YamlNode node) throws TextException {
    count(node);
    return switch (node) {
      case YamlNode.Scalar scalar -> {
        try {
          yield YamlResolver.toKey(resolve(scalar));
        } catch (IllegalArgumentException e) {
          throw at(node, String.valueOf(e.getMessage()));
        }
      }
      case YamlNode.Alias alias -> {
        enterAlias(alias);
        var key = key(alias.target());
        leaveAlias(alias);
        yield key;
      }
      case YamlNode.Sequence s -> throw at(node, "a sequence cannot be a key");
      case YamlNode.Mapping m -> throw at(node, "a mapping cannot be a key");
    };
  }

  static boolean isMerge(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        && scalar.text().equals("<<")
        && (scalar.plain() || "tag:yaml.org,2002:merge".equals(scalar.tag()));
  }

  private void merge(YamlNode node, ObjectValue.Builder object, Set<String> seen)
      throws TextException {
    count(node);
    switch (node) {
      case YamlNode.Mapping mapping -> {
        enter(mapping);
        fill(mapping, object, seen);
        depth--;
      }
      case YamlNode.Alias alias when alias.target() instanceof YamlNode.Mapping -> {
        enterAlias(alias);
        merge(alias.target(), object, seen);
        leaveAlias(alias);
      }
      case YamlNode.Sequence sequence -> {
        // The first of several counts most.
        for (var item : sequence.items().reversed()) {
          if (item instanceof YamlNode.Sequence) {
            throw at(item, NO_MERGE);
          }
          merge(item, object, seen);
        }
      }
      case YamlNode.Alias a -> throw at(node, NO_MERGE);
      case YamlNode.Scalar s -> throw at(node, NO_MERGE);
    }
  }

  private void enter(YamlNode node) throws TextException {
    if (++depth > limits.maxDepth()) {
      throw at(node,
          "more than " + limits.maxDepth() + " sequences and mappings within each other");
    }
  }

  private void enterAlias(YamlNode.Alias alias) throws TextException {
    if (open.put(alias, true) != null) {
      throw at(alias, "anchor '" + alias.name() + "' contains itself");
    }
    aliasDepth++;
  }

  private void leaveAlias(YamlNode.Alias alias) {
    open.remove(alias);
    aliasDepth--;
  }

  /** Refuses documents that are small in text and large in value, by the bounds of go-yaml v2. */
  private void count(YamlNode node) throws TextException {
    nodes++;
    if (aliasDepth > 0) {
      aliased++;
    }
    if (aliased > FEW_ALIASED && nodes > FEW_NODES && (double) aliased / nodes > allowedRatio()) {
      throw at(node, "too many nodes come from aliases");
    }
  }

  private double allowedRatio() {
    if (nodes <= SMALL) {
      return 0.99;
    }
    return nodes >= LARGE ? 0.1 : 0.99 - 0.89 * (nodes - SMALL) / (LARGE - SMALL);
  }

  private static TextException at(YamlNode node, String reason) {
    return new TextException(node.row() + 1, node.column() + 1, reason);
  }
}
