package dev.gatehouse.rego.builtin.x509;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An element of DER (X.690): its tag and its place in the bytes. Nothing is copied until asked for. */
final class Der {

  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /** Context-specific, primitive; add the number. */
  static final int CONTEXT = 0x80;

  /** Context-specific, constructed; add the number. */
  static final int EXPLICIT = 0xA0;

  private static final int LONGEST_OID = 256;

  private final byte[] bytes;
  private final int start;
  private final int content;
  private final int end;

  private Der(byte[] bytes, int start, int content, int end) {
    this.bytes = bytes;
    this.start = start;
    this.content = content;
    this.end = end;
  }

  /** The only element of the bytes. */
  static Der one(byte[] bytes) {
    var element = read(bytes, 0, bytes.length);
    if (element.end != bytes.length) {
      throw malformed("trailing data");
    }
    return element;
  }

  /** The element that the bytes begin with. */
  static Der first(byte[] bytes) {
    return read(bytes, 0, bytes.length);
  }

  /** The elements that fill the bytes. */
  static List<Der> all(byte[] bytes) {
    return elements(bytes, 0, bytes.length);
  }

  private static List<Der> elements(byte[] bytes, int from, int end) {
    var elements = new ArrayList<Der>();
    for (var at = from; at < end;) {
      var element = read(bytes, at, end);
      elements.add(element);
      at = element.end;
    }
    return elements;
  }

  private static Der read(byte[] bytes, int start, int limit) {
    if (limit - start < 2 || (bytes[start] & 0x1F) == 0x1F) {
      throw malformed("truncated element");
    }
    var length = bytes[start + 1] & 0xFF;
    var content = start + 2;
    if (length >= 0x80) {
      var count = length & 0x7F;
      if (count == 0 || count > 4 || limit - content < count) {
        throw malformed("bad length");
      }
      var value = new BigInteger(1, Arrays.copyOfRange(bytes, content, content + count));
      if (bytes[content] == 0 || value.bitLength() < 8 || value.bitLength() > 31) {
        throw malformed("bad length");
      }
      content += count;
      length = value.intValueExact();
    }
    if (length > limit - content) {
      throw malformed("truncated element");
    }
    return new Der(bytes, start, content, content + length);
  }

  int tag() {
    return bytes[start] & 0xFF;
  }

  boolean is(int tag) {
    return tag() == tag;
  }

  /** This element, which must have the tag. */
  Der expect(int tag) {
    if (!is(tag)) {
      throw malformed("an unexpected tag " + tag());
    }
    return this;
  }

  /** The elements inside. */
  List<Der> children() {
    return elements(bytes, content, end);
  }

  /** The elements of a sequence, at least some of them. */
  List<Der> sequence(int least) {
    var children = expect(SEQUENCE).children();
    if (children.size() < least) {
      throw malformed("a sequence is too short");
    }
    return children;
  }

  /** What it holds. */
  byte[] content() {
    return Arrays.copyOfRange(bytes, content, end);
  }

  /** The whole element, tag and length included. */
  byte[] raw() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  BigInteger integer() {
    return integer(INTEGER);
  }

  /** An integer under a tag of its own. */
  BigInteger integer(int tag) {
    var number = expect(tag).content();
    if (number.length == 0 || number.length > 1 && number[0] == (number[1] < 0 ? -1 : 0)) {
      throw malformed("a bad integer");
    }
    return new BigInteger(number);
  }

  /** An integer that is not negative and small. */
  int count(int tag) {
    var number = integer(tag);
    if (number.signum() < 0 || number.bitLength() > 31) {
      throw malformed("a number out of range");
    }
    return number.intValue();
  }

  boolean bool() {
    var value = expect(BOOLEAN).content();
    if (value.length != 1 || value[0] != 0 && value[0] != -1) {
      throw malformed("a bad boolean");
    }
    return value[0] != 0;
  }

  /** The bytes of a string of bits; the first byte, the count of unused bits, left out. */
  byte[] bits() {
    var unused = unusedBits();
    if ((bytes[end - 1] & (1 << unused) - 1) != 0 && end - content > 1) {
      throw malformed("a bad bit string");
    }
    return Arrays.copyOfRange(bytes, content + 1, end);
  }

  private int unusedBits() {
    expect(BIT_STRING);
    if (end == content || bytes[content] < 0 || bytes[content] > (end - content > 1 ? 7 : 0)) {
      throw malformed("a bad bit string");
    }
    return bytes[content];
  }

  /** The bytes of a string of bits as one number, the unused bits before it and not after it. */
  byte[] alignedBits() {
    var bits = bits();
    var unused = unusedBits();
    for (var i = bits.length - 1; i >= 0 && unused > 0; i--) {
      var before = i == 0 ? 0 : bits[i - 1] << Byte.SIZE - unused;
      bits[i] = (byte) ((bits[i] & 0xFF) >> unused | before);
    }
    return bits;
  }

  /** The parts of an object identifier. */
  List<BigInteger> oid() {
    expect(OID);
    if (end == content || end - content > LONGEST_OID || bytes[end - 1] < 0) {
      throw malformed("a bad object identifier");
    }
    var parts = new ArrayList<BigInteger>();
    var part = BigInteger.ZERO;
    for (var i = content; i < end; i++) {
      part = part.shiftLeft(7).or(BigInteger.valueOf(bytes[i] & 0x7F));
      if (bytes[i] >= 0) {
        addPart(parts, part);
        part = BigInteger.ZERO;
      }
    }
    return parts;
  }

  private static void addPart(List<BigInteger> parts, BigInteger part) {
    if (!parts.isEmpty()) {
      parts.add(part);
      return;
    }
    var first = part.min(BigInteger.valueOf(80)).intValue() / 40;
    parts.add(BigInteger.valueOf(first));
    parts.add(part.subtract(BigInteger.valueOf(40L * first)));
  }

  /** The object identifier with dots. */
  String dotted() {
    return String.join(".", oid().stream().map(BigInteger::toString).toList());
  }

  static IllegalArgumentException malformed(String reason) {
    return new IllegalArgumentException("x509: malformed certificate: " + reason);
  }
}
