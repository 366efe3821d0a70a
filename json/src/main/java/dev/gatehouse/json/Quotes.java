package dev.gatehouse.json;

/** Go's quoted strings: {@code strconv.Quote} and its relatives. */
public final class Quotes {

  private static final int BAD_BYTE_LOW = 0xDC80;
  private static final int BAD_BYTE_HIGH = 0xDCFF;

  private Quotes() {}

  /** A Go string literal. */
  public static String quote(String text) {
    var out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  /** Appends a Go string literal; most texts need no escapes and are copied as they are. */
  static void quote(String text, StringBuilder out) {
    if (isPlain(text)) {
      out.append('"').append(text).append('"');
    } else {
      append(text, '"', false, out);
    }
  }

  /** Whether every character is printable ASCII that needs no escape. */
  private static boolean isPlain(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** A Go string literal in ASCII. */
  public static String quoteToAscii(String text) {
    return quote(text, '"', true);
  }

  /** A Go character literal. */
  public static String quoteRune(int rune, boolean ascii) {
    var valid = rune < 0 || rune > Character.MAX_CODE_POINT || isSurrogate(rune) ? 0xFFFD : rune;
    return quote(Character.toString(valid), '\'', ascii);
  }

  /** Whether the text can stand between backquotes unchanged. */
  public static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(
            c -> c == 0xFEFF || isSurrogate(c) || c < ' ' && c != '\t' || c == '`' || c == 0x7F);
  }

  /** Whether Go's {@code unicode.IsPrint} holds: letters, marks, numbers, symbols, the ASCII space. */
  public static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
        false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  private static String quote(String text, char mark, boolean ascii) {
    var out = new StringBuilder(text.length() + 2);
    append(text, mark, ascii, out);
    return out.toString();
  }

  private static void append(String text, char mark, boolean ascii, StringBuilder out) {
    out.append(mark);
    text.codePoints().forEach(c -> append(c, mark, ascii, out));
    out.append(mark);
  }

  private static void append(int c, char mark, boolean ascii, StringBuilder out) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (c == mark) {
          out.append('\\').append(mark);
        } else {
          appendOther(c, ascii, out);
        }
      }
    }
  }

  private static void appendOther(int c, boolean ascii, StringBuilder out) {
    if (c >= BAD_BYTE_LOW && c <= BAD_BYTE_HIGH) {
      out.append("\\x").append(hex(c & 0xFF, 2));
    } else if (ascii ? c < 0x7F && c >= ' ' : isPrintable(c)) {
      out.appendCodePoint(c);
    } else if (c < ' ' || c == 0x7F) {
      out.append("\\x").append(hex(c, 2));
    } else {
      out.append(c > 0xFFFF ? "\\U" + hex(c, 8) : "\\u" + hex(c, 4));
    }
  }

  /** A number in lower-case hexadecimal digits, zeros before it up to a number of digits. */
  public static String hex(int value, int digits) {
    var text = Integer.toHexString(value);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
