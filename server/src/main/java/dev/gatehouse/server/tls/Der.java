package dev.gatehouse.server.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes the few ASN.1 types that an X.509 certificate and a PKCS#8 envelope are made of, in DER
 * (ITU-T X.690).
 */
final class Der {

  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int NULL = 0x05;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED_CONTEXT = 0xA0;
  private static final int FIRST_YEAR_OF_GENERALIZED_TIME = 2050;

  private Der() {}

  static byte[] sequence(byte[]... elements) {
    return tagged(SEQUENCE, concatenated(elements));
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] integer(BigInteger value) {
    return tagged(INTEGER, value.toByteArray());
  }

  static byte[] booleanTrue() {
    return tagged(BOOLEAN, new byte[]{(byte) 0xFF});
  }

  static byte[] nothing() {
    return tagged(NULL, new byte[0]);
  }

  static byte[] octets(byte[] content) {
    return tagged(OCTET_STRING, content);
  }

  /** A bit string of whole octets. */
  static byte[] bits(byte[] content) {
    return tagged(BIT_STRING, concatenated(new byte[]{0}, content));
  }

  /** A named bit list with a single octet, whose last bits are unused. */
  static byte[] bits(int octet, int unused) {
    return tagged(BIT_STRING, new byte[]{(byte) unused, (byte) octet});
  }

  /** An element with an explicit context tag, 0 to 30. */
  static byte[] explicit(int number, byte[] element) {
    return tagged(CONSTRUCTED_CONTEXT | number, element);
  }

  /** An object identifier from its dotted text. */
  static byte[] identifier(String dotted) {
    var arcs = dotted.split("\\.", -1);
    var content = new ByteArrayOutputStream();
    base128(content, Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (var i = 2; i < arcs.length; i++) {
      base128(content, Integer.parseInt(arcs[i]));
    }
    return tagged(OBJECT_IDENTIFIER, content.toByteArray());
  }

  private static void base128(ByteArrayOutputStream out, int arc) {
    var shift = 28;
    while (shift > 0 && arc >>> shift == 0) {
      shift -= 7;
    }
    for (; shift > 0; shift -= 7) {
      out.write(arc >>> shift & 0x7F | 0x80);
    }
    out.write(arc & 0x7F);
  }

  /** A time in whole seconds: two-digit years until 2049, as RFC 5280 §4.1.2.5 asks. */
  static byte[] time(Instant instant) {
    var time = ZonedDateTime.ofInstant(instant, ZoneOffset.UTC);
    var general = time.getYear() >= FIRST_YEAR_OF_GENERALIZED_TIME;
    var pattern = general ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'";
    var text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
    return tagged(
        general ? GENERALIZED_TIME : UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** An element from its tag and its content. */
  static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      var octets = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
      out.write(0x80 | octets);
      for (var i = octets - 1; i >= 0; i--) {
        out.write(content.length >>> 8 * i);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concatenated(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** The content of the first element with this context tag inside a sequence. */
  static byte[] contextElement(byte[] sequence, int number) throws GeneralSecurityException {
    try {
      var position = headerEnd(sequence, 0);
      while (position < sequence.length) {
        var start = headerEnd(sequence, position);
        var end = start + length(sequence, position);
        if ((sequence[position] & 0xFF) == (CONSTRUCTED_CONTEXT | number)) {
          return Arrays.copyOfRange(sequence, start, end);
        }
        position = end;
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new InvalidKeyException("the key is not DER", e);
    }
    throw new InvalidKeyException("the key does not say which curve it is on");
  }

  private static int headerEnd(byte[] der, int position) {
    var first = der[position + 1] & 0xFF;
    return position + 2 + (first < 0x80 ? 0 : first & 0x7F);
  }

  private static int length(byte[] der, int position) {
    var first = der[position + 1] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    var length = 0;
    for (var i = position + 2; i < headerEnd(der, position); i++) {
      length = length << 8 | der[i] & 0xFF;
    }
    if (length < 0) {
      throw new IllegalArgumentException("length");
    }
    return length;
  }
}
