package dev.gatehouse.rego.format;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Operators;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes terms: on one line where the source has them on one, item by item where it has not. */
final class TermLayout {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Sheet sheet;
  private final Set<String> keywords;
  private final boolean keywordsInRefs;
  private final Set<String> sharedWildcards;
  private final ExpressionLayout expressions;
  private @Nullable Term parenthesized;

  /**
   * @param keywords the names that are keywords in the result
   * @param keywordsInRefs whether these can be parts of references without quotes
   * @param sharedWildcards the wildcards that occur more than once, which get a name
   */
  TermLayout(
      Sheet sheet, Set<String> keywords, boolean keywordsInRefs, Set<String> sharedWildcards) {
    this.sheet = sheet;
    this.keywords = keywords;
    this.keywordsInRefs = keywordsInRefs;
    this.sharedWildcards = sharedWildcards;
    this.expressions = new ExpressionLayout(sheet, this);
  }

  ExpressionLayout expressions() {
    return expressions;
  }

  /** Puts parentheses around a term when it is written next. */
  void parenthesize(Term term) {
    parenthesized = term;
  }

  /** An item of a list: where it is, how its text starts, and how it is written. */
  private record Item(Object node, Location location, Runnable writing) {}

  /**
   * Writes a term. Where its comments cannot be kept apart it is written as it is in the source, and
   * whatever it is part of is told so by the exception.
   */
  void write(Term term) {
    if (sheet.comments().isEmpty()) {
      write(term, false);
      return;
    }
    var mark = sheet.mark();
    try {
      write(term, false);
    } catch (Sheet.CommentsCollide collision) {
      sheet.keepSource(term.location(), mark);
      throw collision;
    }
  }

  /** Writes a term, a call of an infix operator in parentheses if asked for. */
  void write(Term term, boolean parentheses) {
    var isMarked = parenthesized == term;
    if (isMarked) {
      parenthesized = null;
    }
    try {
      sheet.insertComments(term.location().row());
      sheet.ensureLine();
      writePlain(term, parentheses || isMarked);
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
    sheet.ensureLine();
  }

  private void writePlain(Term term, boolean parentheses) {
    switch (term) {
      case Term.Scalar(var location, StringValue string) -> writeString(location, string);
      case Term.Scalar(var location, var value) -> sheet.write(value.toString());
      case Term.Var variable -> sheet.write(name(variable));
      case Term.Ref ref -> writeRef(ref.parts());
      case Term.ArrayTerm array -> writeBracketed("[", "]", array.location(), array.items());
      case Term.SetTerm set when set.items().isEmpty() -> {
        sheet.write("set()");
        sheet.insertComments(Places.closingRow('(', ')', set.location()));
      }
      case Term.SetTerm set -> writeBracketed("{", "}", set.location(), distinct(set));
      case Term.ObjectTerm object -> writeObject(object);
      case Term.ArrayComprehension c ->
        writeComprehension("[", "]", c.location(), () -> {}, c.head(), c.body());
      case Term.SetComprehension c ->
        writeComprehension("{", "}", c.location(), () -> {}, c.head(), c.body());
      case Term.ObjectComprehension c -> writeObjectComprehension(c);
      case Term.Call call -> writeCall(call, parentheses);
      case Term.Template template -> writeTemplate(template);
    }
  }

  private String name(Term.Var variable) {
    if (!variable.isWildcard()) {
      return variable.name();
    }
    if (!sharedWildcards.contains(variable.name())) {
      return "_";
    }
    var name = variable.name().substring(1);
    return name.startsWith("_") ? name : "_" + name;
  }

  /** A string as the source has it, escapes and all; the source may be a plain name. */
  private void writeString(Location location, StringValue string) {
    var source = location.text();
    if (source.startsWith("`")) {
      sheet.write(source);
      return;
    }
    var quote = source.isEmpty() ? ' ' : source.charAt(source.length() - 1);
    var start = quote == '"' || quote == '`' ? source.indexOf(quote) : -1;
    sheet.write(start < 0 ? string.toString() : source.substring(start));
  }

  /** Writes a reference by its parts. */
  void writeRef(List<Term> parts) {
    var head = parts.getFirst();
    write(head, head instanceof Term.Call && head.location().text().startsWith("("));
    for (var part : parts.subList(1, parts.size())) {
      switch (part) {
        case Term.Scalar(var location, StringValue string) when head.toString().equals("future") ->
          sheet.write("." + string.value());
        case Term.Scalar(var location, StringValue string) -> writeName(location, string);
        case Term.Var variable -> sheet.write("[" + name(variable) + "]");
        default -> {
          sheet.write("[");
          try {
            write(part);
          } catch (Sheet.CommentsCollide collision) {
            sheet.write("\n");
          }
          sheet.write("]");
        }
      }
    }
  }

  private void writeName(Location location, StringValue string) {
    var name = string.value();
    var source = location.text();
    var isQuotedKeyword = keywords.contains(name)
        && (!keywordsInRefs || source.isEmpty() || source.startsWith("\""));
    var isPlain = NAME.matcher(name).matches() && !isQuotedKeyword;
    sheet.write(isPlain ? "." + name : "[" + string + "]");
  }

  private static List<Term> distinct(Term.SetTerm set) {
    var seen = new TreeSet<Term>(TermOrder.INSTANCE);
    return set.items().stream().filter(seen::add).toList();
  }

  private void writeBracketed(String open, String close, Location location, List<Term> terms) {
    sheet.write(open);
    try {
      writeList(terms, location, Places.closingRow(open.charAt(0), close.charAt(0), location),
          true);
    } finally {
      sheet.write(close);
    }
  }

  /**
   * Writes terms with commas between them.
   *
   * @param start what the terms are part of
   * @param end the row of the bracket that closes the list
   * @param isCollection whether unions need parentheses
   */
  void writeList(List<Term> terms, Location start, int end, boolean isCollection) {
    var items = new ArrayList<Item>();
    for (var term : terms) {
      items.add(new Item(term, term.location(), () -> writeItem(term, isCollection)));
    }
    writeItems(items, start, end);
  }

  private void writeItem(Term term, boolean isCollection) {
    var isUnion = Shapes.isUnion(term) && (isCollection || term.location().text().startsWith("("));
    sheet.write(isUnion ? "(" : "");
    try {
      write(term);
    } finally {
      sheet.write(isUnion ? ")" : "");
    }
  }

  private void writeObject(Term.ObjectTerm object) {
    var items = new ArrayList<Item>();
    for (var entry : object.entries()) {
      var pair = new Term.ArrayTerm(entry.key().location(), List.of(entry.key(), entry.value()));
      items.add(new Item(pair, entry.key().location(), () -> writeEntry(entry)));
    }
    sheet.write("{");
    try {
      writeItems(items, object.location(), Places.closingRow('{', '}', object.location()));
    } finally {
      sheet.write("}");
    }
  }

  private void writeEntry(Term.Entry entry) {
    var isUnion = Shapes.isUnion(entry.key());
    sheet.write(isUnion ? "(" : "");
    try {
      write(entry.key());
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
    sheet.write(isUnion ? "): " : ": ");
    writeItem(entry.value(), true);
  }

  private void writeItems(List<Item> items, Location start, int end) {
    var lines = lines(items, start);
    var spread = lines.size() > 1;
    if (!spread) {
      for (var comment : sheet.comments()) {
        if (comment.location().row() > start.row() && comment.location().row() < end) {
          throw new Sheet.CommentsCollide();
        }
      }
      spread = !items.isEmpty() && startsOnNewLine(lines.getFirst().getFirst(), start);
    }
    try {
      writeLines(lines, spread, end);
    } catch (Sheet.CommentsCollide collision) {
      sheet.loseComments();
      throw collision;
    }
  }

  private static boolean startsOnNewLine(Item first, Location start) {
    var text = start.text();
    var cut = text.indexOf(first.location.text());
    return cut > 0 && text.substring(0, cut).indexOf('\n') > 0;
  }

  private void writeLines(List<List<Item>> lines, boolean spread, int end) {
    if (spread) {
      sheet.openSequence();
    }
    for (var i = 0; i < lines.size(); i++) {
      if (i > 0) {
        sheet.write(",");
        sheet.endLine();
        sheet.startLine();
      }
      var separator = "";
      for (var item : lines.get(i)) {
        sheet.write(separator);
        item.writing.run();
        separator = ", ";
      }
    }
    if (spread) {
      sheet.write(",");
      sheet.endLine();
      sheet.insertComments(end);
      sheet.outdent();
      sheet.startLine();
    }
  }

  /** The items by the lines on which the source has them, in order. */
  private static List<List<Item>> lines(List<Item> items, Location start) {
    if (Shapes.haveGeneratedTerms(items.stream().map(Item::node).toList())) {
      return List.of(items);
    }
    var sorted = items.stream().sorted(Comparator.comparing(Item::location, ROW_AND_COLUMN))
        .toList();
    var lines = new ArrayList<List<Item>>();
    var line = new ArrayList<Item>();
    var row = start.row();
    for (var item : sorted) {
      if (item.location.row() > row && item != sorted.getFirst()) {
        lines.add(line);
        line = new ArrayList<>();
      }
      row = item.location.row();
      line.add(item);
    }
    lines.add(line);
    return lines;
  }

  private static final Comparator<Location> ROW_AND_COLUMN = Comparator.comparingInt(Location::row)
      .thenComparingInt(Location::column);

  /** Whether expressions stand on more than one line, counting from a row. */
  static boolean isOnSeveralLines(Body body, Location start) {
    var items = new ArrayList<Item>();
    for (var expression : body.expressions()) {
      items.add(new Item(expression, expression.location(), () -> {}));
    }
    return lines(items, start).size() > 1;
  }

  private void writeObjectComprehension(Term.ObjectComprehension comprehension) {
    var location = comprehension.location();
    var isUnion = Shapes.isUnion(comprehension.key());
    // The value starts in the row of the comprehension, wherever it is in the source.
    var value = comprehension.value();
    var place = value.location().at(location.row(), value.location().column());
    writeComprehension(
        "{",
        "}",
        location,
        () -> {
          sheet.write(isUnion ? "(" : "");
          write(comprehension.key());
          sheet.write(isUnion ? "): " : ": ");
        },
        value.at(place),
        comprehension.body());
  }

  private void writeComprehension(
      String open, String close, Location location, Runnable key, Term head, Body body) {
    sheet.write(open);
    try {
      key.run();
      if (head.location().row() > location.row()) {
        sheet.endLine();
        sheet.startLine();
      }
      var isCall = head instanceof Term.Call;
      write(head, isCall && (Shapes.isUnion(head) || head.location().text().startsWith("(")));
      sheet.write(" |");
      expressions.writeInner(
          body, head.location(), Places.closingRow(open.charAt(0), close.charAt(0), location));
    } finally {
      sheet.write(close);
    }
  }

  private void writeCall(Term.Call call, boolean parentheses) {
    var symbol = Operators.symbol(call.operator().toString());
    if (symbol == null) {
      writePlainCall(call.operator(), call.args());
      return;
    }
    if (!expressions.hasArity(call.operator(), call.args(), call.location())) {
      return;
    }
    if (symbol.equals("in")) {
      writeMembership(call.args(), true);
      return;
    }
    sheet.write(parentheses ? "(" : "");
    write(call.args().getFirst(), true);
    sheet.write(" " + symbol + " ");
    write(call.args().getLast(), true);
    sheet.write(parentheses ? ")" : "");
  }

  /** Writes a call by the function's name. */
  void writePlainCall(Term.Ref operator, List<Term> args) {
    writeRef(operator.parts());
    sheet.write("(");
    try {
      var location = operator.location();
      writeList(args, location, Places.closingRow('(', ')', location), false);
    } finally {
      sheet.write(")");
    }
  }

  /** Writes {@code value in domain} or {@code key, value in domain}. */
  void writeMembership(List<Term> operands, boolean parentheses) {
    var isPair = operands.size() == 3;
    sheet.write(isPair && parentheses ? "(" : "");
    try {
      write(operands.getFirst(), true);
      if (isPair) {
        sheet.write(", ");
        write(operands.get(1), true);
      }
      sheet.write(" in ");
      write(operands.getLast(), true);
    } finally {
      sheet.write(isPair && parentheses ? ")" : "");
    }
  }

  private void writeTemplate(Term.Template template) {
    var quote = template.raw() ? "`" : "\"";
    sheet.write("$" + quote);
    var parts = template.parts();
    for (var i = 0; i < parts.size(); i++) {
      var isConstant = template.isConstant(i);
      switch (parts.get(i)) {
        case Term.Text text -> sheet.write(escaped(text.text(), template.raw()));
        case Term.Embedded(var expression) when isConstant ->
          sheet.write(constant(expression, template.raw()));
        case Term.Embedded(var expression) ->
          writeEmbedded(expression, i + 1 < parts.size() ? parts.get(i + 1) : null);
      }
    }
    sheet.write(quote);
  }

  private static String constant(Expr expression, boolean raw) {
    return expression.form() instanceof Expr.Is(Term.Scalar(var location, var value))
        ? value instanceof StringValue string ? escaped(string.value(), raw) : value.toString()
        : "";
  }

  private static String escaped(String text, boolean raw) {
    var quoted = StringValue.of(text).toString();
    var source = raw ? text : quoted.substring(1, quoted.length() - 1);
    var escaped = new StringBuilder(source.length());
    for (var i = 0; i < source.length(); i++) {
      var isOpen = source.charAt(i) == '{' && (i == 0 || source.charAt(i - 1) != '\\');
      escaped.append(isOpen ? "\\{" : source.substring(i, i + 1));
    }
    return escaped.toString();
  }

  private void writeEmbedded(Expr expression, Term.@Nullable Part next) {
    sheet.write("{");
    sheet.indent();
    if (sheet.hasCommentAtLineEnd()) {
      sheet.endLine();
      sheet.startLine();
    } else if (!sheet.commentsAbove(expression.location().row()).isEmpty()) {
      sheet.write(" ");
      sheet.beInline();
      sheet.writeCommentsAbove(expression.location().row());
    }
    expressions.write(expression);
    if (next != null && !sheet.commentsAbove(row(next)).isEmpty()) {
      sheet.endLine();
      sheet.writeCommentsAbove(row(next));
      sheet.startLine();
    }
    sheet.write("}");
    sheet.outdent();
  }

  private static int row(Term.Part part) {
    return switch (part) {
      case Term.Text text -> text.location().row();
      case Term.Embedded(var expression) -> expression.location().row();
    };
  }
}
