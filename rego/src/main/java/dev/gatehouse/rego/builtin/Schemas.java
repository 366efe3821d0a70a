package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.object;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NULL;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.tuple;

import com.google.re2j.Pattern;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.schema.Failure;
import dev.gatehouse.rego.builtin.schema.Meter;
import dev.gatehouse.rego.builtin.schema.Schema;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions on JSON Schema. Compiled schemas are cached. */
final class Schemas {

  /** The characters of the texts of all schemas that are kept. */
  private static final long CACHED = 1_000_000;
  private static final Type DOCUMENT = any(STRING, Type.object(ANY, ANY));
  private static final Type FAILURE = object(null, null, "desc", STRING, "error", STRING, "field",
      STRING, "type", STRING);

  private final BoundedCache<Value, Kept> schemas = new BoundedCache<>(CACHED,
      (document, kept) -> kept.length);
  private final Regexes regexes;

  Schemas(Regexes regexes) {
    this.regexes = regexes;
  }

  List<Builtin> rows() {
    return List.of(
        row("json.match_schema", "Whether a document matches a schema, and what is wrong with it.",
            args(DOCUMENT, DOCUMENT).gives(tuple(BOOLEAN, array(FAILURE))), this::match),
        row("json.verify_schema", "Whether it is a JSON Schema, and what is wrong with it.",
            args(DOCUMENT).gives(tuple(BOOLEAN, any(NULL, STRING))), this::verify));
  }

  private Value match(BuiltinContext context, Value document, Value schema) {
    try {
      var value = json(context, document);
      context.spend(1);
      var failures = compiled(context, schema).check(value, new Metered(context));
      context.allocate(failures.size() * 5L);
      return ArrayValue.of(
          BooleanValue.of(failures.isEmpty()),
          ArrayValue.of(failures.stream().map(Schemas::failure).toList()));
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** Counts against the limits of an evaluation. */
  private record Metered(BuiltinContext context) implements Meter {

    @Override
    public void spend(long steps) {
      context.spend(steps);
    }

    @Override
    public void allocateText(long length) {
      context.allocateText(length);
    }

    @Override
    public CharSequence metered(String text) {
      return MeteredText.of(context, text);
    }
  }

  private static Value failure(Failure failure) {
    return ObjectValue.builder()
        .put("desc", StringValue.of(failure.description()))
        .put("error", StringValue.of(failure.text()))
        .put("field", StringValue.of(failure.field()))
        .put("type", StringValue.of(failure.type()))
        .build();
  }

  private Value verify(BuiltinContext context, Value schema) {
    try {
      compiled(context, schema);
      return ArrayValue.of(BooleanValue.TRUE, NullValue.NULL);
    } catch (IllegalArgumentException e) {
      return ArrayValue.of(BooleanValue.FALSE, StringValue.of("jsonschema: " + e.getMessage()));
    }
  }

  private Schema compiled(BuiltinContext context, Value schema) {
    return schemas.get(schema, value -> kept(text(context, value))).schema;
  }

  /** A compiled schema and how long its text is. */
  private record Kept(Schema schema, int length) {}

  private Kept kept(String text) {
    return new Kept(Schema.compile(parsed(text), this::pattern), text.length());
  }

  private @Nullable Pattern pattern(String text) {
    try {
      return regexes.compiled(text);
    } catch (BuiltinException e) {
      return null;
    }
  }

  /** A document as values that JSON has: from its text, or by way of it. */
  private static Value json(BuiltinContext context, Value document) {
    return parsed(text(context, document));
  }

  private static String text(BuiltinContext context, Value document) {
    return switch (document) {
      case StringValue source -> {
        context.allocateText(source.value().length());
        yield source.value();
      }
      case ObjectValue object -> written(context, object);
      case ArrayValue array -> written(context, array);
      default -> throw new IllegalArgumentException("wrong type, expected string or object");
    };
  }

  private static Value parsed(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      throw new IllegalArgumentException("invalid JSON string", e);
    }
  }

  private static String written(BuiltinContext context, Value value) {
    Texts.allocate(context, value, 0);
    return Json.write(value);
  }
}
