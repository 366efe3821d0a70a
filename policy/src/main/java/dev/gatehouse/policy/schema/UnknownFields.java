package dev.gatehouse.policy.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.policy.schema.Schema.Additional;
import dev.gatehouse.policy.schema.Schema.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the fields that the API server would drop because no schema knows them. */
final class UnknownFields {

  private static final Set<String> RESOURCE_FIELDS = Set.of("apiVersion", "kind", "metadata");

  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  static List<String> of(Schema schema, Value resource) {
    var search = new UnknownFields();
    if (resource instanceof ObjectValue object) {
      search.visitFields(schema, object, "", true, schema.is(Mark.PRESERVE_UNKNOWN_FIELDS));
    }
    search.found.sort(StringValue::compareUtf8);
    return List.copyOf(search.found);
  }

  /** The unknown fields of a value that is no resource. */
  static List<String> inDefault(Schema schema, Value value) {
    var search = new UnknownFields();
    search.visit(schema, value, "");
    return List.copyOf(search.found);
  }

  private void visit(@Nullable Schema schema, Value value, String path) {
    visit(schema, value, path, schema != null && schema.is(Mark.PRESERVE_UNKNOWN_FIELDS));
  }

  /**
   * Looks into a value.
   *
   * @param keep whether unknown fields are kept here; arrays pass this on to their items
   */
  private void visit(@Nullable Schema schema, Value value, String path, boolean keep) {
    if (schema == null && keep) {
      return;
    }
    switch (value) {
      case ObjectValue object -> visitFields(schema, object, path,
          schema != null && schema.is(Mark.EMBEDDED_RESOURCE), keep);
      case ArrayValue array -> {
        var items = schema == null ? null : schema.items();
        for (var i = 0; i < array.size(); i++) {
          var at = path + "[" + i + "]";
          if (keep) {
            visit(items, array.get(i), at, true);
          } else {
            visit(items, array.get(i), at);
          }
        }
      }
      default -> {
      }
    }
  }

  private void visitFields(
      @Nullable Schema schema, ObjectValue object, String path, boolean resource, boolean keep) {
    for (var i = 0; i < object.size(); i++) {
      var name = object.keyAt(i) instanceof StringValue text
          ? text.value()
          : object.keyAt(i).toString();
      if (resource && RESOURCE_FIELDS.contains(name)) {
        continue;
      }
      var at = path.isEmpty() ? name : path + "." + name;
      var property = schema == null ? null : schema.properties().get(name);
      if (property != null) {
        visit(property, object.valueAt(i), at);
      } else {
        visitAdditional(schema, object.valueAt(i), at, keep);
      }
    }
  }

  private void visitAdditional(@Nullable Schema schema, Value value, String at, boolean keep) {
    switch (schema == null ? new Additional.Unsaid() : schema.additional()) {
      case Additional.Typed(var typed) -> visit(typed, value, at);
      case Additional.Allowed allowed -> visit(null, value, at);
      case Additional.Unsaid unsaid -> {
        if (!keep) {
          found.add(at);
        }
      }
    }
  }
}
