package dev.gatehouse.policy.source;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Position;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.YamlDocument;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.rego.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that was read from a document of a file.
 *
 * @param file the file's name
 * @param document the document
 * @param root the path of the resource in the document, empty unless it is an item of a list
 */
record DocumentOrigin(String file, YamlDocument document, List<String> root) implements Origin {

  DocumentOrigin {
    root = List.copyOf(root);
  }

  @Override
  public Location locate(List<String> path) {
    return location(document.positions().of(steps(path)));
  }

  @Override
  public Location locate(List<String> path, int row, int column) {
    return row == 0
        ? locate(path)
        : location(document.positions().inText(steps(path), new Position(row, column)));
  }

  private Location location(Position position) {
    return new Location(file, position.row(), position.column(), "");
  }

  /** The path with indexes as numbers where the document has arrays. */
  private List<Value> steps(List<String> path) {
    var names = new ArrayList<>(root);
    names.addAll(path);
    var steps = new ArrayList<Value>();
    Value current = document.value();
    for (var name : names) {
      var isIndex = current instanceof ArrayValue && name.matches("[0-9]{1,9}");
      steps.add(isIndex ? IntegerValue.of(Long.parseLong(name)) : StringValue.of(name));
      current = child(current, name);
    }
    return steps;
  }

  private static @Nullable Value child(@Nullable Value value, String name) {
    return switch (value) {
      case ObjectValue object -> object.get(name);
      case ArrayValue array when name.matches("[0-9]{1,9}") -> {
        var index = Integer.parseInt(name);
        yield index < array.size() ? array.get(index) : null;
      }
      case null, default -> null;
    };
  }
}
