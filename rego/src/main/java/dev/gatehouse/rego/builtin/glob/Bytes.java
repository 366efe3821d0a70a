package dev.gatehouse.rego.builtin.glob;

import dev.gatehouse.json.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Texts as bytes of UTF-8, each byte a character of a string. Positions are those of bytes, and may be
 * within a character, whose rest is then {@link #BROKEN} characters of one byte.
 */
final class Bytes {

  static final int BROKEN = 0xFFFD;

  private Bytes() {}

  static String of(String text) {
    return text.chars().allMatch(c -> c < 0x80)
        ? text
        : new String(Utf8.encode(text), StandardCharsets.ISO_8859_1);
  }

  /** How many bytes the character at a position has. */
  static int width(String bytes, int at) {
    var first = bytes.charAt(at);
    var width = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (width == 0 || at + width > bytes.length()) {
      return 1;
    }
    for (var i = at + 1; i < at + width; i++) {
      if ((bytes.charAt(i) & 0xC0) != 0x80) {
        return 1;
      }
    }
    return width;
  }

  /** The character at a position. */
  static int character(String bytes, int at) {
    var first = bytes.charAt(at);
    var width = width(bytes, at);
    if (width == 1) {
      return first < 0x80 ? first : BROKEN;
    }
    var character = first & 0xFF >> width + 1;
    for (var i = at + 1; i < at + width; i++) {
      character = character << 6 | bytes.charAt(i) & 0x3F;
    }
    return character;
  }

  /** How many bytes a character would have, a broken one too. */
  static int size(int character) {
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  /** How many characters there are. */
  static int count(String bytes) {
    var count = 0;
    for (var at = 0; at < bytes.length(); at += width(bytes, at)) {
      count++;
    }
    return count;
  }
}
