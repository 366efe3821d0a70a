package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plain YAML scalar stands for, by the rules of go-yaml v2, which Kubernetes reads YAML with:
 * YAML 1.1 with {@code yes}, {@code on}, {@code 0777}, {@code 0o17} and {@code 1_000}, without base
 * 60, and with timestamps left as strings.
 */
final class YamlResolver {

  private static final String TAG = "tag:yaml.org,2002:";
  private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** The words that stand for a constant. */
  private static final Map<String, Scalar> WORDS = words();

  private YamlResolver() {}

  /** What a scalar is: of JSON's types, but with integers and floats apart, as keys tell them apart. */
  sealed interface Scalar {

    record Text(String text) implements Scalar {}

    record Truth(boolean value) implements Scalar {}

    record Whole(BigInteger value) implements Scalar {}

    record Real(double value) implements Scalar {}

    record Nothing() implements Scalar {}

    record Timestamp(String text) implements Scalar {}
  }

  private static Map<String, Scalar> words() {
    var words = new HashMap<String, Scalar>();
    for (var word : "y Y yes Yes YES true True TRUE on On ON".split(" ")) {
      words.put(word, new Scalar.Truth(true));
    }
    for (var word : "n N no No NO false False FALSE off Off OFF".split(" ")) {
      words.put(word, new Scalar.Truth(false));
    }
    for (var word : "~ null Null NULL".split(" ")) {
      words.put(word, new Scalar.Nothing());
    }
    words.put("", new Scalar.Nothing());
    for (var word : ".nan .NaN .NAN".split(" ")) {
      words.put(word, new Scalar.Real(Double.NaN));
    }
    for (var word : ".inf .Inf .INF".split(" ")) {
      words.put(word, new Scalar.Real(Double.POSITIVE_INFINITY));
      words.put("+" + word, new Scalar.Real(Double.POSITIVE_INFINITY));
      words.put("-" + word, new Scalar.Real(Double.NEGATIVE_INFINITY));
    }
    return Map.copyOf(words);
  }

  /** The scalar of a node. @throws IllegalArgumentException if the text does not suit its tag */
  static Scalar resolve(YamlNode.Scalar node) {
    var tag = node.tag();
    if (tag == null) {
      return node.plain() ? resolve(node.text()) : new Scalar.Text(node.text());
    }
    if (!tag.startsWith(TAG)) {
      return new Scalar.Text(node.text());
    }
    var name = tag.substring(TAG.length());
    return switch (name) {
      case "bool", "int", "float", "null", "timestamp" -> tagged(name, node.text());
      case "binary" -> new Scalar.Text(binary(node.text()));
      default -> new Scalar.Text(node.text());
    };
  }

  private static Scalar tagged(String name, String text) {
    var resolved = resolve(text);
    var suits = switch (resolved) {
      case Scalar.Truth t -> name.equals("bool");
      case Scalar.Whole w -> name.equals("int") || name.equals("float");
      case Scalar.Real r -> name.equals("float");
      case Scalar.Nothing n -> name.equals("null");
      case Scalar.Timestamp t -> name.equals("timestamp");
      case Scalar.Text t -> false;
    };
    if (!suits) {
      throw new IllegalArgumentException("cannot read \"" + text + "\" as a !!" + name);
    }
    return resolved instanceof Scalar.Whole w && name.equals("float")
        ? new Scalar.Real(w.value().doubleValue())
        : resolved;
  }

  private static String binary(String text) {
    try {
      var plain = text.replace("\n", "").replace("\r", "");
      return Utf8
          .decodeReplacing(Base64.getDecoder().decode(plain.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("!!binary value is not base64", e);
    }
  }

  /** What an untagged plain text stands for. */
  static Scalar resolve(String text) {
    var word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    var first = text.charAt(0);
    if (first == '.') {
      var number = Numbers.parse(text);
      return number == null ? new Scalar.Text(text) : new Scalar.Real(number.toDouble());
    }
    return first == '+' || first == '-' || isDigit(first) ? number(text) : new Scalar.Text(text);
  }

  private static Scalar number(String text) {
    if (YamlTimestamp.matches(text)) {
      return new Scalar.Timestamp(text);
    }
    var plain = text.replace("_", "");
    var whole = whole(plain);
    if (whole != null) {
      return new Scalar.Whole(whole);
    }
    if (isFloat(plain)) {
      // Past the range of a double it is no number, as in Go.
      var value = plain.length() > 10_000 ? Double.NaN : Double.parseDouble(plain);
      if (Double.isFinite(value)) {
        return new Scalar.Real(value);
      }
    }
    return new Scalar.Text(text);
  }

  /** An integer as Go's {@code strconv.ParseInt} with base 0 reads it, of 64 bits with or without sign. */
  private static @Nullable BigInteger whole(String text) {
    var start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    var base = 10;
    var digits = start;
    if (text.startsWith("0", start) && text.length() > start + 1) {
      base = switch (text.charAt(start + 1)) {
        case 'x', 'X' -> 16;
        case 'o', 'O' -> 8;
        case 'b', 'B' -> 2;
        default -> 8;
      };
      digits += "xXoObB".indexOf(text.charAt(start + 1)) >= 0 ? 2 : 1;
    }
    if (digits == text.length() || text.length() > 80) {
      return null;
    }
    for (var i = digits; i < text.length(); i++) {
      if (text.charAt(i) >= 128 || Character.digit(text.charAt(i), base) < 0) {
        return null;
      }
    }
    var value = new BigInteger(text.substring(digits), base);
    if (text.startsWith("-")) {
      value = value.negate();
    }
    var fits = start == 0 ? value.compareTo(MAX_UNSIGNED) <= 0 : value.bitLength() < Long.SIZE;
    return fits ? value : null;
  }

  private static boolean isFloat(String text) {
    var at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    var whole = skipDigits(text, at);
    var end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = skipDigits(text, end + 1);
      if (whole == at && end == whole + 1) {
        return false;
      }
    } else if (whole == at) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      end++;
      if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
        end++;
      }
      var exponent = end;
      end = skipDigits(text, end);
      if (end == exponent) {
        return false;
      }
    }
    return end == text.length();
  }

  private static int skipDigits(String text, int start) {
    var at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The value that the scalar becomes in JSON; a number must be finite. */
  static Value toValue(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text t -> StringValue.of(t.text());
      case Scalar.Timestamp t -> StringValue.of(t.text());
      case Scalar.Truth t -> BooleanValue.of(t.value());
      case Scalar.Nothing n -> NullValue.NULL;
      case Scalar.Whole w -> DecimalValue.of(w.value());
      case Scalar.Real r -> {
        var text = GoFloat.json(r.value());
        yield IntegerValue.isPlain(text)
            ? IntegerValue.of(Long.parseLong(text))
            : DecimalValue.of(text, new BigDecimal(text));
      }
    };
  }

  /** The key that the scalar becomes in JSON. @throws IllegalArgumentException if it has none */
  static String toKey(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text t -> t.text();
      case Scalar.Timestamp t -> t.text();
      case Scalar.Truth t -> Boolean.toString(t.value());
      case Scalar.Nothing n -> throw new IllegalArgumentException("null cannot be a key");
      case Scalar.Whole w when w.value().bitLength() < Long.SIZE -> w.value().toString();
      case Scalar.Whole w ->
        throw new IllegalArgumentException("integer beyond 64 bits cannot be a key");
      case Scalar.Real r -> GoFloat.shortKey(r.value());
    };
  }
}
