package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a UUID apart (RFC 4122), in any of the spellings that are in use. */
final class UuidFields {

  /** Ticks of 100 ns from the start of the Gregorian calendar to 1970. */
  private static final long EPOCH = 0x01B21DD213814000L;

  private static final String[] VARIANTS = {"Reserved", "RFC4122", "Microsoft", "Future"};
  private static final String[] DOMAINS = {"Person", "Group", "Org"};

  private final byte[] bytes;

  private UuidFields(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The fields, or null if the text is no UUID. */
  static @Nullable Value of(String text) {
    var digits = digits(text);
    return digits == null ? null : new UuidFields(HexFormat.of().parseHex(digits)).fields();
  }

  /** The 32 digits of {@code urn:uuid:…}, of braces, of five groups or of no groups. */
  private static @Nullable String digits(String text) {
    var grouped = switch (text.length()) {
      case 36 -> text;
      case 45 ->
        text.regionMatches(true, 0, "urn:uuid:", 0, 9) ? text.substring(9) : null;
      // What encloses the groups is not looked at.
      case 38 -> text.substring(1, 37);
      default -> null;
    };
    var digits = text;
    if (grouped != null) {
      if (grouped.charAt(8) != '-'
          || grouped.charAt(13) != '-'
          || grouped.charAt(18) != '-'
          || grouped.charAt(23) != '-') {
        return null;
      }
      digits = grouped.substring(0, 8)
          + grouped.substring(9, 13)
          + grouped.substring(14, 18)
          + grouped.substring(19, 23)
          + grouped.substring(24);
    }
    return digits.length() == 32 && digits.chars().allMatch(HexFormat::isHexDigit)
        ? digits
        : null;
  }

  private Value fields() {
    var version = bytes[6] >> 4 & 15;
    var fields = ObjectValue.builder()
        .put("version", IntegerValue.of(version))
        .put("variant", StringValue.of(VARIANTS[variant()]));
    if (version == 1 || version == 2) {
      fields
          .put("time", time())
          .put("nodeid", StringValue.of(HexFormat.ofDelimiter("-").formatHex(bytes, 10, 16)))
          .put("macvariables", StringValue.of(macVariables(bytes[10])))
          .put("clocksequence", IntegerValue.of(number(8, 2) & 0x3FFF));
    }
    if (version == 2) {
      var domain = bytes[9] & 0xFF;
      fields
          .put("id", IntegerValue.of(number(0, 4)))
          .put(
              "domain",
              StringValue.of(domain < DOMAINS.length ? DOMAINS[domain] : "Domain" + domain));
    }
    return fields.build();
  }

  private int variant() {
    var bits = bytes[8] & 0xFF;
    if ((bits & 0xC0) == 0x80) {
      return 1;
    }
    if ((bits & 0xE0) == 0xC0) {
      return 2;
    }
    return (bits & 0xE0) == 0xE0 ? 3 : 0;
  }

  private Value time() {
    var ticks = number(0, 4) | number(4, 2) << 32 | (number(6, 2) & 0xFFF) << 48;
    return DecimalValue.of(
        BigInteger.valueOf(
            BigInteger.valueOf(ticks - EPOCH).multiply(BigInteger.valueOf(100)).longValue()));
  }

  private long number(int start, int length) {
    var value = 0L;
    for (var i = start; i < start + length; i++) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  private static String macVariables(byte first) {
    return ((first & 2) != 0 ? "local:" : "global:")
        + ((first & 1) != 0 ? "multicast" : "unicast");
  }
}
