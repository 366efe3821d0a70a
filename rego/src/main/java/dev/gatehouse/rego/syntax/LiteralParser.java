package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.RegoVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses bodies and their expressions: {@code some}, {@code every}, {@code not}, {@code with},
 * assignments; {@link LogicalParser} has {@code and} and {@code or}.
 */
final class LiteralParser {

  private final Cursor cursor;
  private final TermParser terms;
  private final LogicalParser logical;

  LiteralParser(Cursor cursor, TermParser terms) {
    this.cursor = cursor;
    this.terms = terms;
    this.logical = new LogicalParser(cursor, terms, this);
  }

  /** A body up to its closing token, which stays current. */
  @Nullable
  Body parseBody(Kind end) {
    cursor.enter();
    var body = parseExpressions(end);
    cursor.leave();
    return body;
  }

  private @Nullable Body parseExpressions(Kind end) {
    var start = cursor.location();
    if (cursor.is(end)) {
      cursor.error(start, "found empty body");
      return null;
    }
    var expressions = new ArrayList<Expr>();
    while (true) {
      var expression = parseLiteral();
      if (expression == null) {
        return null;
      }
      expressions.add(expression);
      if (cursor.accept(Kind.SEMICOLON)) {
        continue;
      }
      if (cursor.is(end)) {
        return new Body(start, expressions);
      }
      if (!cursor.isAfterLineBreak()) {
        if (!cursor.hasErrors()) {
          cursor.unexpected("expected \\n or ; or " + end.text());
        }
        return null;
      }
    }
  }

  /** Expressions with semicolons between them, as a query has them on a line. */
  @Nullable
  Body parseStatement() {
    var start = cursor.location();
    var expressions = new ArrayList<Expr>();
    do {
      var expression = parseLiteral();
      if (expression == null) {
        return null;
      }
      expressions.add(expression);
    } while (cursor.accept(Kind.SEMICOLON));
    return new Body(start, expressions);
  }

  /** One expression with its modifiers. */
  @Nullable
  Expr parseLiteral() {
    var start = cursor.location();
    var expression = parseUnplaced();
    if (expression == null) {
      return null;
    }
    var place = start.covering(start.start(), cursor.previousEnd());
    if (expression.form() instanceof Expr.Not not && !not.braces()) {
      var inner = not.body().expressions().stream().map(e -> e.at(place)).toList();
      expression = expression.as(new Expr.Not(new Body(place, inner), false));
    }
    return expression.at(place);
  }

  /** An expression whose location the caller sets. */
  private @Nullable Expr parseUnplaced() {
    if (cursor.logicalKeywords()) {
      var attempt = logical.parseLeading();
      if (attempt.isDecided()) {
        return attempt.expression();
      }
    }
    if (cursor.treatAsNameBeforeRef()) {
      return parseExpression(null);
    }
    var not = isNegation() ? cursor.location() : null;
    if (not != null) {
      cursor.advance();
      if (cursor.notBodies() && cursor.is(Kind.LEFT_BRACE)) {
        var negation = logical.parseNotBody(not);
        return negation == null ? null : logical.parseTail(LogicalParser.Operand.of(negation));
      }
    }
    return switch (cursor.kind()) {
      case SOME -> {
        if (not != null) {
          cursor.unexpected("illegal negation of 'some'");
          yield null;
        }
        yield parseSome();
      }
      case EVERY -> {
        if (not != null) {
          cursor.unexpected("illegal negation of 'every'");
          yield null;
        }
        yield parseEvery();
      }
      default -> parseExpression(not);
    };
  }

  /** Whether the current token is {@code not} and no name such as {@code not.x}. */
  boolean isNegation() {
    return cursor.is(Kind.NOT) && !cursor.isFollowedDirectlyBy(Kind.DOT, Kind.LEFT_BRACKET);
  }

  /**
   * An expression without {@code some} and {@code every}.
   *
   * @param not the location of the {@code not} before it, or null
   */
  private @Nullable Expr parseExpression(@Nullable Location not) {
    var start = cursor.mark();
    var place = cursor.location();
    if (not != null && cursor.notBodies() && cursor.is(Kind.LEFT_PAREN)) {
      var attempt = logical.parseNegatedGroup(not);
      if (attempt.isDecided()) {
        return attempt.expression();
      }
    }
    var expression = parseOperation();
    if (expression == null) {
      return null;
    }
    var modifiers = cursor.is(Kind.WITH) ? cursor.location() : null;
    expression = parseModifiers(expression);
    if (expression == null) {
      return null;
    }
    hintAtEvery(expression, start);
    var operand = expression.at(place.covering(place.start(), cursor.previousEnd()));
    expression = not == null ? operand : negate(operand, not);
    return logical.isOperator()
        ? logical.parseChain(expression, operand, not != null, modifiers)
        : expression;
  }

  /** The negation of an expression, by the meaning that the module's imports choose. */
  Expr negate(Expr expression, Location not) {
    if (!cursor.notBodies()) {
      return new Expr(expression.location(), expression.form(), true, expression.withs(), false);
    }
    var place = not.covering(not.start(), cursor.previousEnd());
    var body = new Body(expression.location(), List.of(expression.with(List.of())));
    return Expr.of(place, new Expr.Not(body, false)).with(expression.withs());
  }

  /** A term, an assignment or a unification. */
  @Nullable
  Expr parseOperation() {
    var start = cursor.location();
    var left = terms.parseInfix();
    if (left == null) {
      return null;
    }
    if (cursor.is(Kind.ASSIGN) || cursor.is(Kind.UNIFY)) {
      var operator = terms.operator(List.of(cursor.kind().text()));
      cursor.advance();
      var right = terms.parseInfix();
      return right == null
          ? null
          : Expr.of(start, new Expr.Invoke(operator, List.of(left, right), true));
    }
    return Expr.of(
        start,
        left instanceof Term.Call call
            ? new Expr.Invoke(call.operator(), call.args(), call.infix())
            : new Expr.Is(left));
  }

  /** The expression with the {@code with} modifiers that follow it, if any do. */
  @Nullable
  Expr parseModifiers(Expr expression) {
    if (!cursor.is(Kind.WITH)) {
      return expression;
    }
    var modifiers = new ArrayList<Expr.With>();
    while (cursor.is(Kind.WITH)) {
      var modifier = parseModifier();
      if (modifier == null) {
        return null;
      }
      modifiers.add(modifier);
    }
    return expression.with(modifiers);
  }

  private Expr.@Nullable With parseModifier() {
    var start = cursor.location();
    cursor.advance();
    if (!cursor.is(Kind.IDENT)) {
      cursor.unexpected("expected ident");
      return null;
    }
    var target = terms.parseTerm();
    if (target == null) {
      return null;
    }
    var reference = switch (target) {
      case Term.Ref ref -> ref;
      case Term.Var variable -> new Term.Ref(variable.location(), List.of(variable));
      default -> null;
    };
    if (reference == null) {
      cursor.unexpected("expected with target path");
    }
    if (!cursor.is(Kind.AS)) {
      cursor.unexpected("expected as keyword");
      return null;
    }
    cursor.advance();
    var value = terms.parseInfix();
    if (value == null || reference == null) {
      return null;
    }
    return new Expr.With(start.covering(start.start(), cursor.previousEnd()), reference, value);
  }

  private @Nullable Expr parseSome() {
    var start = cursor.location();
    var mark = cursor.mark();
    cursor.advance();
    if (terms.parseInfix() instanceof Term.Call call) {
      return parseSomeIn(start, call);
    }
    cursor.restore(mark);
    hintAtIn(mark);
    var variables = new ArrayList<Term.Var>();
    do {
      cursor.advance();
      if (!cursor.is(Kind.IDENT)) {
        cursor.unexpected("expected var");
        return null;
      }
      variables.add(terms.parseVariable());
      cursor.advance();
    } while (cursor.is(Kind.COMMA));
    return Expr.of(start, new Expr.Some(variables));
  }

  private @Nullable Expr parseSomeIn(Location start, Term.Call call) {
    if (!isMembership(call, "expected `x in xs` or `x, y in xs` expression")) {
      return null;
    }
    var args = call.args();
    var key = args.size() == 3 ? args.getFirst() : null;
    var form = new Expr.SomeIn(key, args.get(args.size() - 2), args.getLast());
    return parseModifiers(Expr.of(start, form));
  }

  /** Whether a call is made by {@code in}; reports it if not. */
  private boolean isMembership(Term.Call call, String expectation) {
    var arity = switch (call.operator().toString()) {
      case "internal.member_2" -> 2;
      case "internal.member_3" -> 3;
      default -> 0;
    };
    if (arity == call.args().size() && arity > 0) {
      return true;
    }
    cursor.unexpected(arity == 0 ? expectation : "illegal domain");
    return false;
  }

  private @Nullable Expr parseEvery() {
    var start = cursor.location();
    cursor.advance();
    var term = terms.parseInfix();
    if (term == null) {
      return null;
    }
    if (!(term instanceof Term.Call call)) {
      cursor.unexpected("expected `x[, y] in xs { ... }` expression");
      return null;
    }
    if (!isMembership(call, "expected `x[, y] in xs { ... }` expression")) {
      return null;
    }
    var args = call.args();
    var key = args.size() == 3 ? args.getFirst() : null;
    if (key != null && !(key instanceof Term.Var)) {
      cursor.unexpected("expected key to be a variable");
      return null;
    }
    var value = args.get(args.size() - 2);
    if (!(value instanceof Term.Var)) {
      cursor.unexpected("expected value to be a variable");
      return null;
    }
    if (!cursor.is(Kind.LEFT_BRACE)) {
      cursor.unexpected("missing body");
      return null;
    }
    cursor.advance();
    var body = parseBody(Kind.RIGHT_BRACE);
    if (body == null) {
      return null;
    }
    cursor.advance();
    return parseModifiers(Expr.of(start, new Expr.Every(key, value, args.getLast(), body)));
  }

  /** Advises to import {@code in} if {@code some x in xs} would parse then. */
  private void hintAtIn(Cursor.Mark some) {
    if (cursor.version() == RegoVersion.V1) {
      return;
    }
    cursor.advance();
    var parses = withFutureKeywords(terms::parseInfix) instanceof Term.Call call
        && call.operator().toString().startsWith("internal.member_");
    cursor.restore(some);
    if (parses) {
      cursor.hint("`import future.keywords.in` for `some x in xs` expressions");
    }
  }

  /** Advises to import {@code every} if the expression would be one then. */
  private void hintAtEvery(Expr expression, Cursor.Mark start) {
    if (cursor.version() == RegoVersion.V1
        || !(expression.form() instanceof Expr.Is(Term.Var variable))
        || !variable.name().equals("every")) {
      return;
    }
    var here = cursor.mark();
    cursor.restore(start);
    var parses = withFutureKeywords(this::parseEvery) != null;
    cursor.restore(here);
    if (parses) {
      cursor.hint("`import future.keywords.every` for `every x in xs { ... }` expressions");
    }
  }

  private <T> @Nullable T withFutureKeywords(Supplier<@Nullable T> parse) {
    var present = cursor.keywords();
    var all = new HashMap<>(present);
    all.putAll(Kind.V1_KEYWORDS);
    all.putAll(Kind.FUTURE_KEYWORDS);
    cursor.useKeywords(all);
    var result = parse.get();
    cursor.useKeywords(present);
    return result;
  }
}
