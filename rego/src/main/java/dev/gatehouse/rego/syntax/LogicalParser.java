package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code and} and {@code or} with their operands, and {@code not { body }}; all of them come
 * by {@code import future.keywords}.
 *
 * <p>An operand is an expression, a body in braces, or a group in parentheses. Braces and
 * parentheses can also start a term, so they are tried as an operand first and read again as a term
 * where that fails.
 */
final class LogicalParser {

  /** Functions without a result: a call of them always succeeds. */
  private static final Set<String> VOID_FUNCTIONS = Set.of("print", "internal.print",
      "internal.test_case");

  private final Cursor cursor;
  private final TermParser terms;
  private final LiteralParser literals;

  LogicalParser(Cursor cursor, TermParser terms, LiteralParser literals) {
    this.cursor = cursor;
    this.terms = terms;
    this.literals = literals;
  }

  /** One side of an operator. */
  record Operand(Body body, boolean braces, Location location) {

    static Operand of(Expr expression) {
      var location = expression.location();
      return new Operand(new Body(location, List.of(expression)), false, location);
    }

    Expr first() {
      return body.expressions().getFirst();
    }

    boolean isSingle() {
      return body.expressions().size() == 1;
    }
  }

  /** Whether tokens were read as what was looked for; the result is null after an error. */
  record Attempt(boolean isDecided, @Nullable Expr expression) {
    static final Attempt UNDECIDED = new Attempt(false, null);

    static Attempt of(@Nullable Expr expression) {
      return new Attempt(true, expression);
    }
  }

  /** Whether parentheses were read as a group; the operand is null after an error. */
  private record Group(boolean isDecided, @Nullable Operand operand) {
    static final Group UNDECIDED = new Group(false, null);
    static final Group FAILED = new Group(true, null);

    static Group of(Operand operand) {
      return new Group(true, operand);
    }
  }

  boolean isOperator() {
    return cursor.is(Kind.LOGICAL_AND) || cursor.is(Kind.LOGICAL_OR);
  }

  /** An expression that starts with an operand in braces or a group in parentheses. */
  Attempt parseLeading() {
    if (cursor.is(Kind.LEFT_BRACE)) {
      return parseLeadingBody();
    }
    if (cursor.is(Kind.LEFT_PAREN)) {
      var group = parseGroup(false, "");
      var operand = group.operand();
      if (group.isDecided()) {
        return Attempt.of(operand == null ? null : parseTail(operand));
      }
    }
    return Attempt.UNDECIDED;
  }

  private Attempt parseLeadingBody() {
    var mark = cursor.mark();
    var start = cursor.location();
    cursor.advance();
    var body = literals.parseBody(Kind.RIGHT_BRACE);
    if (body != null) {
      cursor.advance();
      if (isOperator()) {
        if (isAmbiguousUnion(body)) {
          reportAmbiguousUnion(start, body, "");
          return Attempt.of(null);
        }
        return Attempt.of(parseTail(new Operand(body, true, start)));
      }
    }
    cursor.restore(mark);
    return Attempt.UNDECIDED;
  }

  /** {@code not (a or b)}; the current token is the parenthesis. */
  Attempt parseNegatedGroup(Location not) {
    var group = parseGroup(true, "not ");
    if (!group.isDecided()) {
      return Attempt.UNDECIDED;
    }
    var operand = group.operand();
    return Attempt.of(operand == null ? null : parseTail(negated(operand, not)));
  }

  private Operand negated(Operand operand, Location not) {
    var place = extend(not);
    return Operand.of(Expr.of(place, new Expr.Not(operand.body(), operand.braces())));
  }

  /** {@code not { body }}; the current token is the brace. */
  @Nullable
  Expr parseNotBody(Location not) {
    var brace = cursor.location();
    var body = parseBracedBody("not ");
    if (body == null) {
      return null;
    }
    if (isAmbiguousUnion(body)) {
      reportAmbiguousUnion(brace, body, "not ");
      return null;
    }
    return Expr.of(extend(not), new Expr.Not(body, true));
  }

  /** A body in braces; where they hold a value instead, the error tells what to write. */
  private @Nullable Body parseBracedBody(String operator) {
    var brace = cursor.location();
    var mark = cursor.mark();
    cursor.advance();
    var isEmpty = cursor.is(Kind.RIGHT_BRACE);
    var body = literals.parseBody(Kind.RIGHT_BRACE);
    if (body != null) {
      cursor.advance();
      return body;
    }
    if (!isEmpty && !operator.isEmpty()) {
      var failed = cursor.mark();
      cursor.restore(mark);
      var term = terms.parseInfix();
      if (term == null) {
        cursor.restore(failed);
      } else if (operator.equals("not ")) {
        reportValueInBraces(brace, term);
      } else {
        reportLeadingBrace(brace, extend(brace).text(), operator);
      }
    }
    return null;
  }

  /** The operators and modifiers that follow an operand. */
  @Nullable
  Expr parseTail(Operand operand) {
    var expression = isOperator() ? parseOrChain(operand) : operand.first();
    return expression == null ? null : literals.parseModifiers(expression);
  }

  /**
   * The operators that follow an expression; the current token is one.
   *
   * @param expression the expression, negated if it is
   * @param operand the same without its negation
   * @param isNegated whether they differ
   * @param modifiers where its {@code with} modifiers are, which are not allowed here, or null
   */
  @Nullable
  Expr parseChain(
      Expr expression, Expr operand, boolean isNegated, @Nullable Location modifiers) {
    var operator = cursor.kind().text();
    if (modifiers != null) {
      reportModifiers(modifiers, operator);
      return null;
    }
    var text = operand.location().text();
    if (!isNegated && text.startsWith("{")) {
      if (operand.form() instanceof Expr.Is(Term.ObjectTerm object) && object.entries().isEmpty()) {
        cursor.error(operand.location(), "found empty body");
      } else {
        reportLeadingBrace(operand.location(), text, operator);
      }
      return null;
    }
    return parseTail(Operand.of(expression));
  }

  private @Nullable Expr parseOrChain(Operand first) {
    cursor.enter();
    var left = cursor.is(Kind.LOGICAL_AND) ? parseAndChain(first) : first;
    while (left != null && cursor.is(Kind.LOGICAL_OR)) {
      cursor.advance();
      var right = parseOperand("or");
      if (right != null && cursor.is(Kind.LOGICAL_AND)) {
        right = parseAndChain(right);
      }
      left = right == null ? null : join(false, left, right);
    }
    cursor.leave();
    return left == null ? null : left.first();
  }

  private @Nullable Operand parseAndChain(Operand first) {
    var left = first;
    while (cursor.is(Kind.LOGICAL_AND)) {
      cursor.advance();
      var right = parseOperand("and");
      if (right == null) {
        return null;
      }
      left = join(true, left, right);
    }
    return left;
  }

  private Operand join(boolean isAnd, Operand left, Operand right) {
    var operator = isAnd ? "and" : "or";
    reportVoidCalls(left, operator);
    reportVoidCalls(right, operator);
    var form = new Expr.Logical(isAnd, left.body(), right.body(), left.braces(), right.braces());
    return Operand.of(Expr.of(extend(left.location()), form));
  }

  /**
   * One operand.
   *
   * @param operator the operator that it belongs to, empty if that is open and errors do not count
   */
  private @Nullable Operand parseOperand(String operator) {
    if (cursor.is(Kind.LEFT_BRACE)) {
      var start = cursor.location();
      var body = parseBracedBody(operator);
      if (body != null && isAmbiguousUnion(body)) {
        reportAmbiguousUnion(start, body, "");
      }
      return body == null ? null : new Operand(body, true, start);
    }
    var not = literals.isNegation() ? cursor.location() : null;
    if (not != null) {
      cursor.advance();
      if (cursor.notBodies() && cursor.is(Kind.LEFT_BRACE)) {
        var negation = parseNotBody(not);
        return negation == null ? null : Operand.of(negation);
      }
    }
    var mayGroup = cursor.logicalKeywords() && (not == null || cursor.notBodies());
    if (cursor.is(Kind.LEFT_PAREN) && mayGroup) {
      var group = parseGroup(true, not == null ? "" : "not ");
      var operand = group.operand();
      if (group.isDecided()) {
        return operand == null || not == null ? operand : negated(operand, not);
      }
    }
    var start = cursor.location();
    var expression = literals.parseOperation();
    if (expression == null) {
      return null;
    }
    expression = expression.at(extend(start));
    return Operand.of(not == null ? expression : literals.negate(expression, not));
  }

  /**
   * A group in parentheses; the current token is the opening one.
   *
   * @param isOperand whether the group is an operand for sure
   * @param prefix what is before the group
   */
  private Group parseGroup(boolean isOperand, String prefix) {
    cursor.enter();
    var group = parseGroupContent(isOperand, prefix);
    cursor.leave();
    return group;
  }

  private Group parseGroupContent(boolean isOperand, String prefix) {
    var mark = cursor.mark();
    var start = cursor.location();
    cursor.advance();
    if (cursor.is(Kind.RIGHT_PAREN) && isOperand) {
      cursor.error(start, "empty parenthesized group");
      return Group.FAILED;
    }
    var operand = cursor.is(Kind.RIGHT_PAREN) ? null : parseOperand("");
    if (operand == null) {
      cursor.restore(mark);
      return Group.UNDECIDED;
    }
    if (isOperator()) {
      var chain = parseTail(operand);
      return chain == null ? Group.FAILED : closeGroup(start, Operand.of(chain));
    }
    if (cursor.is(Kind.WITH) && !operand.braces() && operand.isSingle()) {
      return parseModifiedGroup(mark, start, operand, isOperand);
    }
    if (operand.braces()) {
      return parseGroupedBraces(mark, start, operand, prefix);
    }
    var only = operand.first();
    if (operand.isSingle()
        && (only.negated()
            || only.form() instanceof Expr.Not
            || only.form() instanceof Expr.Logical)) {
      return closeGroup(start, operand);
    }
    cursor.restore(mark);
    return Group.UNDECIDED;
  }

  private Group closeGroup(Location start, Operand operand) {
    if (!cursor.is(Kind.RIGHT_PAREN)) {
      cursor.error(cursor.location(), "expected ) to close parenthesized group");
      return Group.FAILED;
    }
    cursor.advance();
    return Group.of(new Operand(operand.body(), operand.braces(), extend(start)));
  }

  /** {@code (operand with ...)}; the current token is the {@code with}. */
  private Group parseModifiedGroup(
      Cursor.Mark mark, Location start, Operand operand, boolean isOperand) {
    var modifiers = cursor.location();
    var modified = literals.parseModifiers(operand.first());
    if (modified == null) {
      return Group.FAILED;
    }
    if (isOperator()) {
      reportModifiers(modifiers, cursor.kind().text());
      return Group.FAILED;
    }
    var group = closeGroup(start, Operand.of(modified));
    if (!group.isDecided() || group.operand() == null || isOperand || isOperator()) {
      return group;
    }
    cursor.restore(mark);
    return Group.UNDECIDED;
  }

  /** {@code ({ ... })}, which is a value, since parentheses do not wrap a body. */
  private Group parseGroupedBraces(
      Cursor.Mark mark, Location start, Operand operand, String prefix) {
    var braces = extend(operand.location()).text();
    cursor.restore(mark);
    cursor.advance();
    var term = terms.parseTerm();
    cursor.restore(mark);
    if (term == null) {
      cursor.hint("drop the parens to keep the body: `" + prefix + braces + "`");
      cursor.error(start, "`(...)` in an operand position cannot contain a body");
      return Group.FAILED;
    }
    return Group.UNDECIDED;
  }

  /** From a location to the end of what was read. */
  private Location extend(Location start) {
    return start.covering(start.start(), cursor.previousEnd());
  }

  /** Whether braces that hold {@code a | b} could as well be a comprehension. */
  private static boolean isAmbiguousUnion(Body body) {
    var first = body.expressions().getFirst();
    return first.form() instanceof Expr.Invoke invoke
        && invoke.infix()
        && TermParser.isOperator(invoke.operator(), "or")
        && !first.location().text().startsWith("(");
  }

  private void reportAmbiguousUnion(Location brace, Body body, String prefix) {
    var braces = extend(brace).text();
    var first = body.expressions().getFirst().location();
    var from = first.start() - brace.start();
    var to = first.end() - brace.start();
    var union = braces.substring(0, from) + "(" + first.text() + ")" + braces.substring(to);
    cursor.hint(
        "write `" + prefix + "(" + braces + ")` for the comprehension, or `" + prefix + union
            + "` for the set union");
    cursor.error(
        brace,
        "ambiguous `{ ... | ... }` operand: read as a body holding a set-union expression, not as"
            + " a comprehension");
  }

  private void reportValueInBraces(Location brace, Term term) {
    var operand = extend(brace).text();
    cursor.hint(
        "write `not (" + operand + ")` to negate the value, or `not {" + operand
            + "}` for a body holding it");
    var value = term;
    while (value instanceof Term.Call call && call.infix()) {
      value = call.args().getFirst();
    }
    cursor.error(
        brace,
        "`{...}` in an operand position must contain expression(s), got: " + value.kindName());
  }

  private void reportLeadingBrace(Location brace, String operand, String operator) {
    cursor.hint("wrap the operand to keep the value: `(" + operand + ") " + operator + " ...`");
    cursor.error(
        brace, "operand of `" + operator + "` cannot begin with `{` unless the braces hold a body");
  }

  private void reportModifiers(Location with, String operator) {
    cursor.hint(
        "Wrap the operand in `(...)` or `{...}` to scope, or move `with` after the `" + operator
            + "` expression to apply it to the whole expression");
    cursor.error(with, "`with` modifier is not allowed on operand of `" + operator + "`");
  }

  /** Reports an operand that consists only of calls that cannot fail. */
  private void reportVoidCalls(Operand operand, String operator) {
    for (var expression : operand.body().expressions()) {
      if (expression.negated()
          || !(expression.form() instanceof Expr.Invoke invoke)
          || !VOID_FUNCTIONS.contains(invoke.operator().toString())) {
        return;
      }
    }
    var first = operand.first();
    var name = ((Expr.Invoke) first.form()).operator().toString();
    cursor.hint(
        "`" + name + "` produces no value and always succeeds, so the operand can never fail;"
            + " move it out of the operand, or add an expression that can fail");
    cursor.error(
        first.location(),
        "operand of `" + operator + "` cannot consist only of calls to `" + name + "`");
  }
}
