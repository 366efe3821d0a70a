package dev.gatehouse.policy.schema;

import com.google.re2j.Pattern;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node of an OpenAPI v3 schema as custom resource definitions have it. It is read once; any number
 * of threads check values against it.
 *
 * @param type the type's name, empty for any
 * @param format the format of strings, empty if there is none that is known
 * @param limits bounds on values
 * @param marks Kubernetes' extensions and {@code nullable}
 * @param defaultValue what stands in for an absent value
 * @param allowed the values that are allowed; empty for all
 * @param properties the schemas of named fields
 * @param additional what further fields may be
 * @param items the schema of an array's items
 * @param required the fields that must be there
 * @param junctions schemas that must hold besides
 */
public record Schema(
    String type,
    String format,
    Limits limits,
    Set<Mark> marks,
    @Nullable Value defaultValue,
    List<Value> allowed,
    Map<String, Schema> properties,
    Additional additional,
    @Nullable Schema items,
    List<String> required,
    Junctions junctions) {

  /** A schema that says nothing: anything goes, and no field is known. */
  public static final Schema EMPTY = new Schema("", "", Limits.NONE, Set.of(), null, List.of(),
      Map.of(), new Additional.Unsaid(), null, List.of(), Junctions.NONE);

  /** Extensions of Kubernetes that are on or off. */
  public enum Mark {
    NULLABLE, INT_OR_STRING, PRESERVE_UNKNOWN_FIELDS, EMBEDDED_RESOURCE
  }

  /** What an object's fields may be that have no schema of their own. */
  public sealed interface Additional {

    /** The schema does not say: they may be there but are unknown. */
    record Unsaid() implements Additional {}

    /** Anything, or nothing at all. */
    record Allowed(boolean any) implements Additional {}

    /** Anything that a schema allows. */
    record Typed(Schema schema) implements Additional {}
  }

  /** Schemas that must hold besides: all, any, exactly one, not. */
  public record Junctions(
      List<Schema> allOf, List<Schema> anyOf, List<Schema> oneOf, @Nullable Schema not) {

    static final Junctions NONE = new Junctions(List.of(), List.of(), List.of(), null);
  }

  /** Bounds on numbers, strings, arrays and objects; null where there is none. */
  public record Limits(
      @Nullable Bound minimum,
      @Nullable Bound maximum,
      @Nullable Double multipleOf,
      @Nullable Span length,
      @Nullable Span items,
      @Nullable Span fields,
      @Nullable Pattern pattern) {

    static final Limits NONE = new Limits(null, null, null, null, null, null, null);
  }

  /** A bound on numbers. */
  public record Bound(double value, boolean exclusive) {}

  /** A least and a greatest size; the greatest is -1 where there is none. */
  public record Span(long least, long greatest) {

    boolean isTooFew(long size) {
      return size < least;
    }

    boolean isTooMany(long size) {
      return greatest >= 0 && size > greatest;
    }
  }

  boolean is(Mark mark) {
    return marks.contains(mark);
  }

  /** The names of the types that values may have; empty for any. */
  List<String> types() {
    if (is(Mark.INT_OR_STRING)) {
      return List.of("integer", "string");
    }
    return type.isEmpty() ? List.of() : List.of(type);
  }

  /** The schema that fields without one of their own must meet. */
  Optional<Schema> additionalSchema() {
    return additional instanceof Additional.Typed(var schema)
        ? Optional.of(schema)
        : Optional.empty();
  }

  /**
   * Checks a value.
   *
   * @param path what errors call the value
   * @return what is wrong, in the API server's words; empty if nothing is
   */
  public List<FieldError> check(Value value, String path) {
    return new SchemaValidator(path, false).check(this, value);
  }

  /** Checks a value that is part of a schema. */
  List<FieldError> checkDefault(Value value, String path) {
    return new SchemaValidator(path, true).check(this, value);
  }

  /** The value with defaults filled in. */
  public Value withDefaults(Value value) {
    return SchemaDefaults.fill(this, value);
  }

  /**
   * The fields of a resource that the schema does not know, sorted.
   *
   * @param value the resource; its {@code apiVersion}, {@code kind} and {@code metadata} are known
   */
  public List<String> unknownFields(Value value) {
    return UnknownFields.of(this, value);
  }
}
