package dev.gatehouse.trust.text;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A block of PEM (RFC 7468).
 *
 * @param label what stands after {@code BEGIN}
 * @param content the bytes in it
 */
public record Pem(String label, byte[] content) {

  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_BLOCKS = 200;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** Every block of a text, in order; what stands between them does not count. */
  public static List<Pem> parse(String text) throws MalformedException {
    if (text.length() > MAX_TEXT) {
      throw new MalformedException("the PEM text is longer than " + MAX_TEXT + " characters");
    }
    var blocks = new ArrayList<Pem>();
    var at = text.indexOf(BEGIN);
    while (at >= 0) {
      var labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      var label = labelEnd < 0 ? "" : text.substring(at + BEGIN.length(), labelEnd);
      var start = at + BEGIN.length() + label.length() + DASHES.length();
      var end = text.indexOf(END + label + DASHES, start);
      if (label.isEmpty() || label.indexOf('\n') >= 0 || end < 0) {
        throw new MalformedException("a PEM block has no matching begin and end");
      }
      if (blocks.size() == MAX_BLOCKS) {
        throw new MalformedException("the PEM text has more than " + MAX_BLOCKS + " blocks");
      }
      blocks.add(new Pem(label, body(text.substring(start, end))));
      at = text.indexOf(BEGIN, end);
    }
    return List.copyOf(blocks);
  }

  /** The one block of a text. */
  public static Pem one(String text) throws MalformedException {
    var blocks = parse(text);
    if (blocks.size() != 1) {
      throw new MalformedException("expected one PEM block, found " + blocks.size());
    }
    return blocks.getFirst();
  }

  private static byte[] body(String text) throws MalformedException {
    var digits = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    try {
      return Base64.getDecoder().decode(digits.toString());
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a PEM block is not base64", e);
    }
  }

  /** The block as text, lines of 64 characters. */
  @Override
  public String toString() {
    var body = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content);
    return BEGIN + label + DASHES + "\n" + body + "\n" + END + label + DASHES + "\n";
  }
}
