package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.rego.builtin.go.Base64;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of PEM (RFC 7468).
 *
 * @param type such as {@code CERTIFICATE}
 * @param content what the block holds, decoded
 * @param rest the text that follows the block
 */
public record Pem(String type, byte[] content, String rest) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /** The first block of a text, null if there is none. */
  public static @Nullable Pem first(String text) {
    for (var at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
      var block = at == 0 || text.charAt(at - 1) == '\n' ? at(text, at) : null;
      if (block != null) {
        return block;
      }
    }
    return null;
  }

  /** Every block of a text. */
  public static List<Pem> all(String text) {
    var blocks = new ArrayList<Pem>();
    for (var block = first(text); block != null; block = first(block.rest)) {
      blocks.add(block);
    }
    return blocks;
  }

  private static @Nullable Pem at(String text, int begin) {
    var typeEnd = text.indexOf(DASHES, begin + BEGIN.length());
    if (typeEnd < 0) {
      return null;
    }
    var type = text.substring(begin + BEGIN.length(), typeEnd);
    var marker = DASHES + "END " + type + DASHES;
    var end = text.indexOf(marker, typeEnd + DASHES.length());
    if (type.indexOf('\n') >= 0 || end < 0) {
      return null;
    }
    var body = text.substring(typeEnd + DASHES.length(), end);
    var headers = body.lastIndexOf(": ");
    if (headers >= 0) {
      body = body.substring(Math.max(body.indexOf("\n\n", headers), headers));
    }
    var after = end + marker.length();
    var line = text.indexOf('\n', after);
    try {
      var compact = body.replaceAll("[ \\t]", "").getBytes(StandardCharsets.ISO_8859_1);
      return new Pem(
          type, Base64.decode(compact, false),
          line < 0 ? text.substring(after).strip() : text.substring(line + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
