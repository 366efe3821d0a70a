package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.graphql.QueryReader;
import dev.gatehouse.rego.builtin.graphql.SchemaCheck;
import dev.gatehouse.rego.builtin.graphql.SchemaReader;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import java.util.function.Function;

/** The functions on GraphQL. */
final class Graphql {

  private static final Type.Function PARSE = args(STRING).gives(object(ANY, ANY));

  private Graphql() {}

  static List<Builtin> rows() {
    return List.of(
        row("graphql.parse_query", "The tree of a query.", PARSE, Graphql::parseQuery),
        row("graphql.parse_schema", "The tree of a schema.", PARSE, Graphql::parseSchema),
        row(
            "graphql.schema_is_valid",
            "Whether it is a valid schema, as text or as a tree.",
            args(any(STRING, object(ANY, ANY))).gives(BOOLEAN),
            Graphql::isValidSchema));
  }

  private static Value parseQuery(BuiltinContext context, Value text) {
    return parse(context, Operand.string(1, text), QueryReader::read);
  }

  private static Value parseSchema(BuiltinContext context, Value text) {
    return parse(context, Operand.string(1, text), SchemaReader::read);
  }

  private static Value isValidSchema(BuiltinContext context, Value schema) {
    try {
      var document = switch (schema) {
        case StringValue text -> {
          context.allocate(text.value().length());
          yield SchemaReader.read(text.value());
        }
        default -> schema;
      };
      if (!(document instanceof ObjectValue tree)) {
        return BooleanValue.FALSE;
      }
      SchemaCheck.check(tree);
      return BooleanValue.TRUE;
    } catch (IllegalArgumentException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value parse(
      BuiltinContext context, String text, Function<String, Value> reader) {
    context.allocate(text.length());
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }
}
