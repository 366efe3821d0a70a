package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.tuple;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.graphql.QueryCheck;
import dev.gatehouse.rego.builtin.graphql.QueryReader;
import dev.gatehouse.rego.builtin.graphql.Schema;
import dev.gatehouse.rego.builtin.graphql.SchemaReader;
import dev.gatehouse.rego.builtin.graphql.Trees;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import java.util.function.Supplier;

/** The functions on GraphQL. Queries and schemas are text, or the trees that parsing gives. */
final class Graphql {

  private static final Type TREE = object(ANY, ANY);
  private static final Type TEXT_OR_TREE = any(STRING, TREE);
  private static final Type.Function PARSE = args(STRING).gives(TREE);
  private static final Value UNVERIFIED = ArrayValue.of(
      List.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY));

  private Graphql() {}

  static List<Builtin> rows() {
    return List.of(
        row("graphql.parse_query", "The tree of a query.", PARSE, Graphql::parseQuery),
        row("graphql.parse_schema", "The tree of a schema.", PARSE, Graphql::parseSchema),
        row(
            "graphql.parse",
            "The trees of a query and of a schema that it is valid for.",
            args(TEXT_OR_TREE, TEXT_OR_TREE).gives(tuple(TREE, TREE)),
            Graphql::parse),
        row(
            "graphql.parse_and_verify",
            "Whether a query is valid for a schema, and the trees of both if it is.",
            args(TEXT_OR_TREE, TEXT_OR_TREE).gives(tuple(BOOLEAN, TREE, TREE)),
            Graphql::parseAndVerify),
        row(
            "graphql.is_valid",
            "Whether a query is valid for a schema.",
            args(TEXT_OR_TREE, TEXT_OR_TREE).gives(BOOLEAN),
            Graphql::isValid),
        row(
            "graphql.schema_is_valid",
            "Whether it is a valid schema, as text or as a tree.",
            args(TEXT_OR_TREE).gives(BOOLEAN),
            Graphql::isValidSchema));
  }

  private static Value parseQuery(BuiltinContext context, Value text) {
    Operand.string(1, text);
    return attempt(() -> Trees.shown(query(context, text)));
  }

  private static Value parseSchema(BuiltinContext context, Value text) {
    Operand.string(1, text);
    return attempt(() -> Trees.shown(schemaTree(context, text)));
  }

  /** OPA counts the operands of this function from 0. */
  private static Value parse(BuiltinContext context, Value query, Value schema) {
    textOrTree(0, query);
    var queryTree = attempt(() -> query(context, query));
    textOrTree(1, schema);
    return attempt(() -> {
      var schemaTree = schemaTree(context, schema);
      verify(context, queryTree, schema);
      return ArrayValue.of(List.of(Trees.shown(queryTree), Trees.shown(schemaTree)));
    });
  }

  private static Value parseAndVerify(BuiltinContext context, Value query, Value schema) {
    try {
      var queryTree = query(context, query);
      var schemaTree = schemaTree(context, schema);
      verify(context, queryTree, schema);
      return ArrayValue.of(
          List.of(BooleanValue.TRUE, Trees.shown(queryTree), Trees.shown(schemaTree)));
    } catch (IllegalArgumentException e) {
      return UNVERIFIED;
    }
  }

  private static Value isValid(BuiltinContext context, Value query, Value schema) {
    try {
      verify(context, query(context, query), schema);
      return BooleanValue.TRUE;
    } catch (IllegalArgumentException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value isValidSchema(BuiltinContext context, Value schema) {
    try {
      schema(context, schema);
      return BooleanValue.TRUE;
    } catch (IllegalArgumentException e) {
      return BooleanValue.FALSE;
    }
  }

  private static ObjectValue query(BuiltinContext context, Value query) {
    return switch (query) {
      case StringValue text -> QueryReader.read(counted(context, text));
      case ObjectValue tree -> Trees.query(tree);
      default -> throw new IllegalArgumentException("a query must be text or a tree");
    };
  }

  private static ObjectValue schemaTree(BuiltinContext context, Value schema) {
    return switch (schema) {
      case StringValue text -> SchemaReader.read(counted(context, text));
      case ObjectValue tree -> Trees.schema(tree);
      default -> throw new IllegalArgumentException("a schema must be text or a tree");
    };
  }

  private static String counted(BuiltinContext context, StringValue text) {
    context.allocate(text.value().length());
    return text.value();
  }

  /** A schema that is valid, which is made once in an evaluation. */
  private static Schema schema(BuiltinContext context, Value schema) {
    return context.remember(
        new Asked(schema), () -> Schema.of(schemaTree(context, schema)));
  }

  private static void verify(BuiltinContext context, ObjectValue query, Value schema) {
    var faults = QueryCheck.check(schema(context, schema), query, context::spend);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(described(String.join("\n", faults) + "\n"));
    }
  }

  /** The text of what is wrong, with the place of the first fault at its end. */
  private static String described(String faults) {
    var parts = faults.split(":", 4);
    if (parts.length < 4 || !isCount(parts[1]) || !isCount(parts[2])) {
      return "GraphQL parse error: " + faults;
    }
    var text = parts[3].stripLeading();
    var message = text.endsWith(".\n") ? text.substring(0, text.length() - 2) : text;
    return message + " in GraphQL string at location " + parts[1] + ":" + parts[2];
  }

  private static boolean isCount(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static void textOrTree(int position, Value value) {
    if (!(value instanceof StringValue) && !(value instanceof ObjectValue)) {
      throw Operand.wrongOf(position, value, List.of("string", "object"));
    }
  }

  private static <T> T attempt(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** What a schema is remembered by. */
  private record Asked(Value schema) {}
}
