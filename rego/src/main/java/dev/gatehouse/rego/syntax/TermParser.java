package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses terms: literals, references, calls, collections, comprehensions and infix operators.
 *
 * <p>Each method starts at the first token of what it parses and ends at the first token after it.
 * It returns null where it cannot go on; the cursor then holds an error.
 */
final class TermParser {

  private static final Set<String> ROOT_DOCUMENTS = Set.of("data", "input");

  private final Cursor cursor;
  private final LiteralParser literals;

  TermParser(Cursor cursor) {
    this.cursor = cursor;
    this.literals = new LiteralParser(cursor, this);
  }

  LiteralParser literals() {
    return literals;
  }

  /** A term with infix operators, {@code key, value in domain} among them. */
  @Nullable
  Term parseInfix() {
    return parseInfix(0, true);
  }

  /** A term with infix operators where a comma ends it. */
  private @Nullable Term parseListItem() {
    return parseInfix(0, false);
  }

  /**
   * Precedence climbing over {@link Kind#precedence}.
   *
   * @param loosest operators that bind less tightly than this are left alone
   * @param pairs whether {@code key, value in domain} may be read
   */
  private @Nullable Term parseInfix(int loosest, boolean pairs) {
    var start = cursor.token().start();
    var left = parseTerm();
    if (left == null) {
      return null;
    }
    var tightest = Integer.MAX_VALUE;
    var mayPair = pairs;
    while (true) {
      if (mayPair && cursor.is(Kind.COMMA)) {
        mayPair = false;
        var membership = parsePairMembership(left, start);
        left = membership == null ? left : membership;
      }
      if (loosest == 0) {
        cursor.treatAsNameBeforeRef();
      }
      var kind = cursor.kind();
      var precedence = kind.precedence();
      if (precedence < loosest || precedence > tightest) {
        return left;
      }
      var operator = operator(
          kind == Kind.IN ? List.of("internal", "member_2") : List.of(kind.text()));
      cursor.advance();
      mayPair &= kind != Kind.IN;
      var right = parseInfix(precedence + 1, false);
      if (right == null) {
        if (kind == Kind.IN) {
          return left;
        }
        // As OPA does: go on with what is there, so that looser operators are looked at.
        tightest = precedence - 1;
        continue;
      }
      tightest = precedence;
      left = call(left, operator, List.of(left, right), start);
    }
  }

  /** The rest of {@code key, value in domain} after the key, or null if it is something else. */
  private @Nullable Term parsePairMembership(Term key, int start) {
    var mark = cursor.mark();
    cursor.advance();
    var value = parseInfix(1, false);
    if (value != null && cursor.is(Kind.IN)) {
      var operator = operator(List.of("internal", "member_3"));
      cursor.advance();
      var domain = parseInfix(1, false);
      if (domain != null) {
        return call(key, operator, List.of(key, value, domain), start);
      }
    }
    cursor.restore(mark);
    return null;
  }

  private Term call(Term first, Term.Ref operator, List<Term> args, int start) {
    var location = first.location().covering(start, cursor.previousEnd());
    return new Term.Call(location, operator, args, true);
  }

  /** The function of the operator that is the current token. */
  Term.Ref operator(List<String> names) {
    var location = cursor.location();
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(location, names.getFirst()));
    for (var name : names.subList(1, names.size())) {
      parts.add(string(location, name));
    }
    return new Term.Ref(location, parts);
  }

  /** A term without infix operators. */
  @Nullable
  Term parseTerm() {
    var known = cursor.recall();
    if (known != null) {
      return known.term();
    }
    var start = cursor.mark();
    cursor.enter();
    var term = parseFreshTerm();
    cursor.leave();
    cursor.remember(start, term);
    return term;
  }

  private @Nullable Term parseFreshTerm() {
    if ((cursor.is(Kind.LOGICAL_AND) || cursor.is(Kind.LOGICAL_OR))
        && cursor.isFollowedDirectlyBy(Kind.LEFT_PAREN)) {
      cursor.treatAsName();
    }
    var location = cursor.location();
    if (cursor.is(Kind.SUBTRACT)) {
      var mark = cursor.mark();
      cursor.advance();
      if (cursor.is(Kind.IDENT) || cursor.is(Kind.CONTAINS)) {
        return parseNegatedReference(location);
      }
      cursor.restore(mark);
    }
    var term = switch (cursor.kind()) {
      case NULL -> new Term.Scalar(location, NullValue.NULL);
      case TRUE -> new Term.Scalar(location, BooleanValue.TRUE);
      case FALSE -> new Term.Scalar(location, BooleanValue.FALSE);
      case SUBTRACT, DOT, NUMBER -> parseNumber();
      case STRING -> parseString();
      case TEMPLATE_PART, TEMPLATE_END, RAW_TEMPLATE_PART, RAW_TEMPLATE_END -> parseTemplate();
      case IDENT, CONTAINS -> parseVariable();
      case LEFT_BRACKET -> parseArray();
      case LEFT_BRACE -> parseSetOrObject();
      case LEFT_PAREN -> parseParenthesized();
      default -> {
        cursor.unexpected();
        yield null;
      }
    };
    return parseSuffix(term);
  }

  /** {@code -x.y}, which means {@code 0 - x.y}; the current token is the name. */
  private @Nullable Term parseNegatedReference(Location minus) {
    var term = parseSuffix(parseVariable());
    if (term == null) {
      return null;
    }
    var zero = new Term.Scalar(minus, IntegerValue.of(0));
    var operator = new Term.Ref(minus, List.of(new Term.Var(minus, "minus")));
    var location = minus.covering(minus.start(), cursor.previousEnd());
    return new Term.Call(location, operator, List.of(zero, term), true);
  }

  /** The variable that is the current token, which stays current. */
  Term.Var parseVariable() {
    var name = cursor.token().text();
    return new Term.Var(cursor.location(), name.equals("_") ? cursor.nextWildcard() : name);
  }

  /** Goes past the term that ends with the current token, and past what makes it a reference. */
  private @Nullable Term parseSuffix(@Nullable Term head) {
    if (head == null) {
      return null;
    }
    var start = cursor.token().start();
    cursor.advance();
    if (cursor.isAdjacent() && Kind.REF_STARTS.contains(cursor.kind())) {
      return parseRef(head, start);
    }
    return rooted(head);
  }

  /** A rule's name with what makes it a reference or function; spaces are allowed between. */
  @Nullable
  Term parseHeadSuffix(Term head) {
    var start = cursor.token().start();
    cursor.advance();
    if (cursor.isAdjacent() && cursor.kind().precedence() > 0) {
      cursor.unexpected();
    }
    if (Kind.REF_STARTS.contains(cursor.kind())) {
      return parseRef(head, start);
    }
    return rooted(head);
  }

  private static Term rooted(Term head) {
    return head instanceof Term.Var variable && ROOT_DOCUMENTS.contains(variable.name())
        ? new Term.Ref(head.location(), List.of(head))
        : head;
  }

  private @Nullable Term parseRef(Term head, int start) {
    if (!canHeadRef(head)) {
      cursor.error(
          head.location(), "illegal ref (head cannot be " + head.kindName() + ")");
    }
    cursor.enter();
    var term = parseRefParts(head, start);
    cursor.leave();
    return term;
  }

  private @Nullable Term parseRefParts(Term first, int start) {
    var head = first;
    var parts = new ArrayList<Term>();
    parts.add(head);
    var calls = 0;
    while (true) {
      var suffix = parts.size() > 1 && !cursor.isAdjacent() ? Kind.EOF : cursor.kind();
      switch (suffix) {
        case DOT -> {
          var name = parseDotted();
          if (name == null) {
            return null;
          }
          parts.add(name);
        }
        case LEFT_BRACKET -> {
          var part = parseBracketed();
          if (part == null) {
            return null;
          }
          parts.add(part);
        }
        case LEFT_PAREN -> {
          var place = head.location().covering(start, cursor.token().start());
          var called = parseCall(new Term.Ref(place, parts), start);
          if (called == null
              || !cursor.isAdjacent()
              || !(cursor.is(Kind.DOT) || cursor.is(Kind.LEFT_BRACKET))) {
            return called;
          }
          if (++calls > Cursor.MAX_DEPTH) {
            throw cursor.halt("max parsing recursion depth exceeded");
          }
          head = called;
          parts.clear();
          parts.add(called);
        }
        default -> {
          return new Term.Ref(first.location().covering(start, cursor.previousEnd()), parts);
        }
      }
    }
  }

  /** {@code .name}; the current token is the dot. */
  private @Nullable Term parseDotted() {
    cursor.advance();
    if (!cursor.isAdjacent() && !cursor.is(Kind.ILLEGAL)) {
      cursor.unexpectedSpace("expected identifier");
      return null;
    }
    if (!cursor.isNameOrKeyword() && !isSignOfKeyword()) {
      cursor.unexpected("expected identifier");
      return null;
    }
    var name = string(cursor.location(), isSignOfKeyword() ? "" : cursor.token().text());
    cursor.advance();
    return name;
  }

  /** As in OPA, a sign passes for the keyword of the same name, but has no text: {@code x.|}. */
  private boolean isSignOfKeyword() {
    var keywords = cursor.keywords();
    return cursor.is(Kind.OR) && keywords.containsKey("or")
        || cursor.is(Kind.AND) && keywords.containsKey("and");
  }

  /** {@code [term]}; the current token is the bracket. */
  private @Nullable Term parseBracketed() {
    cursor.advance();
    var part = parseInfix();
    if (part == null) {
      return null;
    }
    if (!cursor.is(Kind.RIGHT_BRACKET)) {
      // OPA's text, although the closing bracket is meant.
      cursor.unexpected("expected [");
      return null;
    }
    cursor.advance();
    return part;
  }

  /** {@code (arguments)}; the current token is the parenthesis. */
  private @Nullable Term parseCall(Term.Ref operator, int start) {
    cursor.advance();
    var args = cursor.is(Kind.RIGHT_PAREN) ? List.<Term>of() : parseList(Kind.RIGHT_PAREN, null);
    if (args == null) {
      return null;
    }
    var location = operator.location().covering(start, cursor.token().end());
    cursor.advance();
    var isEmptySet = args.isEmpty()
        && operator.parts().size() == 1
        && operator.head() instanceof Term.Var name
        && name.name().equals("set");
    return isEmptySet
        ? new Term.SetTerm(location, List.of())
        : new Term.Call(location, operator, args, false);
  }

  private static boolean canHeadRef(Term term) {
    return switch (term) {
      case Term.Var v -> true;
      case Term.ArrayTerm a -> true;
      case Term.ObjectTerm o -> true;
      case Term.SetTerm s -> true;
      case Term.ArrayComprehension c -> true;
      case Term.SetComprehension c -> true;
      case Term.ObjectComprehension c -> true;
      case Term.Call c -> true;
      case Term.Scalar s -> false;
      case Term.Ref r -> false;
      case Term.Template t -> false;
    };
  }

  private @Nullable Term parseParenthesized() {
    var start = cursor.token().start();
    cursor.advance();
    var term = parseInfix();
    if (term == null) {
      return null;
    }
    if (!cursor.is(Kind.RIGHT_PAREN)) {
      cursor.error(cursor.location(), "non-terminated expression");
      return null;
    }
    return term.at(term.location().covering(start, cursor.token().end()));
  }

  private @Nullable Term parseNumber() {
    var location = cursor.location();
    var prefix = "";
    if (cursor.is(Kind.SUBTRACT)) {
      prefix = "-";
      cursor.advance();
      if (!cursor.is(Kind.NUMBER) && !cursor.is(Kind.DOT)) {
        cursor.unexpected("expected number");
        return null;
      }
    }
    if (cursor.is(Kind.DOT)) {
      prefix += ".";
      cursor.advance();
      if (!cursor.is(Kind.NUMBER)) {
        cursor.unexpected("expected number");
        return null;
      }
    }
    var digits = cursor.token().text();
    if (!prefix.endsWith(".") && digits.length() > 1 && digits.charAt(0) == '0') {
      var second = digits.charAt(1);
      if (second != '.' && (digits.length() == 2 || (second != 'e' && second != 'E'))) {
        cursor.unexpected("expected number without leading zero");
        return null;
      }
    }
    if (digits.endsWith(Scanner.TORN)
        || prefix.endsWith(".") && digits.indexOf('.') >= 0
        || Literals.hasAbsurdExponent(digits)) {
      cursor.unexpected("invalid float");
      return null;
    }
    var value = Literals.number(prefix + digits);
    if (value == null) {
      cursor.error(cursor.location(), "number too big");
      return null;
    }
    return new Term.Scalar(location, value);
  }

  private @Nullable Term parseString() {
    var literal = cursor.token().text();
    var isTorn = literal.endsWith(Scanner.TORN);
    var inner = literal.substring(1, literal.length() - (isTorn ? 2 : 1));
    var text = literal.charAt(0) == '"' ? Literals.unescape(inner) : inner;
    if (text == null || isTorn && inner.indexOf('\\') >= 0) {
      cursor.error(cursor.location(), "illegal string literal: " + literal);
      return null;
    }
    return string(cursor.location(), text);
  }

  static Term string(Location location, String text) {
    Value value = StringValue.of(text);
    return new Term.Scalar(location, value);
  }

  private @Nullable Term parseTemplate() {
    var location = cursor.location();
    if (!cursor.capabilities().has(Capabilities.TEMPLATE_STRINGS)) {
      cursor.error(location, "template strings are not supported by current capabilities");
      return null;
    }
    var parts = new ArrayList<Term.Part>();
    while (true) {
      var kind = cursor.kind();
      if (kind == Kind.ILLEGAL) {
        cursor.error(cursor.location(), "expected template-string part");
        return null;
      }
      var raw = kind == Kind.RAW_TEMPLATE_PART || kind == Kind.RAW_TEMPLATE_END;
      var text = raw ? cursor.token().text() : Literals.unescape(cursor.token().text());
      if (text == null) {
        cursor.error(
            cursor.location(), "illegal template-string part: " + cursor.location().text());
        return null;
      }
      if (!text.isEmpty()) {
        parts.add(new Term.Text(cursor.location(), text));
      }
      if (kind == Kind.TEMPLATE_END || kind == Kind.RAW_TEMPLATE_END) {
        var whole = location.covering(location.start(), cursor.token().end());
        return new Term.Template(whole, raw, parts);
      }
      cursor.advance();
      var expression = parseTemplateExpression();
      if (expression == null) {
        return null;
      }
      parts.add(new Term.Embedded(expression));
      cursor.advance();
    }
  }

  /** An expression within a template string, up to its closing brace. */
  private @Nullable Expr parseTemplateExpression() {
    var expression = literals.parseLiteral();
    if (expression == null) {
      cursor.error(cursor.location(), "invalid template-string expression");
      return null;
    }
    var objection = objectionToEmbed(expression);
    if (!objection.isEmpty()) {
      cursor.error(
          expression.location(), "unexpected " + objection + " in template-string expression");
      return null;
    }
    if (!cursor.is(Kind.RIGHT_BRACE)) {
      cursor.error(cursor.location(), "expected } to end template string expression");
      return null;
    }
    return expression;
  }

  /** What makes an expression one that no template string may have; empty if nothing does. */
  private static String objectionToEmbed(Expr expression) {
    if (expression.negated()) {
      return "negation ('not')";
    }
    return switch (expression.form()) {
      case Expr.Invoke invoke when isOperator(invoke.operator(), "eq") -> "unification ('=')";
      case Expr.Invoke invoke when isOperator(invoke.operator(), "assign") -> "assignment (':=')";
      case Expr.Every every -> "'every'";
      case Expr.Some some -> "'some'";
      case Expr.SomeIn some -> "'some'";
      default -> "";
    };
  }

  static boolean isOperator(Term.Ref operator, String name) {
    return operator.parts().size() == 1
        && operator.head() instanceof Term.Var variable
        && variable.name().equals(name);
  }

  private @Nullable Term parseArray() {
    var start = cursor.location();
    cursor.advance();
    if (cursor.is(Kind.RIGHT_BRACKET)) {
      return new Term.ArrayTerm(closing(start), List.of());
    }
    // OPA accepts a leading comma.
    var mayComprehend = !cursor.accept(Kind.COMMA);
    var mark = cursor.mark();
    // A term without infix operators first: [a | b] is a comprehension, not a union in an array.
    var head = parseTerm();
    if (head == null) {
      return null;
    }
    if (cursor.is(Kind.OR) && mayComprehend) {
      cursor.advance();
      var body = literals.parseBody(Kind.RIGHT_BRACKET);
      if (body != null) {
        return new Term.ArrayComprehension(closing(start), head, body);
      }
      if (!cursor.is(Kind.COMMA)) {
        return null;
      }
    }
    cursor.restore(mark);
    var items = parseList(Kind.RIGHT_BRACKET, null);
    return items == null ? null : new Term.ArrayTerm(closing(start), items);
  }

  /** From a location to the end of the current token. */
  private Location closing(Location start) {
    return start.covering(start.start(), cursor.token().end());
  }

  private @Nullable Term parseSetOrObject() {
    var start = cursor.location();
    cursor.advance();
    if (cursor.is(Kind.RIGHT_BRACE)) {
      return new Term.ObjectTerm(closing(start), List.of());
    }
    var mayComprehend = !cursor.accept(Kind.COMMA);
    var mark = cursor.mark();
    var head = parseTerm();
    if (head == null) {
      return null;
    }
    switch (cursor.kind()) {
      case OR -> {
        if (mayComprehend) {
          return parseSetComprehension(start, head, mark);
        }
      }
      case RIGHT_BRACE, COMMA -> {
        return parseSet(start, head);
      }
      case COLON -> {
        return parseObject(start, head, mayComprehend);
      }
      default -> {
      }
    }
    cursor.restore(mark);
    head = parseListItem();
    if (head == null) {
      return null;
    }
    return switch (cursor.kind()) {
      case RIGHT_BRACE, COMMA -> parseSet(start, head);
      case COLON -> parseObject(start, head, mayComprehend);
      default -> {
        cursor.unexpected("non-terminated set");
        yield null;
      }
    };
  }

  private @Nullable Term parseSetComprehension(Location start, Term head, Cursor.Mark first) {
    cursor.advance();
    var body = literals.parseBody(Kind.RIGHT_BRACE);
    if (body != null) {
      return new Term.SetComprehension(closing(start), head, body);
    }
    if (!cursor.is(Kind.COMMA)) {
      return null;
    }
    cursor.restore(first);
    var items = parseList(Kind.RIGHT_BRACE, null);
    return items == null ? null : new Term.SetTerm(closing(start), items);
  }

  private @Nullable Term parseSet(Location start, Term first) {
    var items = parseRest(Kind.RIGHT_BRACE, first);
    return items == null ? null : new Term.SetTerm(closing(start), items);
  }

  /** An object after its first key; the current token is the colon. */
  private @Nullable Term parseObject(Location start, Term key, boolean mayComprehend) {
    cursor.advance();
    var mark = cursor.mark();
    var value = parseTerm();
    if (value == null) {
      return null;
    }
    if (mayComprehend) {
      switch (cursor.kind()) {
        case RIGHT_BRACE, COMMA -> {
          var object = parseEntries(start, key, value);
          if (object == null) {
            cursor.restore(mark);
            cursor.unexpected("non-terminated object");
          }
          return object;
        }
        case OR -> {
          cursor.advance();
          var body = literals.parseBody(Kind.RIGHT_BRACE);
          if (body != null) {
            return new Term.ObjectComprehension(closing(start), key, value, body);
          }
        }
        default -> {
        }
      }
    }
    cursor.restore(mark);
    value = parseListItem();
    if (value == null) {
      return null;
    }
    if (cursor.is(Kind.RIGHT_BRACE) || cursor.is(Kind.COMMA)) {
      return parseEntries(start, key, value);
    }
    cursor.unexpected("non-terminated object");
    return null;
  }

  /** An object after its first entry. */
  private @Nullable Term parseEntries(Location start, Term key, Term value) {
    var entries = new ArrayList<Term.Entry>();
    entries.add(new Term.Entry(key, value));
    while (cursor.accept(Kind.COMMA) && !cursor.is(Kind.RIGHT_BRACE)) {
      var nextKey = parseListItem();
      if (nextKey == null) {
        return null;
      }
      if (!cursor.is(Kind.COLON)) {
        cursor.unexpected("expected \":\"");
        return null;
      }
      cursor.advance();
      var nextValue = parseListItem();
      if (nextValue == null) {
        return null;
      }
      entries.add(new Term.Entry(nextKey, nextValue));
      if (!cursor.is(Kind.RIGHT_BRACE) && !cursor.is(Kind.COMMA)) {
        cursor.unexpected("expected \",\" or \"}\"");
        return null;
      }
    }
    return new Term.ObjectTerm(closing(start), entries);
  }

  /** The items after the first, which is parsed already, up to the closing token. */
  private @Nullable List<Term> parseRest(Kind end, Term first) {
    if (cursor.is(end)) {
      return List.of(first);
    }
    cursor.advance();
    return cursor.is(end) ? List.of(first) : parseList(end, first);
  }

  /** Items with commas between them, up to the closing token, which stays current. */
  private @Nullable List<Term> parseList(Kind end, @Nullable Term first) {
    var items = new ArrayList<Term>();
    if (first != null) {
      items.add(first);
    }
    while (true) {
      var item = parseListItem();
      if (item == null) {
        return null;
      }
      items.add(item);
      if (cursor.is(end)) {
        return items;
      }
      if (!cursor.is(Kind.COMMA)) {
        cursor.unexpected("expected \",\" or \"" + end.text() + "\"");
        return null;
      }
      cursor.advance();
      if (cursor.is(end)) {
        return items;
      }
    }
  }
}
