package dev.gatehouse.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a YAML document, each read as the type that it has to be, by the rules of go-yaml v3:
 * what is no text keeps its own letters where a text is wanted, null is as if it were not there, and a
 * field of another type counts as absent and is noted.
 */
public final class YamlFields {

  private static final String TAGS = "tag:yaml.org,2002:";
  private static final String STRING = "string";
  private static final String MAPPING = "map[string]interface {}";
  private static final int LONGEST = 10;
  private static final int SHORTENED = 7;

  private final YamlReader reader;
  private final Map<String, YamlNode> fields = new LinkedHashMap<>();
  private final List<Mismatch> mismatches = new ArrayList<>();

  private YamlFields(YamlReader reader) {
    this.reader = reader;
  }

  /** Something that cannot be read as what it has to be. */
  private record Mismatch(int row, int column, String message) {}

  static YamlFields of(YamlNode root, String type, YamlReader reader) throws TextException {
    var fields = new YamlFields(reader);
    switch (root) {
      case YamlNode.Mapping mapping -> fields.collect(mapping);
      case YamlNode.Scalar scalar when fields.isNull(scalar) -> {
      }
      default -> fields.mismatch(root, type);
    }
    return fields;
  }

  private void collect(YamlNode.Mapping mapping) throws TextException {
    if (hasTwins(mapping)) {
      return;
    }
    var entries = reader.entries(mapping);
    for (var i = 0; i < entries.size(); i += 2) {
      var value = entries.get(i + 1);
      text(entries.get(i)).ifPresent(name -> fields.putIfAbsent(name, value));
    }
  }

  /** What could not be read, in the words of go-yaml; empty if all could. */
  public String faults() {
    return mismatches.stream()
        .sorted(Comparator.comparingInt(Mismatch::row).thenComparingInt(Mismatch::column))
        .map(mismatch -> "\n  line " + (mismatch.row + 1) + ": " + mismatch.message)
        .collect(Collectors.joining());
  }

  /** A text; empty if there is none. */
  public String text(String key) throws TextException {
    var node = fields.get(key);
    return node == null ? "" : text(node).orElse("");
  }

  private Optional<String> text(YamlNode node) throws TextException {
    switch (node) {
      case YamlNode.Alias alias -> {
        return text(alias.target());
      }
      case YamlNode.Scalar scalar -> {
        return switch (reader.resolved(scalar)) {
          case YamlResolver.Scalar.Nothing _ -> Optional.empty();
          case YamlResolver.Scalar.Text(var text) -> Optional.of(text);
          default -> Optional.of(scalar.text());
        };
      }
      case YamlNode.Sequence _,YamlNode.Mapping _ -> {
        mismatch(node, STRING);
        return Optional.empty();
      }
    }
  }

  /** A truth value, for which the words of YAML 1.1 count too; false if there is none. */
  public boolean truth(String key) throws TextException {
    var node = target(fields.get(key));
    if (node == null || isNull(node)) {
      return false;
    }
    if (node instanceof YamlNode.Scalar scalar) {
      switch (reader.resolved(scalar)) {
        case YamlResolver.Scalar.Truth(var truth) -> {
          return truth;
        }
        case YamlResolver.Scalar.Text(var word) when YamlReader.OLD_WORDS.contains(word)
            && YamlResolver.resolve(word) instanceof YamlResolver.Scalar.Truth(var truth) -> {
          return truth;
        }
        default -> {
        }
      }
    }
    mismatch(node, "bool");
    return false;
  }

  /** Texts; those that are null are left out. */
  public List<Value> texts(String key) throws TextException {
    var texts = new ArrayList<Value>();
    for (var item : nodes(key, "[]string")) {
      text(item).ifPresent(text -> texts.add(StringValue.of(text)));
    }
    return texts;
  }

  /** Values of any type. */
  public List<Value> items(String key) throws TextException {
    var items = new ArrayList<Value>();
    for (var item : nodes(key, "[]interface {}")) {
      items.add(any(item));
    }
    return items;
  }

  /** Mappings from texts to values of any type; null is an empty one. */
  public List<ObjectValue> mappings(String key) throws TextException {
    var mappings = new ArrayList<ObjectValue>();
    for (var item : nodes(key, "[]" + MAPPING)) {
      var mapping = mapping(item);
      mappings.add(mapping == null ? ObjectValue.EMPTY : mapping);
    }
    return mappings;
  }

  /**
   * A mapping from texts to values of any type, null if there is none. Mappings within it keep keys
   * that are no texts.
   */
  public @Nullable ObjectValue mapping(String key) throws TextException {
    var node = fields.get(key);
    return node == null ? null : mapping(node);
  }

  private @Nullable ObjectValue mapping(YamlNode node) throws TextException {
    switch (target(node)) {
      case YamlNode.Mapping mapping -> {
        var within = new YamlFields(reader);
        within.collect(mapping);
        var object = ObjectValue.builder();
        for (var entry : within.fields.entrySet()) {
          object.put(entry.getKey(), any(entry.getValue()));
        }
        mismatches.addAll(within.mismatches);
        return object.build();
      }
      case YamlNode.Scalar scalar when isNull(scalar) -> {
        return null;
      }
      case null, default -> {
        mismatch(node, MAPPING);
        return null;
      }
    }
  }

  private List<YamlNode> nodes(String key, String type) throws TextException {
    var node = target(fields.get(key));
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    mismatch(node, type);
    return List.of();
  }

  private Value any(YamlNode node) throws TextException {
    noteTwins(node);
    return reader.document(node);
  }

  private void noteTwins(YamlNode node) {
    switch (node) {
      case YamlNode.Mapping mapping -> {
        if (!hasTwins(mapping)) {
          mapping.entries().forEach(this::noteTwins);
        }
      }
      case YamlNode.Sequence sequence -> sequence.items().forEach(this::noteTwins);
      case YamlNode.Scalar _,YamlNode.Alias _ -> {
      }
    }
  }

  /** Notes keys that a mapping has twice, by their letters. */
  private boolean hasTwins(YamlNode.Mapping mapping) {
    var rows = new HashMap<String, Integer>();
    var twins = false;
    for (var i = 0; i < mapping.entries().size(); i += 2) {
      if (mapping.entries().get(i) instanceof YamlNode.Scalar key) {
        var row = rows.putIfAbsent(key.text(), key.row());
        if (row != null) {
          twins = true;
          mismatches.add(
              new Mismatch(
                  key.row(), key.column(),
                  "mapping key " + Quotes.quote(key.text()) + " already defined at line "
                      + (row + 1)));
        }
      }
    }
    return twins;
  }

  private boolean isNull(YamlNode node) throws TextException {
    return target(node) instanceof YamlNode.Scalar scalar
        && reader.resolved(scalar) instanceof YamlResolver.Scalar.Nothing;
  }

  private static @Nullable YamlNode target(@Nullable YamlNode node) {
    return node instanceof YamlNode.Alias alias ? alias.target() : node;
  }

  private void mismatch(YamlNode node, String wanted) throws TextException {
    var kind = switch (node) {
      case YamlNode.Sequence _ -> "!!seq";
      case YamlNode.Mapping _ -> "!!map";
      case YamlNode.Alias _ -> "alias";
      case YamlNode.Scalar scalar -> tag(scalar) + " `" + shortened(scalar.text()) + "`";
    };
    mismatches.add(
        new Mismatch(node.row(), node.column(), "cannot unmarshal " + kind + " into " + wanted));
  }

  private String tag(YamlNode.Scalar scalar) throws TextException {
    if (scalar.tag() != null) {
      return scalar.tag().replace(TAGS, "!!");
    }
    return switch (reader.resolved(scalar)) {
      case YamlResolver.Scalar.Text _ -> "!!str";
      case YamlResolver.Scalar.Truth _ -> "!!bool";
      case YamlResolver.Scalar.Whole _ -> "!!int";
      case YamlResolver.Scalar.Real _ -> "!!float";
      case YamlResolver.Scalar.Nothing _ -> "!!null";
      case YamlResolver.Scalar.Timestamp _ -> "!!timestamp";
    };
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, SHORTENED) + "..." : text;
  }
}
