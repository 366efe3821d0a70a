package dev.gatehouse.trust.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER as a range of the bytes it stands in, so that what was signed can be taken out,
 * or have a part cut out, without encoding anything anew.
 */
public final class Der {

  private static final int MAX_DEPTH = 40;
  private static final int CONSTRUCTED = 0x20;

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

  /** The element that fills these bytes, all lengths definite, nested no deeper than is sound. */
  public static Der parse(byte[] bytes) throws MalformedException {
    var element = at(bytes, 0, bytes.length);
    if (element.end != bytes.length) {
      throw new MalformedException("bytes follow the DER element");
    }
    element.check(0);
    return element;
  }

  private void check(int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("DER is nested deeper than " + MAX_DEPTH);
    }
    if (isConstructed()) {
      for (var position = content; position < end;) {
        var child = at(bytes, position, end);
        child.check(depth + 1);
        position = child.end;
      }
    }
  }

  private static Der at(byte[] bytes, int start, int limit) throws MalformedException {
    if (limit - start < 2) {
      throw new MalformedException("DER ends too early");
    }
    if ((bytes[start] & 0x1f) == 0x1f) {
      throw new MalformedException("DER has a tag of more than one byte");
    }
    var first = bytes[start + 1] & 0xff;
    var position = start + 2;
    var length = first;
    if (first >= 0x80) {
      var count = first & 0x7f;
      if (count == 0 || count > 3 || limit - position < count) {
        throw new MalformedException("DER has a length that is not supported");
      }
      length = 0;
      for (var i = 0; i < count; i++) {
        length = length << 8 | bytes[position++] & 0xff;
      }
      if (length < 0x80 || (count > 1 && length >>> (8 * (count - 1)) == 0)) {
        throw new MalformedException("DER has a length that is not in its shortest form");
      }
    }
    if (length > limit - position) {
      throw new MalformedException("DER ends too early");
    }
    return new Der(bytes, start, position, position + length);
  }

  public int tag() {
    return bytes[start] & 0xff;
  }

  public boolean isConstructed() {
    return (bytes[start] & CONSTRUCTED) != 0;
  }

  /** Tag, length and content. */
  public byte[] encoded() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** The content alone. */
  public byte[] content() {
    return Arrays.copyOfRange(bytes, content, end);
  }

  /** The elements in a constructed one. */
  public List<Der> children() throws MalformedException {
    if (!isConstructed()) {
      throw new MalformedException("DER has a value where a structure is expected");
    }
    var children = new ArrayList<Der>();
    for (var position = content; position < end;) {
      var child = at(bytes, position, end);
      children.add(child);
      position = child.end;
    }
    return children;
  }

  /** An element with this tag and these contents one after the other. */
  public static byte[] encode(int tag, List<byte[]> contents) {
    var length = contents.stream().mapToInt(each -> each.length).sum();
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      var count = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      out.write(0x80 | count);
      for (var i = count - 1; i >= 0; i--) {
        out.write(length >>> (8 * i));
      }
    }
    contents.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
