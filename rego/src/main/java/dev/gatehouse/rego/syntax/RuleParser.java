package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses rules that have a body, {@code contains} or {@code default}. Constants such as {@code p :=
 * 1} are no rules to the grammar but expressions, which {@link ExpressionRules} makes rules of.
 */
final class RuleParser {

  private static final int MAX_ELSE = 1000;

  private final Cursor cursor;
  private final TermParser terms;
  private final LiteralParser literals;

  RuleParser(Cursor cursor, TermParser terms) {
    this.cursor = cursor;
    this.terms = terms;
    this.literals = terms.literals();
  }

  /**
   * A rule, or the several rules of chained bodies.
   *
   * @return null if the source is not that; with no error noted, it may be an expression
   */
  @Nullable
  List<Rule> parse() {
    var start = cursor.location();
    cursor.treatAsNameBeforeRef();
    var isDefault = cursor.accept(Kind.DEFAULT);
    if (isDefault) {
      cursor.treatAsNameBeforeRef();
    }
    if (!cursor.is(Kind.IDENT)) {
      return null;
    }
    var head = parseHead(isDefault);
    if (head == null) {
      return null;
    }
    return isDefault ? finishDefault(start, head) : parseBodies(start, head);
  }

  private Rule.@Nullable Head parseHead(boolean isDefault) {
    var start = cursor.location();
    var name = terms.parseHeadSuffix(terms.parseVariable());
    if (name == null) {
      cursor.unexpected("expected rule head name");
      return null;
    }
    List<Term> args = null;
    var ref = switch (name) {
      case Term.Var variable -> new Term.Ref(variable.location(), List.of(variable));
      case Term.Ref reference -> reference;
      case Term.Call call -> call.operator();
      default -> null;
    };
    if (ref == null) {
      return null;
    }
    var isCall = name instanceof Term.Call;
    if (!(ref.head() instanceof Term.Var)) {
      if (isCall) {
        cursor.unexpected("rule head ref " + ref + " invalid");
      }
      return null;
    }
    if (name instanceof Term.Call call && !call.args().isEmpty()) {
      args = call.args();
    }
    var head = new Rule.Head(start, ref, args, null, null, false, false, false, false);
    return switch (cursor.kind()) {
      case CONTAINS -> parseContains(head, isCall);
      case UNIFY, ASSIGN -> parseValue(head, isDefault);
      default -> head.at(extend(start));
    };
  }

  private Rule.Head parseContains(Rule.Head head, boolean isCall) {
    if (isCall) {
      cursor.unexpected(
          "the contains keyword can only be used with multi-value rule definitions (e.g., "
              + head.ref() + " contains <VALUE> { ... })");
    }
    cursor.advance();
    var key = terms.parseInfix();
    if (key == null) {
      cursor.unexpected(
          "expected rule key term (e.g., " + head.ref() + " contains <VALUE> { ... })");
    }
    return new Rule.Head(
        extend(head.location()), head.ref(), head.args(), key, null, false, false, false, true);
  }

  private Rule.Head parseValue(Rule.Head head, boolean isDefault) {
    var assign = cursor.is(Kind.ASSIGN);
    cursor.advance();
    var value = terms.parseInfix();
    if (value == null) {
      cursor.unexpected(missingValue(head, assign, isDefault));
    }
    return new Rule.Head(
        extend(head.location()), head.ref(), head.args(), null, value, value != null, assign,
        false, false);
  }

  private static String missingValue(Rule.Head head, boolean assign, boolean isDefault) {
    var name = head.ref().toString();
    var args = head.args();
    if (!assign) {
      // OPA prints a null key here.
      return "expected rule value term (e.g., " + name + "[<nil>] = <VALUE> { ... })";
    }
    if (args != null && !args.isEmpty()) {
      return "expected function value term (e.g., " + name + "(...) := <VALUE> { ... })";
    }
    return isDefault
        ? "expected default rule value term (e.g., default " + name + " := <VALUE>)"
        : "expected rule value term (e.g., " + name + " := <VALUE> { ... })";
  }

  private @Nullable List<Rule> finishDefault(Location start, Rule.Head head) {
    var value = head.value();
    if (value == null && head.key() == null) {
      // OPA gives a default rule the value true where a reference of two parts has no value.
      if (head.ref().parts().size() == 2 && head.args() == null) {
        cursor.error(start, "illegal default rule (must have a value)");
        return null;
      }
      value = truth(head.location());
    }
    if (value == null) {
      cursor.error(start, "illegal default rule (must have a value)");
      return null;
    }
    var before = cursor.errors().size();
    checkDefaultValue(start, value);
    if (head.args() != null && cursor.errors().size() == before) {
      checkDefaultArgs(start, head.args());
    }
    if (cursor.errors().size() > before) {
      return null;
    }
    var complete = head.with(value, head.valueWritten());
    return List.of(new Rule(start, true, complete, truthBody(start), false, null));
  }

  /** Reports references, variables and calls; those within comprehensions are allowed. */
  private void checkDefaultValue(Location start, Term value) {
    switch (value) {
      case Term.Scalar t -> {
      }
      case Term.ArrayComprehension t -> {
      }
      case Term.SetComprehension t -> {
      }
      case Term.ObjectComprehension t -> {
      }
      case Term.ArrayTerm array -> array.items().forEach(item -> checkDefaultValue(start, item));
      case Term.SetTerm set -> set.items().forEach(item -> checkDefaultValue(start, item));
      case Term.ObjectTerm object ->
        object
            .entries()
            .forEach(
                entry -> {
                  checkDefaultValue(start, entry.key());
                  checkDefaultValue(start, entry.value());
                });
      case Term.Template template -> {
        for (var part : template.parts()) {
          if (part instanceof Term.Embedded(var expression)) {
            checkDefaultExpression(start, expression);
          }
        }
      }
      case Term.Var t -> reportDefault(start, t);
      case Term.Ref t -> reportDefault(start, t);
      case Term.Call t -> reportDefault(start, t);
    }
  }

  private void checkDefaultExpression(Location start, Expr expression) {
    switch (expression.form()) {
      case Expr.Is is -> checkDefaultValue(start, is.term());
      case Expr.Invoke invoke -> {
        checkDefaultValue(start, invoke.operator());
        invoke.args().forEach(arg -> checkDefaultValue(start, arg));
      }
      default -> {
      }
    }
  }

  private void reportDefault(Location start, Term term) {
    cursor.error(
        start, "illegal default rule (value cannot contain " + term.kindName() + ")");
  }

  private void checkDefaultArgs(Location start, List<Term> args) {
    var names = new HashSet<String>();
    for (var arg : args) {
      if (!(arg instanceof Term.Var variable)) {
        cursor.error(
            start, "illegal default rule (arguments cannot contain " + arg.kindName() + ")");
      } else if (!names.add(variable.name())) {
        cursor.error(
            start,
            "illegal default rule (arguments cannot be repeated " + variable.name() + ")");
      }
    }
  }

  private @Nullable List<Rule> parseBodies(Location start, Rule.Head parsed) {
    var head = parsed;
    var parts = head.ref().parts();
    var hasIf = cursor.is(Kind.IF);
    if (hasIf) {
      head = head.withIf(true);
    }
    if (head.value() == null && head.key() == null) {
      if (!hasIf && head.args() == null && parts.size() == 2) {
        head = head.asMember();
      } else {
        head = head.with(truth(head.location()), false);
      }
    }
    Body body;
    if (hasIf) {
      cursor.advance();
      body = parseIfBody();
    } else if (cursor.is(Kind.LEFT_BRACE)) {
      body = parseBraces();
    } else if (head.hasContains()) {
      return List.of(new Rule(head.location(), false, head, truthBody(start), false, null));
    } else {
      return null;
    }
    if (body == null) {
      return null;
    }
    Rule otherwise = null;
    if (cursor.is(Kind.ELSE) && !cursor.treatAsNameBeforeRef()) {
      otherwise = parseElseAfter(head);
      if (otherwise == null) {
        return null;
      }
    }
    var rules = new ArrayList<Rule>();
    rules.add(new Rule(extend(start), false, head, body, true, otherwise));
    return parseChained(head, otherwise != null, rules);
  }

  /** The body after {@code if}: an expression, or braces that are no set. */
  private @Nullable Body parseIfBody() {
    var mark = cursor.mark();
    var start = cursor.location();
    var braces = cursor.is(Kind.LEFT_BRACE);
    var expression = literals.parseLiteral();
    var isSet = braces
        && expression != null
        && expression.form() instanceof Expr.Is(Term.SetTerm set);
    if (expression != null && !isSet) {
      return new Body(start, List.of(expression));
    }
    if (!braces) {
      return null;
    }
    cursor.restore(mark);
    return parseBraces();
  }

  private @Nullable Body parseBraces() {
    cursor.advance();
    var body = literals.parseBody(Kind.RIGHT_BRACE);
    if (body != null) {
      cursor.advance();
    }
    return body;
  }

  /** The bodies that follow the first one directly, each a rule with the same head. */
  private @Nullable List<Rule> parseChained(
      Rule.Head head, boolean hasElse, List<Rule> rules) {
    while (cursor.is(Kind.LEFT_BRACE)) {
      if (hasElse) {
        cursor.error(cursor.location(), "expected else keyword");
        return null;
      }
      var start = cursor.location();
      var body = parseBraces();
      if (body == null) {
        return null;
      }
      var place = extend(start);
      rules.add(new Rule(place, false, copy(head, place), body, true, null));
    }
    return rules;
  }

  /** A head that is written once for several rules, with wildcards of its own. */
  private Rule.Head copy(Rule.Head head, Location place) {
    return Relocation.of(freshWildcards(head), place);
  }

  private Rule.Head freshWildcards(Rule.Head head) {
    var args = head.args();
    if (args == null) {
      return head;
    }
    var fresh = new ArrayList<Term>(args.size());
    for (var arg : args) {
      fresh.add(
          arg instanceof Term.Var variable && variable.isWildcard()
              ? new Term.Var(variable.location(), cursor.nextWildcard())
              : arg);
    }
    return head.withArgs(fresh);
  }

  private @Nullable Rule parseElseAfter(Rule.Head head) {
    if (!head.ref().isGround()) {
      cursor.error(cursor.location(),
          "else keyword cannot be used on rules with variables in head");
      return null;
    }
    if (head.key() != null || head.hasKeyInRef()) {
      cursor.error(cursor.location(), "else keyword cannot be used on multi-value rules");
      return null;
    }
    var links = new ArrayList<Link>();
    while (cursor.is(Kind.ELSE) && (links.isEmpty() || links.getLast().isWithBody())) {
      if (links.size() == MAX_ELSE) {
        throw cursor.halt("max parsing recursion depth exceeded");
      }
      var link = parseElse(head);
      if (link == null) {
        return null;
      }
      links.add(link);
    }
    Rule chain = null;
    for (var link : links.reversed()) {
      chain = link.toRule(extend(link.start), chain);
    }
    return chain;
  }

  /**
   * A link of an {@code else} chain.
   *
   * @param body the body in braces, or null if {@code expression} is the body, or nothing is
   */
  private record Link(
      Location start, Rule.Head head, @Nullable Body body, @Nullable Expr expression) {

    /** Without one no other link follows. */
    boolean isWithBody() {
      return body != null || expression != null;
    }

    /** The rule, which covers the links after it too; an expression counts as being all of it. */
    Rule toRule(Location place, @Nullable Rule next) {
      if (body != null) {
        return new Rule(place, false, head, body, true, next);
      }
      return expression == null
          ? new Rule(place, false, head, truthBody(place), false, next)
          : new Rule(
              place, false, head, Relocation.of(new Body(place, List.of(expression)), place), true,
              next);
    }
  }

  /** One link of a chain; the current token is the {@code else}. */
  private @Nullable Link parseElse(Rule.Head first) {
    var start = cursor.location();
    var head = freshWildcards(first).at(start);
    cursor.advance();
    switch (cursor.kind()) {
      case LEFT_BRACE, IF -> head = head.with(truth(start), false);
      case ASSIGN, UNIFY -> {
        var assign = cursor.is(Kind.ASSIGN);
        cursor.advance();
        var value = terms.parseInfix();
        if (value == null) {
          return null;
        }
        head = head.with(value, true).withAssign(assign).at(extend(start));
      }
      default -> {
        cursor.unexpected("expected else value term or rule body");
        return null;
      }
    }
    var hasIf = cursor.is(Kind.IF);
    if (!hasIf && !cursor.is(Kind.LEFT_BRACE)) {
      return new Link(start, head.withIf(false), null, null);
    }
    if (hasIf) {
      cursor.advance();
    }
    return parseElseBody(start, head.withIf(hasIf));
  }

  private @Nullable Link parseElseBody(Location start, Rule.Head head) {
    if (cursor.is(Kind.LEFT_BRACE)) {
      var body = parseBraces();
      return body == null ? null : new Link(start, head, body, null);
    }
    if (cursor.is(Kind.EOF)) {
      cursor.unexpected("rule body expected");
      return null;
    }
    var expression = literals.parseLiteral();
    return expression == null ? null : new Link(start, head, null, expression);
  }

  private Location extend(Location start) {
    return start.covering(start.start(), cursor.previousEnd());
  }

  static Term truth(Location location) {
    return new Term.Scalar(location, BooleanValue.TRUE);
  }

  static Body truthBody(Location location) {
    return new Body(location, List.of(Expr.of(location, new Expr.Is(truth(location)))));
  }
}
