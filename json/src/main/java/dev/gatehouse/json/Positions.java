package dev.gatehouse.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a YAML stream the parts of a document stand.
 *
 * <p>The text is kept and read again when the first place is asked for, because most documents have
 * no fault to report.
 */
public final class Positions {

  private static final Position START = new Position(1, 1);

  private final String text;
  private final int firstRow;
  private @Nullable YamlNode root;

  Positions(String text, int firstRow) {
    this.text = text;
    this.firstRow = firstRow;
  }

  /**
   * The place of a value, or of the nearest value around it if there is none at the path.
   *
   * @param path keys as strings and indices as integers, from the outside in
   */
  public Position of(List<? extends Value> path) {
    var node = find(path);
    return node == null
        ? inStream(START)
        : inStream(new Position(node.row() + 1, node.column() + 1));
  }

  /** The place of a value. @see #of(List) */
  public Position of(Value... path) {
    return of(List.of(path));
  }

  /**
   * The place of a character of a string value. It is exact in block scalars that keep their lines
   * ({@code |}) and in strings on one line without escapes, else the place of the string.
   *
   * @param path leads to the string
   * @param within the row and column inside the string, such as that of an error in a program
   */
  public Position inText(List<? extends Value> path, Position within) {
    var node = find(path);
    while (node instanceof YamlNode.Alias alias) {
      node = alias.target();
    }
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return of(path);
    }
    var lines = text.split("\n", -1);
    var first = lines[scalar.row()]
        .substring(Math.min(scalar.column(), lines[scalar.row()].length()));
    var properties = first.indexOf('|');
    if (scalar.block() && properties >= 0) {
      return inBlock(scalar, lines, within);
    }
    if (scalar.block() || within.row() > 1 || !first.contains(scalar.text())) {
      return of(path);
    }
    var start = scalar.column() + first.indexOf(scalar.text());
    return inStream(new Position(scalar.row() + 1, start + within.column()));
  }

  private Position inBlock(YamlNode.Scalar scalar, String[] lines, Position within) {
    var valueLines = scalar.text().split("\n", -1);
    var contentRow = scalar.row() + 1;
    for (var i = 0; i < valueLines.length && contentRow + i < lines.length; i++) {
      if (!valueLines[i].isBlank()) {
        var indent = leadingSpaces(lines[contentRow + i]) - leadingSpaces(valueLines[i]);
        return inStream(
            new Position(contentRow + within.row(), Math.max(indent, 0) + within.column()));
      }
    }
    return inStream(new Position(contentRow + within.row(), within.column()));
  }

  private static int leadingSpaces(String line) {
    var spaces = 0;
    while (spaces < line.length() && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private Position inStream(Position position) {
    return new Position(position.row() + firstRow - 1, position.column());
  }

  private @Nullable YamlNode find(List<? extends Value> path) {
    var node = root();
    for (var step : path) {
      var child = node == null ? null : child(node, step);
      if (child == null) {
        return node;
      }
      node = child;
    }
    return node;
  }

  private @Nullable YamlNode root() {
    if (root == null) {
      try {
        // Two threads may both do this, with the same result.
        root = YamlComposer.compose(text, JsonLimits.DEFAULT);
      } catch (TextException e) {
        // JSON with tabs is no YAML: then only the document itself has a place.
        return null;
      }
    }
    return root;
  }

  private static @Nullable YamlNode child(YamlNode node, Value step) {
    return switch (node) {
      case YamlNode.Alias alias -> child(alias.target(), step);
      case YamlNode.Sequence sequence ->
        step instanceof IntegerValue index
            && index.value() >= 0
            && index.value() < sequence.items().size()
                ? sequence.items().get((int) index.value())
                : null;
      case YamlNode.Mapping mapping ->
        step instanceof StringValue key ? entry(mapping.entries(), key.value()) : null;
      case YamlNode.Scalar scalar -> null;
    };
  }

  private static @Nullable YamlNode entry(List<YamlNode> entries, String key) {
    for (var i = entries.size() - 2; i >= 0; i -= 2) {
      if (entries.get(i) instanceof YamlNode.Scalar scalar && isKey(scalar, key)) {
        return entries.get(i + 1);
      }
    }
    return null;
  }

  private static boolean isKey(YamlNode.Scalar scalar, String key) {
    if (scalar.text().equals(key)) {
      return true;
    }
    try {
      return scalar.plain() && YamlResolver.toKey(YamlResolver.resolve(scalar)).equals(key);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
