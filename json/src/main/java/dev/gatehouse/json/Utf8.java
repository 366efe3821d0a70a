package dev.gatehouse.json;

import java.nio.charset.StandardCharsets;

/**
 * Text to UTF-8 and back where bytes may be no valid UTF-8, as Go's strings allow.
 *
 * <p>Such a byte is held in a {@link StringValue} as a lone surrogate U+DC80 to U+DCFF.
 */
public final class Utf8 {

  /** Stands for a byte or surrogate that is no part of valid text. */
  static final char REPLACEMENT = '\uFFFD';

  private static final int BAD_BYTE = 0xDC00;

  private Utf8() {}

  /** The bytes of a text; a held bad byte becomes itself again, other lone surrogates U+FFFD. */
  public static byte[] encode(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return encodeSurrogates(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeSurrogates(String text) {
    var out = new java.io.ByteArrayOutputStream(text.length() * 2);
    for (var i = 0; i < text.length();) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        out.write(c);
      } else if (isBadByte(c)) {
        out.write(c & 0xFF);
      } else {
        var known = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c;
        out.writeBytes(Character.toString(known).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** The text of the bytes, with every byte that is no UTF-8 held as U+DC80 to U+DCFF. */
  public static String decode(byte[] bytes) {
    return decode(bytes, false);
  }

  /** The text of the bytes, with U+FFFD for every byte that is no UTF-8, as Go converts. */
  public static String decodeReplacing(byte[] bytes) {
    return decode(bytes, true);
  }

  private static String decode(byte[] bytes, boolean replace) {
    var plain = 0;
    while (plain < bytes.length && bytes[plain] >= 0) {
      plain++;
    }
    if (plain == bytes.length) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    var out = new StringBuilder(bytes.length);
    for (var i = 0; i < bytes.length;) {
      var c = codePoint(bytes, i, bytes.length);
      if (c >= 0) {
        out.appendCodePoint(c);
        i += length(c);
      } else {
        out.append(replace ? REPLACEMENT : (char) (BAD_BYTE | (bytes[i] & 0xFF)));
        i++;
      }
    }
    return out.toString();
  }

  /** Whether the text holds a byte that is no UTF-8. */
  public static boolean hasBadBytes(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  static boolean isBadByte(int codePoint) {
    return codePoint >= 0xDC80 && codePoint <= 0xDCFF;
  }

  /** How many bytes the code point takes. */
  static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** The code point at a position, or -1 if no valid UTF-8 sequence begins there. */
  static int codePoint(byte[] in, int at, int end) {
    int first = in[at];
    if (first >= 0) {
      return first;
    }
    var length = (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    if ((length == 4 && (first & 0xF8) != 0xF0) || at + length > end) {
      return -1;
    }
    var c = first & (0xFF >> (length + 1));
    for (var i = 1; i < length; i++) {
      if ((in[at + i] & 0xC0) != 0x80) {
        return -1;
      }
      c = (c << 6) | (in[at + i] & 0x3F);
    }
    var valid = length(c) == length
        && c <= Character.MAX_CODE_POINT
        && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return valid ? c : -1;
  }
}
