package dev.gatehouse.rego.format;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Operators;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes expressions and bodies. */
final class ExpressionLayout {

  private final Sheet sheet;
  private final TermLayout terms;
  private final List<Issue> issues = new ArrayList<>();
  private @Nullable Expr parenthesized;

  ExpressionLayout(Sheet sheet, TermLayout terms) {
    this.sheet = sheet;
    this.terms = terms;
  }

  /** What cannot be laid out, such as infix operators with a wrong number of operands. */
  List<Issue> issues() {
    return issues;
  }

  /** Whether an infix operator has as many operands as it takes, which is an issue otherwise. */
  boolean hasArity(Term.Ref operator, List<Term> args, Location location) {
    var has = args.size() == Shapes.infixArity(operator);
    if (!has) {
      issues.add(new Issue(Issue.TYPE, location, operator + ": arity mismatch"));
    }
    return has;
  }

  /** Writes a body, one expression on a line, keeping blank lines between them. */
  void writeBody(Body body) {
    sheet.insertComments(body.expressions().getFirst().location().row());
    Expr before = null;
    for (var expression : body.expressions()) {
      if (before != null
          && expression.location().row() > Places.endRow(before.location()) + 1) {
        sheet.blankLine();
      }
      sheet.startLine();
      try {
        write(expression);
      } catch (Sheet.CommentsCollide collision) {
        // The term in question is written as it is in the source.
      }
      sheet.endLine();
      before = expression;
    }
  }

  /**
   * Writes the body of a comprehension or of braces, after what opens it.
   *
   * @param start where it opens
   * @param end the row in which it closes
   */
  void writeInner(Body body, Location start, int end) {
    var first = body.expressions().getFirst();
    if (first.location().row() > start.row() || TermLayout.isOnSeveralLines(body, start)) {
      sheet.endLine();
      sheet.indent();
      try {
        writeBody(body);
        insertComments(end);
      } finally {
        sheet.outdent();
        sheet.startLine();
      }
      return;
    }
    var separator = " ";
    for (var expression : body.expressions()) {
      sheet.write(separator);
      write(expression);
      separator = "; ";
    }
    insertComments(end);
  }

  private void insertComments(int row) {
    try {
      sheet.insertComments(row);
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
  }

  /** Writes an expression with its modifiers. */
  void write(Expr expression) {
    var parentheses = parenthesized == expression;
    if (parentheses) {
      parenthesized = null;
    }
    sheet.insertComments(expression.location().row());
    sheet.ensureLine();
    sheet.write(expression.negated() ? "not " : "");
    sheet.write(parentheses ? "(" : "");
    writeForm(expression);
    sheet.write(parentheses ? ")" : "");
    if (!expression.withs().isEmpty()) {
      writeModifiers(expression);
    }
  }

  private void writeForm(Expr expression) {
    switch (expression.form()) {
      case Expr.Is is -> terms.write(is.term());
      case Expr.Invoke invoke -> writeInvoke(invoke);
      default -> {
        try {
          writeStatement(expression);
        } catch (Sheet.CommentsCollide collision) {
          sheet.loseComments();
          throw collision;
        }
      }
    }
  }

  private void writeStatement(Expr expression) {
    switch (expression.form()) {
      case Expr.Some some -> writeSome(some, expression.location().row());
      case Expr.SomeIn some -> {
        sheet.insertComments(expression.location().row());
        sheet.write("some ");
        terms.writeMembership(operands(some), false);
      }
      case Expr.Every every -> writeEvery(every, expression.location());
      case Expr.Not not -> writeNot(not, expression.location());
      case Expr.Logical logical -> writeLogical(expression);
      case Expr.Is is -> terms.write(is.term());
      case Expr.Invoke invoke -> writeInvoke(invoke);
    }
  }

  private static List<Term> operands(Expr.SomeIn some) {
    var key = some.key();
    return key == null
        ? List.of(some.value(), some.domain())
        : List.of(key, some.value(), some.domain());
  }

  private void writeSome(Expr.Some some, int start) {
    sheet.insertComments(start);
    sheet.write("some ");
    var row = start;
    var isFirst = true;
    for (var variable : some.variables()) {
      sheet.write(isFirst ? "" : ",");
      if (variable.location().row() > row) {
        sheet.endLine();
        sheet.startLine();
        sheet.write(Sheet.INDENT);
        row = variable.location().row();
      } else if (!isFirst) {
        sheet.write(" ");
      }
      terms.write(variable);
      isFirst = false;
    }
  }

  private void writeEvery(Expr.Every every, Location location) {
    sheet.insertComments(location.row());
    sheet.write("every ");
    var key = every.key();
    if (key != null) {
      terms.write(key);
      sheet.write(", ");
    }
    terms.write(every.value());
    sheet.write(" in ");
    terms.write(every.domain());
    sheet.write(" ");
    var only = every.body().expressions().size() == 1;
    writeBraces(every.body(), location, only ? every.body().expressions().getFirst() : null);
  }

  /**
   * Writes a body in braces.
   *
   * @param last the expression after which a space closes the braces if it is in their first row
   */
  private void writeBraces(Body body, Location start, @Nullable Expr last) {
    sheet.write("{");
    try {
      writeInner(body, start, Places.closingRow('{', '}', start));
    } catch (Sheet.CommentsCollide collision) {
      // The term in question is written as it is in the source.
    }
    sheet.write(last != null && last.location().row() == start.row() ? " }" : "}");
  }

  private void writeNot(Expr.Not not, Location location) {
    sheet.insertComments(location.row());
    sheet.write("not ");
    var expressions = not.body().expressions();
    var first = expressions.getFirst();
    if (not.braces() || expressions.size() > 1) {
      parenthesized = Shapes.isUnion(first) ? first : parenthesized;
      writeBraces(not.body(), location, expressions.getLast());
      return;
    }
    var parentheses = Shapes.needsParenthesesAfterNot(first);
    sheet.write(parentheses ? "(" : "");
    try {
      write(first);
    } catch (Sheet.CommentsCollide collision) {
      // The term in question is written as it is in the source.
    }
    sheet.write(parentheses ? ")" : "");
  }

  /**
   * A side of {@code and} or {@code or}.
   *
   * @param brace where its braces start, null for a side that is written without
   */
  private record Side(Body body, boolean parentheses, @Nullable Location brace) {

    int row() {
      return brace == null ? body.expressions().getFirst().location().row() : brace.row();
    }

    int endRow() {
      var closing = brace == null ? Places.NOWHERE : Places.closingRow('{', '}', brace);
      if (closing > 0) {
        return closing;
      }
      var last = body.expressions().getLast().location();
      return Places.endRowOfContent(last, last.text());
    }
  }

  /** An operator with its right side, and the row in which all that is left of it ends. */
  private record Step(String operator, Side right, int leftEndRow) {}

  private void writeLogical(Expr expression) {
    var steps = new ArrayList<Step>();
    var first = flatten(expression, steps);
    writeSide(first);
    var indented = false;
    for (var step : steps) {
      sheet.write(" " + step.operator);
      if (step.right.row() > step.leftEndRow) {
        if (!indented) {
          sheet.indent();
          indented = true;
        }
        sheet.endLine();
        sheet.startLine();
      } else {
        sheet.write(" ");
      }
      writeSide(step.right);
    }
    if (indented) {
      sheet.outdent();
    }
  }

  /** Collects a chain of operators that associate to the left; gives its leftmost side. */
  private Side flatten(Expr expression, List<Step> steps) {
    var logical = (Expr.Logical) expression.form();
    var operator = logical.isAnd() ? "and" : "or";
    var place = expression.location();
    var right = side(logical.right(), logical.rightBraces(), logical.isAnd(), true, place);
    var inner = logical.left().expressions();
    if (!logical.leftBraces()
        && inner.size() == 1
        && Shapes.isLogical(inner.getFirst())
        && !Shapes.needsParentheses(inner.getFirst(), logical.isAnd(), false)) {
      var first = flatten(inner.getFirst(), steps);
      var end = inner.getFirst().location();
      steps.add(new Step(operator, right, Places.endRowOfContent(end, end.text())));
      return first;
    }
    var left = side(logical.left(), logical.leftBraces(), logical.isAnd(), false, place);
    steps.add(new Step(operator, right, left.endRow()));
    return left;
  }

  private static Side side(
      Body body, boolean braces, boolean isAnd, boolean isRight, Location parent) {
    var first = body.expressions().getFirst();
    if (!braces && body.expressions().size() == 1) {
      return new Side(body, Shapes.needsParentheses(first, isAnd, isRight), null);
    }
    var text = parent.text();
    var from = Math.min(first.location().start() - parent.start(), text.length()) - 1;
    var brace = from < 0 ? -1 : text.lastIndexOf('{', from);
    if (brace < 0) {
      return new Side(body, false, parent);
    }
    var row = parent.row() + Places.lineBreaks(text.substring(0, brace));
    var place = parent.at(row, parent.column()).covering(parent.start() + brace, parent.end());
    return new Side(body, false, place);
  }

  private void writeSide(Side side) {
    var first = side.body.expressions().getFirst();
    var brace = side.brace;
    if (brace != null) {
      parenthesized = Shapes.isUnion(first) ? first : parenthesized;
      writeBraces(side.body, brace, side.body.expressions().getLast());
      return;
    }
    sheet.write(side.parentheses ? "(" : "");
    try {
      write(first);
    } catch (Sheet.CommentsCollide collision) {
      // The term in question is written as it is in the source.
    }
    sheet.write(side.parentheses ? ")" : "");
  }

  private void writeInvoke(Expr.Invoke invoke) {
    var args = invoke.args();
    var symbol = Operators.symbol(invoke.operator().toString());
    if (symbol == null) {
      terms.writePlainCall(invoke.operator(), args);
      return;
    }
    var isAssigned = args.size() == 3 && !symbol.equals("in");
    if (!isAssigned && !hasArity(invoke.operator(), args, invoke.operator().location())) {
      terms.writePlainCall(invoke.operator(), args);
      return;
    }
    if (symbol.equals("in")) {
      try {
        terms.writeMembership(args, false);
      } catch (Sheet.CommentsCollide collision) {
        sheet.loseComments();
        throw collision;
      }
      return;
    }
    if (isAssigned) {
      terms.write(args.getLast());
      sheet.write(" = ");
    }
    terms.write(args.getFirst());
    sheet.write(" " + symbol + " ");
    terms.write(args.get(1));
  }

  private void writeModifiers(Expr expression) {
    var location = expression.location();
    var withs = expression.withs();
    var length = withs.getFirst().location().start() - location.start();
    var text = location.text();
    var own = length > 0 && length <= text.length() ? text.substring(0, length) : text;
    var row = Places.endRowOfContent(location, own);
    var indented = false;
    var isFirst = true;
    for (var with : withs) {
      var withRow = with.location().row();
      var breaks = isFirst ? withRow != row && withRow > row : withRow > row;
      if (breaks) {
        if (!indented) {
          sheet.indent();
          indented = true;
        }
        sheet.endLine();
        sheet.startLine();
        row = withRow;
      }
      writeModifier(with, breaks);
      isFirst = false;
    }
    if (indented) {
      sheet.outdent();
    }
  }

  private void writeModifier(Expr.With with, boolean startsLine) {
    insertComments(with.location().row());
    sheet.write(startsLine ? "with " : " with ");
    var target = with.target();
    try {
      terms.write(target.parts().size() == 1 ? target.head() : target);
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
    sheet.write(" as ");
    try {
      terms.write(with.value());
    } catch (Sheet.CommentsCollide collision) {
      // The value is written as it is in the source.
    }
  }

  /** Puts the union in parentheses that an expression starts with, if it does. */
  void parenthesizeLeadingUnion(Expr expression) {
    if (expression.negated()) {
      return;
    }
    if (Shapes.isLogical(expression)) {
      var first = flatten(expression, new ArrayList<>());
      if (first.brace == null && !first.parentheses) {
        parenthesizeLeadingUnion(first.body.expressions().getFirst());
      }
      return;
    }
    if (Shapes.isUnion(expression)) {
      parenthesized = expression;
      return;
    }
    if (expression.form() instanceof Expr.Invoke invoke) {
      var lead = Shapes.leadingOperand(invoke);
      if (lead != null && Shapes.isUnion(lead)) {
        terms.parenthesize(lead);
      }
    }
  }
}
