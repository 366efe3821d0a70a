package dev.gatehouse.rego.compile;

import static dev.gatehouse.rego.types.Type.ANY;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.SchemaTypes;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that {@code schemas} annotations give to documents, rule by rule. */
final class SchemaAnnotations {

  private final Compilation compilation;
  private final AnnotationSet annotations;
  private final Map<Value, Type> types = new HashMap<>();

  SchemaAnnotations(Compilation compilation) {
    this.compilation = compilation;
    this.annotations = compilation.annotations();
  }

  /** The type of the input by the schema of all schemas, {@code schema}; null if there is none. */
  static @Nullable Type input(Compilation compilation) {
    var schema = compilation.options.schemas().get(List.of());
    if (schema == null) {
      return null;
    }
    try {
      return SchemaTypes.of(schema);
    } catch (IllegalArgumentException e) {
      compilation.issue(
          Issue.TYPE, Location.NONE, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** What a rule sees of documents by its annotations, null if they say nothing. */
  @Nullable
  TypeTree documents(Definition definition, TypeEnvironment environment) {
    var schemas = annotations.schemas(definition);
    if (schemas.isEmpty()) {
      return null;
    }
    var documents = new TypeTree();
    var scope = environment.withDocuments(documents);
    for (var schema : schemas) {
      var type = type(schema, definition);
      var path = type == null ? List.<Value>of() : path(schema);
      if (type == null || path.isEmpty()) {
        continue;
      }
      if (path.size() == 1) {
        documents.put(path, type);
      } else {
        var root = path.subList(0, 1);
        documents.put(root, overridden(path.subList(1, path.size()), scope.root(root), type));
      }
    }
    return documents;
  }

  private @Nullable Type type(ObjectValue annotation, Definition definition) {
    var schema = annotation.get("definition");
    if (annotation.get("schema") instanceof ArrayValue reference) {
      if (compilation.options.schemas().isEmpty()) {
        return null;
      }
      var path = names(reference);
      schema = compilation.options.schemas().get(path.subList(1, path.size()));
      if (schema == null) {
        issue(definition, "undefined schema: " + text(path));
        return null;
      }
    }
    if (schema == null) {
      issue(definition, "no schema as input to compile");
      return null;
    }
    try {
      return types.computeIfAbsent(schema, SchemaTypes::of);
    } catch (IllegalArgumentException e) {
      issue(definition, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static String text(List<String> path) {
    var parts = new ArrayList<Term>();
    for (var name : path) {
      parts.add(
          parts.isEmpty()
              ? new Term.Var(Location.NONE, name)
              : new Term.Scalar(Location.NONE, StringValue.of(name)));
    }
    return TermText.of(parts);
  }

  private void issue(Definition definition, String message) {
    compilation.issue(Issue.TYPE, definition.rule().location(), message);
  }

  private static List<Value> path(ObjectValue annotation) {
    return annotation.get("path") instanceof ArrayValue reference
        ? List.copyOf(values(reference))
        : List.of();
  }

  private static List<Value> values(ArrayValue reference) {
    var values = new ArrayList<Value>();
    for (var part : reference) {
      if (part instanceof ObjectValue term && term.get("value") instanceof Value value) {
        values.add(value);
      }
    }
    return values;
  }

  private static List<String> names(ArrayValue reference) {
    return values(reference).stream()
        .map(value -> value instanceof StringValue text ? text.value() : value.toString())
        .toList();
  }

  /** A type in which what is at a path is of another type. */
  private static Type overridden(List<Value> path, Type type, Type changed) {
    if (path.isEmpty()) {
      return changed;
    }
    var rest = path.subList(1, path.size());
    if (!(type instanceof Type.Object object)) {
      return new Type.Object(List.of(made(path, changed, ANY)), ANY, ANY);
    }
    var properties = new ArrayList<Type.Property>();
    var isFound = false;
    for (var property : object.properties()) {
      var isMeant = property.key().equals(path.getFirst());
      isFound |= isMeant;
      properties.add(
          isMeant
              ? new Type.Property(property.key(), overridden(rest, property.value(), changed))
              : property);
    }
    if (!isFound) {
      properties.add(made(path, changed, object.value()));
    }
    return new Type.Object(properties, object.key(), object.value());
  }

  /** A property that leads down a path; its objects are as open as the one that it stands in. */
  private static Type.Property made(List<Value> path, Type type, @Nullable Type open) {
    var inner = path.size() == 1
        ? type
        : new Type.Object(
            List.of(made(path.subList(1, path.size()), type, open)),
            open == null ? null : ANY,
            open);
    return new Type.Property(path.getFirst(), inner);
  }
}
