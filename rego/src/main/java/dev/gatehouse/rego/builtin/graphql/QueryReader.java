package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.graphql.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Reads GraphQL queries. */
public final class QueryReader extends TokenReader {

  private QueryReader(String text) {
    super(text);
  }

  /** The tree of a query, with positions. @throws IllegalArgumentException that says what is wrong and where */
  public static ObjectValue read(String text) {
    return new QueryReader(text).document();
  }

  private ObjectValue document() {
    var operations = new ArrayValue.Builder();
    var fragments = new ArrayValue.Builder();
    while (!peek().is(Kind.END)) {
      if (peek().isName("fragment")) {
        fragments.add(fragment());
      } else {
        operations.add(operation());
      }
    }
    var document = ObjectValue.builder();
    if (operations.size() > 0) {
      document.put("Operations", operations.build());
    }
    if (fragments.size() > 0) {
      document.put("Fragments", fragments.build());
    }
    return document.build();
  }

  private Value operation() {
    var operation = node();
    var kind = "query";
    var name = "";
    if (!peek().is(Kind.BRACE_LEFT)) {
      var token = peek();
      if (!token.isName("query") && !token.isName("mutation") && !token.isName("subscription")) {
        throw unexpected(token);
      }
      operation.putIfPresent("Comment", comments());
      kind = next().value();
      name = peek().is(Kind.NAME) ? next().value() : "";
      operation.putIfPresent("VariableDefinitions", variables());
      operation.putIfPresent("Directives", directives(false));
    }
    return operation
        .put("Operation", text(kind))
        .put("Name", text(name))
        .putIfPresent("SelectionSet", selections())
        .build();
  }

  private @Nullable Value variables() {
    return some(
        Kind.PAREN_LEFT,
        Kind.PAREN_RIGHT,
        () -> {
          var variable = node().putIfPresent("Comment", comments());
          expect(Kind.DOLLAR);
          variable.put("Variable", text(name()));
          expect(Kind.COLON);
          variable.put("Type", type());
          if (skip(Kind.EQUALS)) {
            variable.put("DefaultValue", value(true));
          }
          return variable
              .putIfPresent("Directives", directives(false))
              .put("Used", BooleanValue.FALSE)
              .build();
        });
  }

  private @Nullable Value selections() {
    if (!peek().is(Kind.BRACE_LEFT)) {
      throw failure(peek(), "Expected {, found " + peek().kind());
    }
    return some(
        Kind.BRACE_LEFT,
        Kind.BRACE_RIGHT,
        () -> peek().is(Kind.SPREAD) ? spread() : field());
  }

  private Value field() {
    var field = node().putIfPresent("Comment", comments());
    var alias = name();
    field
        .put("Alias", text(alias))
        .put("Name", text(skip(Kind.COLON) ? name() : alias))
        .putIfPresent("Arguments", arguments(false))
        .putIfPresent("Directives", directives(false));
    return peek().is(Kind.BRACE_LEFT)
        ? field.putIfPresent("SelectionSet", selections()).build()
        : field.build();
  }

  private Value spread() {
    var comments = comments();
    expect(Kind.SPREAD);
    var selection = node().putIfPresent("Comment", comments);
    if (peek().is(Kind.NAME) && !peek().value().equals("on")) {
      return selection
          .put("Name", text(name()))
          .putIfPresent("Directives", directives(false))
          .build();
    }
    var condition = "";
    if (peek().isName("on")) {
      next();
      condition = name();
    }
    return selection
        .put("TypeCondition", text(condition))
        .putIfPresent("Directives", directives(false))
        .putIfPresent("SelectionSet", selections())
        .build();
  }

  private Value fragment() {
    var fragment = node().putIfPresent("Comment", comments());
    expectKeyword("fragment");
    if (peek().value().equals("on")) {
      throw unexpected(peek());
    }
    fragment.put("Name", text(name())).putIfPresent("VariableDefinition", variables());
    expectKeyword("on");
    return fragment
        .put("TypeCondition", text(name()))
        .putIfPresent("Directives", directives(false))
        .putIfPresent("SelectionSet", selections())
        .build();
  }
}
