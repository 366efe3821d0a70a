package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits source text into tokens and comments; one instance scans one source.
 *
 * <p>Lexical errors stay with their tokens: the parser reports those of the tokens that it comes
 * to. A template string is scanned along with its expressions by keeping, for each open one, the
 * number of braces that are open within its current expression.
 */
final class Scanner {

  /** Stands for a part of a character at the end of a number or name. */
  static final String TORN = "\uFFFD";

  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String file;
  private final String source;
  private final Location whole;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Module.Comment> comments = new ArrayList<>();
  private final Deque<OpenTemplate> templates = new ArrayDeque<>();
  private List<String> errors = new ArrayList<>();

  /** The code point under the cursor, its offset, and the offset after it. */
  private int current = END;

  private int offset;
  private int next;
  private int row = 1;
  private int column;
  private boolean spaced;
  private boolean newline;
  private int tokenStart;
  private int tokenRow;
  private int tokenColumn;

  /** A template string whose expression is being scanned, and the braces open in it. */
  private static final class OpenTemplate {
    final boolean raw;
    int braces;

    OpenTemplate(boolean raw) {
      this.raw = raw;
    }
  }

  private Scanner(Source source) {
    this.file = source.name();
    this.source = source.text();
    this.whole = new Location(file, 1, 1, this.source);
  }

  /** What a source consists of; the last token is {@link Kind#EOF}. */
  record Scanned(List<Token> tokens, List<Module.Comment> comments) {}

  static Scanned scan(Source source) {
    var scanner = new Scanner(source);
    scanner.advance();
    if (scanner.current == BYTE_ORDER_MARK) {
      scanner.advance();
    }
    scanner.scanAll();
    return new Scanned(scanner.tokens, scanner.comments);
  }

  private void scanAll() {
    Kind kind;
    do {
      tokenStart = offset;
      tokenRow = row;
      tokenColumn = column;
      kind = scanToken();
    } while (kind != Kind.EOF);
  }

  private Kind scanToken() {
    if (isWhitespace(current)) {
      spaced = true;
      newline |= current == '\n';
      advance();
      return errors.isEmpty() ? Kind.ILLEGAL : emit(Kind.ILLEGAL);
    }
    if (isLetter(current)) {
      while (isLetter(current) || isDigit(current)) {
        advance();
      }
      return emit(Kind.IDENT, withTorn());
    }
    if (isDecimal(current)) {
      scanNumber();
      return emit(Kind.NUMBER, withTorn());
    }
    var first = current;
    advance();
    return switch (first) {
      case END -> emit(Kind.EOF);
      case '#' -> scanComment();
      case '"' -> {
        scanString();
        yield emit(Kind.STRING, withTorn());
      }
      case '`' -> {
        scanRawString();
        yield emit(Kind.STRING);
      }
      case '$' -> scanTemplateStart();
      case '{' -> {
        if (!templates.isEmpty()) {
          templates.getFirst().braces++;
        }
        yield emit(Kind.LEFT_BRACE);
      }
      case '}' -> scanRightBrace();
      default -> emit(scanOperator(first));
    };
  }

  private Kind scanOperator(int first) {
    return switch (first) {
      case '[' -> Kind.LEFT_BRACKET;
      case ']' -> Kind.RIGHT_BRACKET;
      case '(' -> Kind.LEFT_PAREN;
      case ')' -> Kind.RIGHT_PAREN;
      case ',' -> Kind.COMMA;
      case ';' -> Kind.SEMICOLON;
      case '.' -> Kind.DOT;
      case '+' -> Kind.ADD;
      case '-' -> Kind.SUBTRACT;
      case '*' -> Kind.MULTIPLY;
      case '/' -> Kind.DIVIDE;
      case '%' -> Kind.REMAINDER;
      case '&' -> Kind.AND;
      case '|' -> Kind.OR;
      case ':' -> orWithEquals(Kind.COLON, Kind.ASSIGN);
      case '=' -> orWithEquals(Kind.UNIFY, Kind.EQUAL);
      case '>' -> orWithEquals(Kind.GREATER, Kind.GREATER_OR_EQUAL);
      case '<' -> orWithEquals(Kind.LESS, Kind.LESS_OR_EQUAL);
      case '!' -> {
        var kind = orWithEquals(Kind.ILLEGAL, Kind.NOT_EQUAL);
        if (kind == Kind.ILLEGAL) {
          errors.add("illegal ! character");
        }
        yield kind;
      }
      default -> Kind.ILLEGAL;
    };
  }

  private Kind orWithEquals(Kind alone, Kind withEquals) {
    if (current != '=') {
      return alone;
    }
    advance();
    return withEquals;
  }

  private void scanNumber() {
    skipDigits();
    if (current == '.') {
      advance();
      if (!skipDigits()) {
        errors.add("expected fraction");
      }
    }
    if (current == 'e' || current == 'E') {
      advance();
      if (current == '+' || current == '-') {
        advance();
      }
      if (!skipDigits()) {
        errors.add("expected exponent");
      }
    }
    if (isLetter(current)) {
      errors.add("illegal number format");
      while (isLetter(current) || isDigit(current)) {
        advance();
      }
    }
  }

  /** OPA takes a part of a character beyond ASCII that touches a number, name or string for theirs. */
  private String withTorn() {
    var text = source.substring(tokenStart, offset);
    return current > 0x7f ? text + TORN : text;
  }

  private boolean skipDigits() {
    var found = false;
    while (isDecimal(current)) {
      advance();
      found = true;
    }
    return found;
  }

  private void scanString() {
    while (true) {
      var character = current;
      if (character == '\n' || character == END) {
        errors.add("non-terminated string");
        return;
      }
      advance();
      if (character == '"') {
        return;
      }
      if (character == '\\') {
        scanEscape();
      }
    }
  }

  private void scanEscape() {
    switch (current) {
      case '\\', '"', '/', 'b', 'f', 'n', 'r', 't' -> advance();
      case 'u' -> {
        for (var i = 0; i < 4; i++) {
          advance();
        }
      }
      default -> errors.add("illegal escape sequence");
    }
  }

  private void scanRawString() {
    while (true) {
      var character = current;
      advance();
      if (character == '`') {
        return;
      }
      if (character == END) {
        errors.add("non-terminated string");
        return;
      }
    }
  }

  private Kind scanTemplateStart() {
    if (current != '"' && current != '`') {
      errors.add("illegal $ character");
      return emit(Kind.ILLEGAL);
    }
    var raw = current == '`';
    advance();
    return scanTemplatePiece(raw);
  }

  /** A brace; the one that ends an expression of a template string is followed by its next piece. */
  private Kind scanRightBrace() {
    emit(Kind.RIGHT_BRACE);
    if (!templates.isEmpty() && templates.getFirst().braces-- == 0) {
      tokenStart = offset;
      tokenRow = row;
      tokenColumn = column;
      return scanTemplatePiece(templates.pop().raw);
    }
    return Kind.RIGHT_BRACE;
  }

  /** The text up to the next expression or the end; the cursor is after the opening delimiter. */
  private Kind scanTemplatePiece(boolean raw) {
    var text = new StringBuilder();
    while (true) {
      var character = current;
      if (character == END || (character == '\n' && !raw)) {
        errors.add("non-terminated string");
        return emit(raw ? Kind.RAW_TEMPLATE_PART : Kind.TEMPLATE_PART, text.toString());
      }
      var at = offset;
      advance();
      if (character == (raw ? '`' : '"')) {
        return emit(raw ? Kind.RAW_TEMPLATE_END : Kind.TEMPLATE_END, text.toString());
      }
      if (character == '{') {
        templates.push(new OpenTemplate(raw));
        return emit(raw ? Kind.RAW_TEMPLATE_PART : Kind.TEMPLATE_PART, text.toString());
      }
      if (character == '\\' && current == '{') {
        text.append('{');
        advance();
        continue;
      }
      if (character == '\\' && !raw) {
        scanEscape();
      }
      text.append(source, at, offset);
    }
  }

  private Kind scanComment() {
    var from = offset;
    while (current != '\n' && current != END) {
      advance();
    }
    var to = offset;
    // As OPA does: of several carriage returns alone, one is kept.
    if (to - from == 1 && source.charAt(from) == '\r') {
      to--;
    }
    while (to - from > 1 && source.charAt(to - 1) == '\r') {
      to--;
    }
    if (!errors.isEmpty()) {
      return emit(Kind.ILLEGAL);
    }
    comments.add(
        new Module.Comment(
            whole.at(tokenRow, tokenColumn, tokenStart, offset),
            source.substring(from, to)));
    spaced = true;
    return Kind.ILLEGAL;
  }

  private Kind emit(Kind kind) {
    return emit(kind, source.substring(tokenStart, offset));
  }

  private Kind emit(Kind kind, String text) {
    var location = whole.at(tokenRow, tokenColumn, tokenStart, offset);
    var found = errors.isEmpty() ? List.<String>of() : List.copyOf(errors);
    if (!found.isEmpty()) {
      errors = new ArrayList<>();
    }
    tokens.add(
        new Token(
            found.isEmpty() ? kind : Kind.ILLEGAL,
            location,
            text,
            spaced,
            newline,
            comments.size(),
            found));
    spaced = false;
    newline = false;
    return kind;
  }

  /** Moves the cursor to the next code point, noting those that no source may have. */
  private void advance() {
    offset = next;
    if (offset >= source.length()) {
      current = END;
      return;
    }
    current = source.codePointAt(offset);
    next = offset + Character.charCount(current);
    if (current == 0) {
      errors.add("illegal null character");
    } else if (current >= Character.MIN_SURROGATE && current <= Character.MAX_SURROGATE) {
      errors.add("illegal utf-8 character");
    } else if (current == BYTE_ORDER_MARK && offset > 0) {
      errors.add("illegal byte-order mark");
    }
    if (current == '\n') {
      row++;
      column = 0;
    } else {
      column++;
    }
  }

  private static boolean isWhitespace(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  private static boolean isLetter(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || character == '_';
  }

  private static boolean isDecimal(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isDigit(int character) {
    return isDecimal(character) || (character >= 0x80 && Character.isDigit(character));
  }
}
