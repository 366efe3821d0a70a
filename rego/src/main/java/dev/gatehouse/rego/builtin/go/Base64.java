package dev.gatehouse.rego.builtin.go;

import java.util.Arrays;

/** Go's base64 decoders: line ends are skipped, padding is needed, bits left over are ignored. */
public final class Base64 {

  private Base64() {}

  /**
   * Decodes with padding.
   *
   * @param url whether the alphabet is that of URLs
   * @throws IllegalArgumentException with Go's message
   */
  public static byte[] decode(byte[] text, boolean url) {
    return new Decoder(text, url, true).decode();
  }

  /** Decodes without padding. @throws IllegalArgumentException with Go's message */
  public static byte[] decodeUnpadded(byte[] text, boolean url) {
    return new Decoder(text, url, false).decode();
  }

  /** Reads groups of four characters; it stands at the next character, and has made so many bytes. */
  private static final class Decoder {

    private final byte[] text;
    private final boolean url;
    private final boolean padded;
    private final byte[] out;
    private int at;
    private int size;

    Decoder(byte[] text, boolean url, boolean padded) {
      this.text = text;
      this.url = url;
      this.padded = padded;
      this.out = new byte[text.length / 4 * 3 + 2];
    }

    byte[] decode() {
      while (at < text.length) {
        group();
      }
      return size == out.length ? out : Arrays.copyOf(out, size);
    }

    private void group() {
      var bits = 0;
      var count = 0;
      while (count < 4) {
        if (at == text.length) {
          if (count == 0) {
            return;
          }
          if (count == 1 || padded) {
            throw corrupt(at - count);
          }
          break;
        }
        var c = text[at++];
        var value = value(c);
        if (value >= 0) {
          bits = bits << 6 | value;
          count++;
        } else if (c != '\n' && c != '\r') {
          if (c != '=' || !padded) {
            throw corrupt(at - 1);
          }
          padding(count);
          break;
        }
      }
      write(bits << 6 * (4 - count), count);
    }

    private void padding(int count) {
      if (count < 2) {
        throw corrupt(at - 1);
      }
      skipLineEnds();
      if (count == 2) {
        if (at == text.length) {
          throw corrupt(at);
        }
        if (text[at] != '=') {
          throw corrupt(at - 1);
        }
        at++;
        skipLineEnds();
      }
      if (at < text.length) {
        throw corrupt(at);
      }
    }

    private void skipLineEnds() {
      while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
        at++;
      }
    }

    private void write(int bits, int count) {
      for (var i = 0; i < count - 1; i++) {
        out[size++] = (byte) (bits >> 16 - 8 * i);
      }
    }

    private int value(byte c) {
      if (c >= 'A' && c <= 'Z') {
        return c - 'A';
      }
      if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
      }
      if (c >= '0' && c <= '9') {
        return c - '0' + 52;
      }
      if (c == (url ? '-' : '+')) {
        return 62;
      }
      return c == (url ? '_' : '/') ? 63 : -1;
    }

    private static IllegalArgumentException corrupt(int position) {
      return new IllegalArgumentException("illegal base64 data at input byte " + position);
    }
  }
}
