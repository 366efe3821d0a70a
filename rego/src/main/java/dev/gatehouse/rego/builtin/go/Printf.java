package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprintf} for arguments of type {@link Long}, {@link Double}, {@link BigInteger},
 * {@link String}, {@link Boolean} and {@link GoArgument}, with its texts for verbs and arguments that
 * do not fit. One use each.
 */
public final class Printf {

  /** Larger widths, precisions and argument numbers are refused, as Go does. */
  private static final int TOO_LARGE = 1_000_000;

  /** How many characters one becomes at most, on average of those that are escaped. */
  private static final int QUOTED_GROWTH = 4;

  private final String format;
  private final List<?> args;
  private final LongConsumer allocate;
  private final StringBuilder out = new StringBuilder();
  private final Flags flags = new Flags();
  private int at;
  private int bracket;
  private int argument;
  private boolean afterIndex;
  private boolean goodArgument;
  private boolean reordered;
  private @Nullable String type;

  private Printf(String format, List<?> args, LongConsumer allocate) {
    this.format = format;
    this.args = args;
    this.allocate = allocate;
  }

  /**
   * Formats.
   *
   * @param allocate told the number of characters before many are written; it may throw
   */
  public static String format(String format, List<?> args, LongConsumer allocate) {
    return new Printf(format, args, allocate).run();
  }

  private String run() {
    while (at < format.length()) {
      var next = format.indexOf('%', at);
      if (next < 0) {
        next = format.length();
      }
      out.append(format, at, next);
      at = next + 1;
      if (next < format.length()) {
        directive();
      }
    }
    if (!reordered && argument < args.size()) {
      extra();
    }
    return out.toString();
  }

  /** Reads what stands between the percent sign and the verb, then prints. */
  private void directive() {
    goodArgument = true;
    flags.clear();
    while (at < format.length() && flags.set(format.charAt(at))) {
      at++;
    }
    argumentNumber();
    width();
    precision();
    if (!afterIndex) {
      argumentNumber();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    var verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append('%');
    } else if (!goodArgument) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (argument >= args.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      if (verb == 'v' || verb == 'w') {
        flags.goSyntax = flags.sharp;
        flags.fieldNames = flags.plus;
        flags.sharp = false;
        flags.plus = false;
      }
      print(args.get(argument), verb);
      argument++;
    }
  }

  private void width() {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      flags.width = integerArgument();
      if (flags.width == Flags.NONE) {
        out.append("%!(BADWIDTH)");
      } else if (flags.width < 0) {
        flags.width = -flags.width;
        flags.minus = true;
        flags.zero = false;
      }
      afterIndex = false;
    } else {
      flags.width = number(format.length());
      if (afterIndex && flags.width != Flags.NONE) {
        goodArgument = false;
      }
    }
  }

  private void precision() {
    if (at >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    if (afterIndex) {
      goodArgument = false;
    }
    argumentNumber();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      flags.precision = integerArgument();
      if (flags.precision < 0) {
        flags.precision = Flags.NONE;
        out.append("%!(BADPREC)");
      }
      afterIndex = false;
    } else {
      flags.precision = number(format.length());
      if (flags.precision == Flags.NONE) {
        flags.precision = 0;
      }
    }
  }

  /** Reads {@code [n]} if it is there. */
  private void argumentNumber() {
    afterIndex = false;
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    var close = nextClose();
    if (format.length() - at < 3 || close < 0) {
      at++;
      goodArgument = false;
      return;
    }
    at++;
    var number = number(close);
    var complete = number != Flags.NONE && at == close;
    at = close + 1;
    if (complete && number >= 1 && number <= args.size()) {
      argument = number - 1;
      afterIndex = true;
    } else {
      goodArgument = false;
      afterIndex = complete;
    }
  }

  /** Where the next closing bracket is, -1 if there is none; each is looked for once. */
  private int nextClose() {
    if (bracket >= 0 && bracket <= at) {
      bracket = format.indexOf(']', at + 1);
    }
    return bracket;
  }

  /** Reads digits up to a limit; {@link Flags#NONE} if there are none or too many. */
  private int number(int end) {
    var value = Flags.NONE;
    while (at < end && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      var sofar = value == Flags.NONE ? 0 : value;
      if (sofar > TOO_LARGE) {
        at = end;
        return Flags.NONE;
      }
      value = sofar * 10 + format.charAt(at) - '0';
      at++;
    }
    return value;
  }

  private int integerArgument() {
    if (argument >= args.size()) {
      return Flags.NONE;
    }
    var value = args.get(argument);
    argument++;
    return value instanceof Long n && n >= -TOO_LARGE && n <= TOO_LARGE
        ? n.intValue()
        : Flags.NONE;
  }

  private void extra() {
    flags.clear();
    out.append("%!(EXTRA ");
    for (var i = argument; i < args.size(); i++) {
      if (i > argument) {
        out.append(", ");
      }
      if (args.get(i) instanceof GoArgument.Nil) {
        out.append("<nil>");
      } else {
        out.append(typeName(args.get(i))).append('=');
        print(args.get(i), 'v');
      }
    }
    out.append(')');
  }

  private void print(Object value, int verb) {
    allocate.accept(
        (long) Math.max(flags.width, 0)
            + Math.max(flags.precision, 0)
            + (value instanceof String s ? s.length() : 24));
    if (verb == 'T') {
      text(typeName(value));
      return;
    }
    switch (value) {
      case String s -> string(s, verb);
      case Long n -> integer(n, verb);
      case Double d -> floating(d, verb);
      case BigInteger n -> bigInteger(n, verb);
      case Boolean b -> bool(b, verb);
      case GoArgument argument -> argument(argument, verb);
      default -> throw new IllegalArgumentException("no such argument: " + value.getClass());
    }
  }

  private void argument(GoArgument value, int verb) {
    switch (value) {
      case GoArgument.Nil nil -> {
        if (verb == 'v' || verb == 'w') {
          pad("<nil>");
        } else {
          out.append("%!").appendCodePoint(verb).append("(<nil>)");
        }
      }
      case GoArgument.Named named -> {
        var outer = type;
        type = named.type();
        print(named.value(), verb);
        type = outer;
      }
      case GoArgument.Items items -> {
        out.append(flags.goSyntax ? typeName(items) + "{" : "[");
        for (var i = 0; i < items.items().size(); i++) {
          out.append(i == 0 ? "" : separator());
          member(items.items().get(i), verb);
        }
        out.append(flags.goSyntax ? '}' : ']');
      }
      case GoArgument.Entries entries -> {
        out.append(flags.goSyntax ? typeName(entries) + "{" : "map[");
        var separator = "";
        for (var entry : entries.entries()) {
          out.append(separator);
          print(entry.getKey(), verb);
          out.append(':');
          member(entry.getValue(), verb);
          separator = separator();
        }
        out.append(flags.goSyntax ? '}' : ']');
      }
    }
  }

  private String separator() {
    return flags.goSyntax ? ", " : " ";
  }

  private void member(Object value, int verb) {
    if (value instanceof GoArgument.Nil) {
      out.append(flags.goSyntax ? "interface {}(nil)" : "<nil>");
    } else {
      print(value, verb);
    }
  }

  private void bad(Object value, int verb) {
    out.append("%!").appendCodePoint(verb).append('(').append(typeName(value)).append('=');
    print(value, 'v');
    out.append(')');
  }

  private String typeName(Object value) {
    if (type != null && !(value instanceof GoArgument)) {
      return type;
    }
    return switch (value) {
      case GoArgument argument -> argument.type();
      case Long n -> "int64";
      case Double d -> "float64";
      case BigInteger n -> "*big.Int";
      case Boolean b -> "bool";
      default -> "string";
    };
  }

  private void bool(boolean value, int verb) {
    if (verb == 't' || verb == 'v') {
      pad(Boolean.toString(value));
    } else {
      bad(value, verb);
    }
  }

  private void string(String value, int verb) {
    switch (verb) {
      case 'v' -> {
        if (flags.goSyntax) {
          quoted(value);
        } else {
          text(value);
        }
      }
      case 's' -> text(value);
      case 'q' -> quoted(value);
      case 'x', 'X' -> hexadecimal(Utf8.encode(value), verb == 'X');
      default -> bad(value, verb);
    }
  }

  private void text(String value) {
    pad(truncate(value));
  }

  private void quoted(String value) {
    var shown = truncate(value);
    allocate.accept((long) QUOTED_GROWTH * shown.length());
    if (flags.sharp && Quotes.canBackquote(shown)) {
      pad("`" + shown + "`");
    } else {
      pad(flags.plus ? Quotes.quoteToAscii(shown) : Quotes.quote(shown));
    }
  }

  private String truncate(String value) {
    return flags.precision >= 0 && value.codePointCount(0, value.length()) > flags.precision
        ? value.substring(0, value.offsetByCodePoints(0, flags.precision))
        : value;
  }

  private void hexadecimal(byte[] bytes, boolean upper) {
    var length = flags.precision >= 0 ? Math.min(bytes.length, flags.precision) : bytes.length;
    if (length == 0) {
      padding(flags.width);
      return;
    }
    var prefix = upper ? "0X" : "0x";
    allocate.accept((long) (flags.space ? 5 : 2) * length);
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      if (flags.space && i > 0) {
        text.append(' ');
      }
      if (flags.sharp && (flags.space || i == 0)) {
        text.append(prefix);
      }
      var digits = Quotes.hex(bytes[i] & 0xFF, 2);
      text.append(upper ? digits.toUpperCase(Locale.ROOT) : digits);
    }
    pad(text.toString());
  }

  private void integer(long value, int verb) {
    switch (verb) {
      case 'v', 'd' -> integer(value, 10, verb);
      case 'b' -> integer(value, 2, verb);
      case 'o', 'O' -> integer(value, 8, verb);
      case 'x', 'X' -> integer(value, 16, verb);
      case 'c' -> pad(Character.toString(rune(value)));
      case 'q' -> pad(Quotes.quoteRune(rune(value), flags.plus));
      case 'U' -> unicode(value);
      default -> bad(value, verb);
    }
  }

  private static int rune(long value) {
    return value < 0
        || value > Character.MAX_CODE_POINT
        || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE
            ? 0xFFFD
            : (int) value;
  }

  private void integer(long value, int base, int verb) {
    var negative = value < 0;
    var digits = new StringBuilder(Long.toUnsignedString(negative ? -value : value, base));
    var wanted = 0;
    if (flags.precision >= 0) {
      wanted = flags.precision;
      if (wanted == 0 && value == 0) {
        spaces(flags.width);
        return;
      }
    } else if (flags.zero && !flags.minus && flags.width >= 0) {
      wanted = flags.width - (negative || flags.plus || flags.space ? 1 : 0);
    }
    digits.insert(0, "0".repeat(Math.max(0, wanted - digits.length())));
    if (flags.sharp) {
      switch (base) {
        case 2 -> digits.insert(0, "0b");
        case 8 -> digits.insert(0, digits.charAt(0) == '0' ? "" : "0");
        case 16 -> digits.insert(0, "0x");
        default -> {
        }
      }
    }
    if (verb == 'O') {
      digits.insert(0, "0o");
    }
    digits.insert(0, negative ? "-" : flags.plus ? "+" : flags.space ? " " : "");
    var text = verb == 'X' ? digits.toString().toUpperCase(Locale.ROOT) : digits.toString();
    padWithSpaces(text);
  }

  private void unicode(long value) {
    var digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
    var text = "U+" + "0".repeat(Math.max(0, Math.max(flags.precision, 4) - digits.length()))
        + digits;
    if (flags.sharp
        && value >= 0
        && value <= Character.MAX_CODE_POINT
        && Quotes.isPrintable((int) value)) {
      text += " '" + Character.toString((int) value) + "'";
    }
    padWithSpaces(text);
  }

  private void floating(double value, int verb) {
    switch (verb) {
      case 'v' -> floating(value, 'g', Floats.SHORTEST);
      case 'b', 'g', 'G', 'x', 'X' -> floating(value, (char) verb, Floats.SHORTEST);
      case 'f', 'e', 'E' -> floating(value, (char) verb, 6);
      case 'F' -> floating(value, 'f', 6);
      default -> bad(value, verb);
    }
  }

  private void floating(double value, char style, int standard) {
    var precision = flags.precision >= 0 ? flags.precision : standard;
    var text = Floats.format(value, style, precision);
    var sign = text.charAt(0) == '-' ? '-' : '+';
    var digits = text.charAt(0) == '-' || text.charAt(0) == '+' ? text.substring(1) : text;
    if (flags.space && sign == '+' && !flags.plus) {
      sign = ' ';
    }
    if (flags.sharp && style != 'b') {
      digits = withPoint(digits, style, precision);
    }
    if (!flags.plus && sign == '+') {
      pad(digits);
    } else if (flags.zero && !flags.minus && flags.width > digits.length() + 1) {
      out.append(sign);
      padding(flags.width - digits.length() - 1);
      out.append(digits);
    } else {
      pad(sign + digits);
    }
  }

  /** The sharp flag: a decimal point in any case, and the zeros that {@code %g} leaves out. */
  private static String withPoint(String number, char style, int precision) {
    var wanted = switch (style) {
      case 'g', 'G', 'x' -> precision == Floats.SHORTEST ? 6 : precision;
      default -> 0;
    };
    var exponent = exponentStart(number, style);
    var mantissa = new StringBuilder(number.substring(0, exponent));
    var significant = false;
    var point = false;
    for (var i = 0; i < mantissa.length(); i++) {
      var c = mantissa.charAt(i);
      point |= c == '.';
      significant |= c != '0' && c != '.';
      if (significant && c != '.') {
        wanted--;
      }
    }
    if (!point) {
      if (mantissa.toString().equals("0")) {
        wanted--;
      }
      mantissa.append('.');
    }
    return mantissa + "0".repeat(Math.max(0, wanted)) + number.substring(exponent);
  }

  private static int exponentStart(String number, char style) {
    var marks = style == 'x' || style == 'X' ? "pP" : "eE";
    for (var i = 0; i < number.length(); i++) {
      if (marks.indexOf(number.charAt(i)) >= 0) {
        return i;
      }
    }
    return number.length();
  }

  /** The fields of Go's big integer: whether it is negative, and words of 64 bits, the least first. */
  private void words(BigInteger value) {
    var hasNames = flags.goSyntax || flags.fieldNames;
    out.append(flags.goSyntax ? "&big.Int{" : "&{").append(hasNames ? "neg:" : "");
    pad(String.valueOf(value.signum() < 0));
    out.append(flags.goSyntax ? ", " : " ").append(hasNames ? "abs:" : "");
    out.append(flags.goSyntax ? "big.nat{" : "[");
    var separator = "";
    for (var rest = value.abs(); rest.signum() > 0; rest = rest.shiftRight(Long.SIZE)) {
      var word = rest.longValue();
      out.append(separator);
      var sign = flags.space ? " " : "";
      pad(sign
          + (flags.goSyntax ? "0x" + Long.toHexString(word) : Long.toUnsignedString(word)));
      separator = separator();
    }
    out.append(flags.goSyntax ? "}}" : "]}");
  }

  /** Go's {@code big.Int.Format}. */
  private void bigInteger(BigInteger value, int verb) {
    var base = switch (verb) {
      case 'b' -> 2;
      case 'o', 'O' -> 8;
      case 'd', 's', 'v' -> 10;
      case 'x', 'X' -> 16;
      default -> 0;
    };
    if (verb == 'w') {
      out.append("%!w(*big.Int=");
      words(value);
      out.append(')');
      return;
    }
    if (base == 0) {
      out.append("%!").appendCodePoint(verb).append("(big.Int=").append(value).append(')');
      return;
    }
    var sign = value.signum() < 0
        ? "-"
        : flags.plus || flags.fieldNames ? "+" : flags.space ? " " : "";
    var prefix = verb == 'O'
        ? "0o"
        : !flags.sharp
            ? ""
            : switch (verb) {
              case 'b' -> "0b";
              case 'o' -> "0";
              case 'x' -> "0x";
              case 'X' -> "0X";
              default -> "";
            };
    var digits = value.abs().toString(base);
    if (verb == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    var zeros = Math.max(0, flags.precision - digits.length());
    var missing = flags.width - sign.length() - prefix.length() - zeros - digits.length();
    var left = 0;
    var right = 0;
    if (missing > 0) {
      if (flags.minus) {
        right = missing;
      } else if (flags.zero && flags.precision < 0) {
        zeros = missing;
      } else {
        left = missing;
      }
    }
    out.repeat(' ', left).append(sign).append(prefix).repeat('0', zeros).append(digits);
    out.repeat(' ', right);
  }

  private void padWithSpaces(String text) {
    var zero = flags.zero;
    flags.zero = false;
    pad(text);
    flags.zero = zero;
  }

  private void pad(String text) {
    var missing = flags.width - text.codePointCount(0, text.length());
    if (flags.width < 0 || missing <= 0) {
      out.append(text);
    } else if (flags.minus) {
      out.append(text);
      padding(missing);
    } else {
      padding(missing);
      out.append(text);
    }
  }

  private void padding(int count) {
    out.repeat(flags.zero && !flags.minus ? '0' : ' ', Math.max(0, count));
  }

  private void spaces(int count) {
    out.repeat(' ', Math.max(0, count));
  }

  /** What stands between the percent sign and the verb. */
  private static final class Flags {

    static final int NONE = -(1 << 30);

    private boolean sharp;
    private boolean goSyntax;
    private boolean fieldNames;
    private boolean plus;
    private boolean minus;
    private boolean zero;
    private boolean space;
    private int width;
    private int precision;

    void clear() {
      sharp = false;
      goSyntax = false;
      fieldNames = false;
      plus = false;
      minus = false;
      zero = false;
      space = false;
      width = NONE;
      precision = NONE;
    }

    /** Takes a flag; false if the character is none. */
    boolean set(char c) {
      switch (c) {
        case '#' -> sharp = true;
        case '+' -> plus = true;
        case '-' -> minus = true;
        case '0' -> zero = true;
        case ' ' -> space = true;
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
