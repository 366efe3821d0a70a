package dev.gatehouse.policy;

import dev.gatehouse.kube.FieldError;
import java.util.ArrayList;
import java.util.List;

/** The paths of the API server's errors, taken apart. */
final class FieldPaths {

  private FieldPaths() {}

  /** {@code [].spec.names[0]["a.b"]} as field names and indexes. */
  static List<String> split(String path) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (var c : path.toCharArray()) {
      switch (c) {
        case '.', '[', ']' -> {
          if (!part.isEmpty()) {
            parts.add(part.toString());
            part.setLength(0);
          }
        }
        default -> part.append(c);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }

  static List<String> of(FieldError error) {
    return split(error.field());
  }
}
