package dev.gatehouse.trust.http;

import dev.gatehouse.trust.http.HttpException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one answer off a connection, every part of it bounded. What is not said by RFC 9112 without
 * a second reading is refused rather than guessed.
 */
final class AnswerReader {

  private static final int LONGEST_LINE = 16 << 10;
  private static final int LARGEST_HEAD = 64 << 10;
  private static final int MOST_HEADERS = 200;
  private static final int MOST_INTERIM = 8;
  private static final int FIRST_BUFFER = 8 << 10;

  private final InputStream in;
  private final int largestBody;
  private int head;
  private boolean begun;
  private boolean reusable;

  /**
   * A reader for one answer.
   *
   * @param largestBody bytes of the body that are still taken
   */
  AnswerReader(InputStream in, int largestBody) {
    this.in = in;
    this.largestBody = largestBody;
  }

  /** Whether any byte of an answer has come. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether the answer ended where the next one may begin. */
  boolean isReusable() {
    return reusable;
  }

  HttpAnswer read(String method, AddressKind server) throws HttpException, IOException {
    for (var interim = 0; interim < MOST_INTERIM; interim++) {
      var start = line();
      var status = status(start);
      var headers = fields();
      if (status < 200) {
        continue;
      }
      reusable = start.startsWith("HTTP/1.1 ") && !says(headers, "connection", "close");
      var body = hasBody(method, status) ? body(headers) : new byte[0];
      return new HttpAnswer(status, headers, body, server);
    }
    throw malformed("it never stops to announce an answer");
  }

  private static int status(String line) throws HttpException {
    if (line.length() >= 12 && (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
        && (line.length() == 12 || line.charAt(12) == ' ')) {
      var status = digits(line.substring(9, 12), 10);
      if (status >= 100 && status < 600 && status != 101) {
        return (int) status;
      }
    }
    throw malformed("its first line is no status line");
  }

  private List<HttpAnswer.Header> fields() throws HttpException, IOException {
    var headers = new ArrayList<HttpAnswer.Header>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t'
          || line.charAt(colon - 1) == ' ') {
        throw malformed("a line of its head is no header");
      }
      if (headers.size() == MOST_HEADERS) {
        throw tooLarge("more than " + MOST_HEADERS + " headers");
      }
      headers
          .add(new HttpAnswer.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static boolean hasBody(String method, int status) {
    return !method.equals("HEAD") && status != 204 && status != 304;
  }

  private byte[] body(List<HttpAnswer.Header> headers) throws HttpException, IOException {
    var codings = values(headers, "transfer-encoding");
    var lengths = values(headers, "content-length").stream().distinct().toList();
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty() || codings.size() > 1 || !codings.getFirst().equals("chunked")) {
        throw malformed("the end of its body cannot be known");
      }
      return chunks();
    }
    if (lengths.isEmpty()) {
      reusable = false;
      return toEnd();
    }
    var length = lengths.size() == 1 ? digits(lengths.getFirst(), 10) : -1;
    if (length < 0) {
      throw malformed("the length of its body is no number");
    }
    if (length > largestBody) {
      throw tooLarge("a body of " + length + " bytes, more than the " + largestBody + " allowed");
    }
    return exactly((int) length);
  }

  /** Grows with what really comes: a length that is only announced costs no memory. */
  private byte[] exactly(int length) throws HttpException, IOException {
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw truncated("after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  private byte[] toEnd() throws HttpException, IOException {
    var body = in.readNBytes(largestBody + 1);
    if (body.length > largestBody) {
      throw tooLarge("a body of more than the " + largestBody + " bytes allowed");
    }
    return body;
  }

  private byte[] chunks() throws HttpException, IOException {
    var body = new byte[Math.min(FIRST_BUFFER, largestBody)];
    var size = 0;
    for (var length = chunk(); length > 0; length = chunk()) {
      if (length > largestBody - size) {
        throw tooLarge("a body of more than the " + largestBody + " bytes allowed");
      }
      var piece = exactly((int) length);
      if (body.length - size < piece.length) {
        body = Arrays.copyOf(body, Math.clamp(2L * body.length, size + piece.length, largestBody));
      }
      System.arraycopy(piece, 0, body, size, piece.length);
      size += piece.length;
      if (!line().isEmpty()) {
        throw malformed("a chunk of its body is longer than announced");
      }
    }
    fields();
    return Arrays.copyOf(body, size);
  }

  /** The length of the next chunk; extensions are ignored, and lines count as part of the head. */
  private long chunk() throws HttpException, IOException {
    head = 0;
    var line = line();
    var end = line.indexOf(';');
    var length = digits((end < 0 ? line : line.substring(0, end)).strip(), 16);
    if (length < 0) {
      throw malformed("a chunk of its body has no length");
    }
    return length;
  }

  private static long digits(String text, int radix) {
    if (text.isEmpty() || text.length() > 15) {
      return -1;
    }
    var number = 0L;
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      var digit = character < 0x80 ? Character.digit(character, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /** A line without its end, which is CR LF or, tolerated, LF. */
  private String line() throws HttpException, IOException {
    var line = new byte[128];
    var size = 0;
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw truncated("within its head");
      }
      begun = true;
      if (++head > LARGEST_HEAD || size == LONGEST_LINE) {
        throw tooLarge("a head of more than " + LARGEST_HEAD + " bytes or a line of more than "
            + LONGEST_LINE);
      }
      if (size == line.length) {
        line = Arrays.copyOf(line, 2 * size);
      }
      line[size++] = (byte) next;
    }
    if (size > 0 && line[size - 1] == '\r') {
      size--;
    }
    for (var i = 0; i < size; i++) {
      if (line[i] == 0 || line[i] == '\r') {
        throw malformed("a control character in its head");
      }
    }
    return new String(line, 0, size, StandardCharsets.ISO_8859_1);
  }

  private static List<String> values(List<HttpAnswer.Header> headers, String name) {
    return headers.stream().filter(each -> each.name().equalsIgnoreCase(name))
        .map(each -> each.value().toLowerCase(java.util.Locale.ROOT)).toList();
  }

  private static boolean says(List<HttpAnswer.Header> headers, String name, String value) {
    return values(headers, name).contains(value);
  }

  private static HttpException malformed(String what) {
    return new HttpException(Reason.MALFORMED, "the answer is no HTTP/1.1: " + what);
  }

  private static HttpException truncated(String where) {
    return new HttpException(Reason.TRUNCATED, "the answer ended " + where);
  }

  private static HttpException tooLarge(String what) {
    return new HttpException(Reason.TOO_LARGE, "the answer has " + what);
  }
}
