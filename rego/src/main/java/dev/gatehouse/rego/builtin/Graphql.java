package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.graphql.QueryReader;
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
        row("graphql.parse_schema", "The tree of a schema.", PARSE, Graphql::parseSchema));
  }

  private static Value parseQuery(BuiltinContext context, Value text) {
    return parse(context, Operand.string(1, text), QueryReader::read);
  }

  private static Value parseSchema(BuiltinContext context, Value text) {
    return parse(context, Operand.string(1, text), SchemaReader::read);
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
