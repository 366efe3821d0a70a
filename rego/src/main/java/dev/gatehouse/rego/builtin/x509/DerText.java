package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Strings and times in DER. */
final class DerText {

  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  private DerText() {}

  /** The text of a string of a name. */
  static String string(Der element) {
    var text = textOrNull(element);
    if (text == null) {
      throw Der.malformed("an unsupported type of string");
    }
    return text;
  }

  private static @Nullable String textOrNull(Der element) {
    return switch (element.tag()) {
      case 0x0C -> decode(element, StandardCharsets.UTF_8);
      case 0x12, 0x13, 0x16 -> ascii(element);
      case 0x14 -> decode(element, StandardCharsets.ISO_8859_1);
      case 0x1E -> decode(element, StandardCharsets.UTF_16BE);
      default -> null;
    };
  }

  /** The content as ASCII, whatever the tag. */
  static String ascii(Der element) {
    return decode(element, StandardCharsets.US_ASCII);
  }

  private static String decode(Der element, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(element.content())).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("x509: malformed certificate: a bad string", e);
    }
  }

  static Instant time(Der element) {
    var text = ascii(element);
    var isShort = element.is(UTC_TIME);
    if (!isShort && !element.is(GENERALIZED_TIME)
        || !text.matches(isShort ? "[0-9]{10}([0-9]{2})?Z" : "[0-9]{14}Z")) {
      throw Der.malformed("a bad time");
    }
    var full = isShort ? (text.charAt(0) < '5' ? "20" : "19") + text : text;
    try {
      return LocalDateTime.of(
          digits(full, 0, 4), digits(full, 4, 6), digits(full, 6, 8), digits(full, 8, 10),
          digits(full, 10, 12), full.length() == 13 ? 0 : digits(full, 12, 14))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("x509: malformed certificate: a bad time", e);
    }
  }

  private static int digits(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }

  /** The value of an element whose type is open; null where Go has none. */
  static Value open(Der element) {
    return switch (element.tag()) {
      case Der.BOOLEAN -> BooleanValue.of(element.bool());
      case Der.INTEGER -> Fields.number(element.integer());
      case Der.OCTET_STRING -> Fields.bytes(element.content());
      case Der.OID -> Fields.oid(element);
      case Der.BIT_STRING -> bitString(element);
      case UTC_TIME, GENERALIZED_TIME -> StringValue.of(time(element).toString());
      default -> {
        var text = textOrNull(element);
        yield text == null ? NullValue.NULL : StringValue.of(text);
      }
    };
  }

  private static Value bitString(Der element) {
    var bits = element.bits();
    return ObjectValue.of(
        "BitLength", IntegerValue.of(8L * bits.length - element.content()[0]),
        "Bytes", Fields.bytes(bits));
  }
}
