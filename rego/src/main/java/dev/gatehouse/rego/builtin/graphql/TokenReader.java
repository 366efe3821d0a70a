package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.graphql.Token.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What queries and schemas have in common: names, types, values, directives. It stands at the next
 * token. Members of the tree that are empty are left out, but not texts.
 */
abstract class TokenReader {

  private static final int DEEPEST = 200;

  private final List<Token> tokens;
  private int at;
  private int depth;
  private @Nullable Value end;

  TokenReader(String text) {
    this.tokens = new Lexer(text).tokens();
  }

  final Token peek() {
    return tokens.get(at);
  }

  final Token next() {
    var token = tokens.get(at);
    if (token.is(Kind.INVALID)) {
      throw failure(token, token.value());
    }
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  final boolean skip(Kind kind) {
    if (!peek().is(kind)) {
      return false;
    }
    next();
    return true;
  }

  final Token expect(Kind kind) {
    if (!peek().is(kind)) {
      throw failure(peek(), "Expected " + kind + ", found " + peek().kind());
    }
    return next();
  }

  final void expectKeyword(String keyword) {
    if (!peek().isName(keyword)) {
      throw failure(peek(), "Expected " + Quotes.quote(keyword) + ", found " + peek());
    }
    next();
  }

  final IllegalArgumentException unexpected(Token token) {
    return failure(token, "Unexpected " + token);
  }

  final IllegalArgumentException failure(Token token, String message) {
    var place = token.row() + ":" + token.column();
    return new IllegalArgumentException(
        token.column() < 0
            ? "GraphQL parse error: input:" + place + ": " + message
            : message + " in GraphQL string at location " + place);
  }

  /** One or more items between two marks, null if the first mark is not there. */
  final @Nullable Value some(Kind open, Kind close, Supplier<Value> item) {
    if (!skip(open)) {
      return null;
    }
    if (peek().is(close)) {
      throw failure(
          peek(), "expected at least one definition, found " + peek().kind());
    }
    return items(close, item);
  }

  private @Nullable Value items(Kind close, Supplier<Value> item) {
    depth++;
    if (depth > DEEPEST) {
      throw failure(peek(), "nesting is deeper than " + DEEPEST);
    }
    var items = new ArrayValue.Builder();
    while (!peek().is(close)) {
      items.add(item.get());
    }
    end = comments();
    next();
    depth--;
    return items.size() == 0 ? null : items.build();
  }

  final String name() {
    return expect(Kind.NAME).value();
  }

  /** A node that begins at the next token. */
  final ObjectValue.Builder node() {
    return place(ObjectValue.builder());
  }

  /** Says that a node begins at the next token. */
  final ObjectValue.Builder place(ObjectValue.Builder node) {
    return node.put(Tree.PLACE, Place.of(peek()).value());
  }

  /** The comments before the mark that ended the last list, null if there are none. */
  final @Nullable Value endComments() {
    return end;
  }

  /** Forgets the comments of lists so far. */
  final void noEnd() {
    end = null;
  }

  static Value text(String text) {
    return StringValue.of(text);
  }

  /** The comments before the next token, null if there are none. */
  final @Nullable Value comments() {
    if (peek().comments().isEmpty()) {
      return null;
    }
    var list = new ArrayValue.Builder();
    peek().comments().forEach(comment -> list.add(ObjectValue.of("Value", text(comment))));
    return ObjectValue.of("List", list.build());
  }

  final Value type() {
    var isList = skip(Kind.BRACKET_LEFT);
    var type = node();
    if (isList) {
      depth++;
      if (depth > DEEPEST) {
        throw failure(peek(), "nesting is deeper than " + DEEPEST);
      }
      type.put("Elem", type()).put("NamedType", text(""));
      depth--;
      expect(Kind.BRACKET_RIGHT);
    } else {
      type.put("NamedType", text(name()));
    }
    return type.put("NonNull", BooleanValue.of(skip(Kind.BANG))).build();
  }

  final @Nullable Value directives(boolean constant) {
    var directives = new ArrayValue.Builder();
    while (skip(Kind.AT)) {
      directives.add(
          node()
              .put("Name", text(name()))
              .putIfPresent("Arguments", arguments(constant))
              .put("Location", text(""))
              .build());
    }
    return directives.size() == 0 ? null : directives.build();
  }

  final @Nullable Value arguments(boolean constant) {
    return some(
        Kind.PAREN_LEFT,
        Kind.PAREN_RIGHT,
        () -> {
          var argument = node().putIfPresent("Comment", comments());
          argument.put("Name", text(name()));
          expect(Kind.COLON);
          return argument.put("Value", value(constant)).build();
        });
  }

  final Value value(boolean constant) {
    var token = peek();
    return switch (token.kind()) {
      case BRACKET_LEFT -> {
        var comment = comments();
        next();
        var children = items(Kind.BRACKET_RIGHT, () -> element(constant));
        yield literal(token, LiteralKind.LIST, children, comment);
      }
      case BRACE_LEFT -> {
        var comment = comments();
        next();
        var children = items(Kind.BRACE_RIGHT, () -> member(constant));
        yield literal(token, LiteralKind.OBJECT, children, comment);
      }
      case DOLLAR -> {
        if (constant) {
          throw unexpected(token);
        }
        var comment = comments();
        next();
        yield scalar(token, LiteralKind.VARIABLE, comment);
      }
      case INT, FLOAT, STRING, BLOCK_STRING, NAME -> scalar(token, kind(token), null);
      default -> throw unexpected(token);
    };
  }

  private static LiteralKind kind(Token token) {
    return switch (token.kind()) {
      case INT -> LiteralKind.INT;
      case FLOAT -> LiteralKind.FLOAT;
      case STRING -> LiteralKind.STRING;
      case BLOCK_STRING -> LiteralKind.BLOCK;
      default ->
        switch (token.value()) {
          case "true", "false" -> LiteralKind.BOOLEAN;
          case "null" -> LiteralKind.NULL;
          default -> LiteralKind.ENUM;
        };
    };
  }

  private Value scalar(Token start, LiteralKind kind, @Nullable Value comment) {
    var raw = kind == LiteralKind.VARIABLE ? name() : next().value();
    return literal(start, kind, raw, null, comment);
  }

  private Value element(boolean constant) {
    return ObjectValue.builder().put("Name", text("")).put("Value", value(constant)).build();
  }

  private Value member(boolean constant) {
    var member = node().putIfPresent("Comment", comments()).put("Name", text(name()));
    expect(Kind.COLON);
    return member.put("Value", value(constant)).build();
  }

  private static Value literal(
      Token start, LiteralKind kind, @Nullable Value children, @Nullable Value comment) {
    return literal(start, kind, "", children, comment);
  }

  private static Value literal(
      Token start,
      LiteralKind kind,
      String raw,
      @Nullable Value children,
      @Nullable Value comment) {
    return ObjectValue.builder()
        .put(Tree.PLACE, Place.of(start).value())
        .put("Raw", text(raw))
        .put("Kind", IntegerValue.of(kind.ordinal()))
        .putIfPresent("Children", children)
        .putIfPresent("Comment", comment)
        .put("ExpectedTypeHasDefault", BooleanValue.FALSE)
        .build();
  }
}
