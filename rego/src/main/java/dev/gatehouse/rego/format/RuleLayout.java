package dev.gatehouse.rego.format;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;

/** Writes rules with their heads, bodies and {@code else} links. */
final class RuleLayout {

  private final Sheet sheet;
  private final TermLayout terms;
  private final Style style;

  /**
   * What the result may use.
   *
   * @param isV1 whether it has to be valid v1
   * @param ifs whether {@code if} is a keyword
   * @param contains whether {@code contains} is a keyword
   * @param longNames whether some rule has a name of several parts, which all are written with dots
   *     then
   */
  record Style(boolean isV1, boolean ifs, boolean contains, boolean longNames) {}

  RuleLayout(Sheet sheet, TermLayout terms, Style style) {
    this.sheet = sheet;
    this.terms = terms;
    this.style = style;
  }

  /** Writes rules with a blank line between them, but for short ones that the source keeps together. */
  void write(List<Rule> rules) {
    for (var i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      try {
        sheet.insertComments(rule.location().row());
      } catch (Sheet.CommentsCollide collision) {
        // The comment is written with the next line.
      }
      try {
        write(rule, false);
      } catch (Sheet.CommentsCollide collision) {
        // The term in question is written as it is in the source.
      }
      var next = i + 1 < rules.size() ? rules.get(i + 1) : null;
      if (next == null
          || !isShort(rule)
          || !isShort(next)
          || next.location().row() != rule.location().row() + 1) {
        sheet.blankLine();
      }
    }
  }

  /** Whether a rule is written on one line. */
  private boolean isShort(Rule rule) {
    var expressions = rule.body().expressions();
    return expressions.size() == 1
        && !rule.isDefault()
        && rule.otherwise() == null
        && !Shapes.isSet(expressions.getFirst())
        && usesIf(rule);
  }

  private boolean usesIf(Rule rule) {
    return (style.isV1 || style.ifs) && (style.contains || rule.head().value() != null);
  }

  private void write(Rule rule, boolean isElse) {
    if (!isElse) {
      sheet.startLine();
    }
    sheet.write(rule.isDefault() ? "default " : "");
    var isConstant = isTruth(rule.body()) && rule.otherwise() == null;
    sheet.keepCommentsOnFinalLine(isConstant);
    var collided = writeHead(rule, isElse, isConstant);
    if (isConstant) {
      sheet.endLine();
      return;
    }
    sheet.keepCommentsOnFinalLine(true);
    if (usesIf(rule)) {
      sheet.write(" if");
      if (isOnLineOfHead(rule)) {
        sheet.write(" ");
        writeOnly(rule.body().expressions().getFirst());
        sheet.endLine();
        writeElse(rule);
        return;
      }
    }
    writeBraces(rule, isElse, collided);
    writeElse(rule);
  }

  private boolean isOnLineOfHead(Rule rule) {
    var expressions = rule.body().expressions();
    var first = expressions.getFirst();
    return expressions.size() == 1
        && first.location().row() == Places.endRow(rule.head().location())
        && !Shapes.isSet(first);
  }

  private void writeOnly(Expr expression) {
    try {
      terms.expressions().write(expression);
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
  }

  private void writeBraces(Rule rule, boolean isElse, boolean collided) {
    if (collided && !sheet.comments().isEmpty()) {
      sheet.write(" { ");
    } else {
      sheet.write(" {");
      sheet.endLine();
    }
    if (usesIf(rule) && !isElse) {
      terms.expressions().parenthesizeLeadingUnion(rule.body().expressions().getFirst());
    }
    sheet.indent();
    try {
      terms.expressions().writeBody(rule.body());
    } catch (Sheet.CommentsCollide collision) {
      // The comment is written with the next line.
    }
    try {
      sheet.insertComments(closingRow(rule, isElse));
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
    sheet.outdent();
    sheet.startLine();
    sheet.write("}");
  }

  private static int closingRow(Rule rule, boolean isElse) {
    if (!isElse && rule.head().isFunction()) {
      return Places.closingBraceRowAfter('(', ')', rule.location());
    }
    return !isElse && hasKey(rule)
        ? Places.closingBraceRowAfter('[', ']', rule.location())
        : Places.closingRow('{', '}', rule.location());
  }

  private static boolean hasKey(Rule rule) {
    return rule.head().key() != null || (!rule.isDefault() && rule.head().hasKeyInRef());
  }

  private void writeElse(Rule rule) {
    var otherwise = rule.otherwise();
    if (otherwise == null) {
      return;
    }
    var row = otherwise.location().row();
    var comments = sheet.comments();
    var hasCommentAbove = sheet.hasCommentAtLineEnd()
        || (!comments.isEmpty() && comments.getFirst().location().row() < row);
    var wasInline = isInline(rule, otherwise);
    if (!hasCommentAbove && wasInline) {
      sheet.write(" ");
    } else {
      sheet.blankLine();
      sheet.startLine();
    }
    try {
      sheet.insertComments(row);
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
    if (hasCommentAbove && !wasInline) {
      sheet.startLine();
    }
    write(otherwise, true);
  }

  /** Whether something is before the {@code else} on its line in the source. */
  private static boolean isInline(Rule rule, Rule otherwise) {
    var lines = rule.location().text().split("\n", -1);
    var line = otherwise.location().row() - rule.location().row();
    return line > 0 && line < lines.length && !lines[line].strip().startsWith("else");
  }

  /** Writes a head; tells whether comments in it collided. */
  private boolean writeHead(Rule rule, boolean isElse, boolean isConstant) {
    try {
      if (writeName(rule, isElse)) {
        writeKey(rule);
        if (isValueShown(rule, isElse, isConstant)) {
          writeValue(rule, isElse);
        }
      }
      return false;
    } catch (Sheet.CommentsCollide collision) {
      return true;
    }
  }

  /** Writes name and parameters; false if the whole head was written as it is in the source. */
  private boolean writeName(Rule rule, boolean isElse) {
    var head = rule.head();
    var parts = head.ref().parts();
    try {
      if (isElse) {
        sheet.insertComments(head.location().row());
        sheet.ensureLine();
        sheet.write("else");
        return true;
      }
      if (style.longNames || parts.size() == 1) {
        terms.writeRef(parts);
      } else {
        var comments = sheet.comments();
        var row = parts.get(1).location().row();
        if (!comments.isEmpty() && comments.getFirst().location().row() == row) {
          sheet.writeSource(head.location());
          return false;
        }
        sheet.write(parts.getFirst() + "[" + parts.get(1) + "]");
      }
      var args = head.args();
      if (args != null) {
        sheet.write("(");
        try {
          var closing = Places.closingRow('(', ')', head.location());
          terms.writeList(args, head.location(), closing, false);
        } finally {
          sheet.write(")");
        }
      }
      return true;
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
  }

  private void writeKey(Rule rule) {
    var key = rule.head().key();
    if (key == null) {
      return;
    }
    sheet.write(style.contains ? " contains " : "[");
    terms.write(key);
    sheet.write(style.contains ? "" : "]");
  }

  private boolean isValueShown(Rule rule, boolean isElse, boolean isConstant) {
    var head = rule.head();
    var value = head.value();
    if (value == null) {
      return false;
    }
    var hasKey = !isElse && hasKey(rule);
    if (!isTruth(value)) {
      return true;
    }
    if (!hasKey && !isConstant && !rule.isDefault()) {
      return false;
    }
    var isFunction = !isElse && head.isFunction();
    return isElse
        || !hasImpliedValue(rule)
        || (style.isV1 && isConstant && !hasKey && !isFunction);
  }

  /** Whether the value true follows from the form of the rule and is not written. */
  private static boolean hasImpliedValue(Rule rule) {
    var head = rule.head();
    var value = head.value();
    if (rule.location().text().startsWith("{")) {
      return true;
    }
    var isShared = value != null && value.location() == head.location();
    var isPartial = head.hasIf() && head.ref().parts().size() == 2 && !head.isFunction();
    return isShared
        && (head.valueWritten() || isPartial || (!rule.bodyWritten() && !rule.isDefault()));
  }

  private void writeValue(Rule rule, boolean isElse) {
    var head = rule.head();
    var value = head.value();
    if (value == null) {
      return;
    }
    sheet.write(head.assign() || style.isV1 ? " := " : " = ");
    terms.write(placed(rule, value, isElse));
  }

  /** The value where OPA has it: in a link of an {@code else} chain at the head's place. */
  private static Term placed(Rule rule, Term value, boolean isElse) {
    var head = rule.head();
    if (isElse) {
      return value.at(head.location());
    }
    return head.valueWritten() || hasImpliedValue(rule)
        ? value
        : value.at(new Location("", 1, 1, "true"));
  }

  private static boolean isTruth(Term term) {
    return term instanceof Term.Scalar scalar && scalar.value() == BooleanValue.TRUE;
  }

  private static boolean isTruth(Body body) {
    var first = body.expressions().getFirst();
    return body.expressions().size() == 1
        && !first.negated()
        && first.withs().isEmpty()
        && first.form() instanceof Expr.Is(var term)
        && isTruth(term);
  }
}
