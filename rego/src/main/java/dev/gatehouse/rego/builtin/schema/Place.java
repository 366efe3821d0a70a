package dev.gatehouse.rego.builtin.schema;

import org.jspecify.annotations.Nullable;

/** Where a value stands in the document. */
record Place(@Nullable Place parent, String name) {

  static final Place ROOT = new Place(null, "(Root)");

  Place below(String child) {
    return new Place(this, child);
  }

  Place below(int index) {
    return below(Integer.toString(index));
  }

  String field() {
    var path = new StringBuilder(name);
    for (var at = parent; at != null && at.parent != null; at = at.parent) {
      path.insert(0, at.name + ".");
    }
    return path.toString();
  }
}
