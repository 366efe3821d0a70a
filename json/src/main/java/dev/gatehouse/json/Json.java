package dev.gatehouse.json;

import java.nio.charset.StandardCharsets;

/**
 * JSON text to values and back, with the rules of Go's encoding/json where RFC 8259 leaves room.
 *
 * <p>Numbers keep their text. Of several equal keys of an object the last counts. A byte that is no
 * UTF-8 and an escape of a lone surrogate become U+FFFD. Anything after the value but white space is
 * an error.
 */
public final class Json {

  private Json() {}

  /** Reads one value within the default limits. */
  public static Value parse(byte[] text) throws TextException {
    return parse(text, JsonLimits.DEFAULT);
  }

  /** Reads one value within the default limits. */
  public static Value parse(String text) throws TextException {
    return parse(text, JsonLimits.DEFAULT);
  }

  /**
   * Reads one value.
   *
   * @param text UTF-8
   * @throws TextException if the text is not one JSON value or is beyond a limit
   */
  public static Value parse(byte[] text, JsonLimits limits) throws TextException {
    return new JsonParser(text, limits, false).parse();
  }

  /** Reads one value. @throws TextException if the text is not JSON or is beyond a limit */
  public static Value parse(String text, JsonLimits limits) throws TextException {
    return parse(Utf8.encode(text), limits);
  }

  /** Reads one value in which no object has a key twice. @throws TextException also if one has */
  public static Value parseStrict(byte[] text, JsonLimits limits) throws TextException {
    return new JsonParser(text, limits, true).parse();
  }

  /** Whether the text is one JSON value within the default limits. */
  public static boolean isValid(String text) {
    try {
      parse(text);
      return true;
    } catch (TextException e) {
      return false;
    }
  }

  /** The value on one line as Go's {@code json.Marshal} writes it, HTML characters escaped. */
  public static String write(Value value) {
    return write(value, JsonStyle.COMPACT);
  }

  /**
   * The value as JSON: sets as sorted arrays, keys that are no strings as their JSON text, numbers
   * in their own text.
   */
  public static String write(Value value, JsonStyle style) {
    return new JsonWriter(style).write(value);
  }

  /** The value on one line in UTF-8, HTML characters escaped. */
  public static byte[] writeBytes(Value value) {
    return writeBytes(value, JsonStyle.COMPACT);
  }

  /** The value in UTF-8. */
  public static byte[] writeBytes(Value value, JsonStyle style) {
    return write(value, style).getBytes(StandardCharsets.UTF_8);
  }
}
