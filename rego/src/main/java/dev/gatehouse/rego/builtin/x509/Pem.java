package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.rego.builtin.go.Base64;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of PEM (RFC 7468), found as Go finds it: from its last line, so that what comes before
 * may be broken.
 *
 * @param type such as {@code CERTIFICATE}
 * @param content what the block holds, decoded
 * @param end where the line after the block begins in the text
 */
public record Pem(String type, byte[] content, int end) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "\n-----END ";
  private static final String DASHES = "-----";

  /** The first block of a text, null if there is none. */
  public static @Nullable Pem first(String text) {
    return first(text, 0);
  }

  /** Every block of a text. */
  public static List<Pem> all(String text) {
    var blocks = new ArrayList<Pem>();
    for (var block = first(text); block != null; block = first(text, block.end)) {
      blocks.add(block);
    }
    return blocks;
  }

  private static @Nullable Pem first(String text, int start) {
    var from = start;
    for (var end = text.indexOf(END, from); end >= 0; end = text.indexOf(END, from)) {
      var block = ending(text, from, end);
      if (block != null) {
        return block;
      }
      from = end + END.length();
    }
    return null;
  }

  /** The block that lies between a place and the beginning of a last line. */
  private static @Nullable Pem ending(String text, int from, int end) {
    var offset = text.substring(from, end).lastIndexOf(BEGIN);
    if (offset < 0 || offset > 0 && text.charAt(from + offset - 1) != '\n') {
      return null;
    }
    var begin = from + offset;
    var typeLine = line(text, begin + BEGIN.length());
    if (!typeLine.endsWith(DASHES)) {
      return null;
    }
    var body = afterHeaders(text, next(text, begin), end);
    var trailer = end + END.length();
    if (body < 0 || !line(text, trailer).equals(typeLine)) {
      return null;
    }
    var type = typeLine.substring(0, typeLine.length() - DASHES.length());
    var encoded = text.substring(Math.min(body, end), end).replaceAll("[ \\t]", "");
    try {
      var content = Base64.decode(encoded.getBytes(StandardCharsets.ISO_8859_1), false);
      return new Pem(type, content, next(text, trailer));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Where the content begins, negative if there are headers up to the last line. */
  private static int afterHeaders(String text, int from, int end) {
    var start = from;
    while (start < end && line(text, start).indexOf(':') >= 0) {
      start = next(text, start);
    }
    return start > end && start > from ? -1 : start;
  }

  /** The line from a place on, without its break and the white space before that. */
  private static String line(String text, int from) {
    var end = text.indexOf('\n', from);
    var last = end < 0 ? text.length() : end;
    if (end > from && text.charAt(end - 1) == '\r') {
      last--;
    }
    while (last > from && " \t".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return text.substring(from, last);
  }

  /** Where the next line begins. */
  private static int next(String text, int from) {
    var end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }
}
