package dev.gatehouse.http;

import dev.gatehouse.http.HttpException.Fault;
import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads one answer off a connection (RFC 9112), every part of it bounded; its state is how far it
 * has come.
 */
final class AnswerReader {

  private static final int MOST_INTERIM = 8;
  private static final int FIRST_BUFFER = 8 << 10;
  private static final int LONGEST_SIZE = 15;
  private static final int LONGEST_EXCERPT = 200;
  private static final int NO_NUMBER = -1;

  private final InputStream in;
  private final Manner manner;
  private final int largestBody;
  private int head;
  private Stage stage = Stage.WAITING;
  private boolean isOld;
  private boolean reusable;

  /** What is wrong with an answer. */
  static final class FaultException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    private FaultException(Reason reason, String detail) {
      super(detail, null, false, false);
      this.fault = new Fault(reason, detail);
    }

    Fault fault() {
      return fault;
    }
  }

  /**
   * A reader for one answer.
   *
   * @param largestBody bytes of the body that are still taken
   */
  AnswerReader(InputStream in, Manner manner, int largestBody) {
    this.in = in;
    this.manner = manner;
    this.largestBody = largestBody;
  }

  /** How far the answer has come. */
  Stage stage() {
    return stage;
  }

  /** Whether the answer ended where the next one may begin. */
  boolean isReusable() {
    return reusable;
  }

  HttpAnswer read(String method, AddressKind server) throws FaultException, IOException {
    for (var interim = 0; interim <= MOST_INTERIM; interim++) {
      var start = line();
      var text = statusText(start);
      var status = status(text);
      var headers = fields();
      if (status < 100 || status >= 200 || status == 101) {
        stage = Stage.BODY;
        isOld = start.startsWith("HTTP/1.0 ");
        reusable = start.startsWith("HTTP/1.1 ") && !says(headers, "Connection", "close");
        var body = hasBody(method, status) ? body(headers) : new byte[0];
        return new HttpAnswer(status, text, headers, body, server);
      }
    }
    throw malformed("too many 1xx informational responses");
  }

  private static String statusText(String line) throws FaultException {
    var space = line.indexOf(' ');
    if (space < 0) {
      throw malformed("malformed HTTP response " + quoted(line));
    }
    var version = line.substring(0, space);
    if (!isVersion(version)) {
      throw malformed("malformed HTTP version " + quoted(version));
    }
    return line.substring(space + 1).stripLeading();
  }

  private static boolean isVersion(String text) {
    return text.length() == 8 && text.startsWith("HTTP/") && isDigit(text.charAt(5))
        && text.charAt(6) == '.' && isDigit(text.charAt(7));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int status(String text) throws FaultException {
    var end = text.indexOf(' ');
    var code = end < 0 ? text : text.substring(0, end);
    var number = number(code, 10);
    var isKnown = number >= 100 && number < 600 && number != 101;
    if (code.length() != 3 || number == NO_NUMBER || manner.isStrict() && !isKnown) {
      throw malformed("malformed HTTP status code " + quoted(code));
    }
    return (int) number;
  }

  private List<Header> fields() throws FaultException, IOException {
    var headers = new ArrayList<Header>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (headers.isEmpty() || manner.isStrict()) {
          throw malformed("malformed MIME header initial line: " + quoted(line));
        }
        var folded = headers.removeLast();
        headers
            .add(new Header(folded.name(), (folded.value() + " " + line.strip()).strip()));
      } else {
        headers.add(field(line));
      }
    }
    return headers;
  }

  private Header field(String line) throws FaultException {
    var colon = line.indexOf(':');
    if (colon < 0) {
      throw malformed("malformed MIME header: missing colon: " + quoted(line));
    }
    var name = line.substring(0, colon);
    if (name.isEmpty() || manner.isStrict() && !Header.isName(name) || !Header.isValue(line)) {
      throw malformed("malformed MIME header line: " + quoted(line));
    }
    return new Header(name, line.substring(colon + 1).strip());
  }

  private static boolean hasBody(String method, int status) {
    return !method.equals("HEAD") && status != 101 && status != 204 && status != 304;
  }

  private byte[] body(List<Header> headers) throws FaultException, IOException {
    var said = values(headers, "Transfer-Encoding");
    // HTTP/1.0 knows no transfer encodings: the body ends with the connection (RFC 9112, 6.1).
    var codings = isOld && !manner.isStrict() ? List.<String>of() : said;
    if (isOld && !codings.isEmpty()) {
      throw malformedHead("a transfer encoding in HTTP/1.0");
    }
    var lengths = values(headers, "Content-Length").stream().distinct().toList();
    if (!codings.isEmpty()) {
      if (codings.size() > 1) {
        throw malformedHead("too many transfer encodings: " + quoted(codings));
      }
      if (!codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
        throw malformedHead("unsupported transfer encoding: " + quoted(codings.getFirst()));
      }
      // A length beside it does not count, but whoever sent both may have meant another end.
      reusable &= lengths.isEmpty();
      if (manner.isStrict() && !lengths.isEmpty()) {
        throw malformedHead("a length beside a transfer encoding");
      }
      return chunks();
    }
    if (lengths.size() > 1) {
      throw malformedHead("http: message cannot contain multiple Content-Length headers; got "
          + quoted(lengths));
    }
    return lengths.isEmpty() ? toEnd() : exactly(length(lengths.getFirst()));
  }

  private int length(String text) throws FaultException {
    var length = number(text, 10);
    if (length == NO_NUMBER) {
      throw malformedHead(
          text.isEmpty()
              ? "invalid empty Content-Length \"\""
              : "bad Content-Length " + quoted(text));
    }
    if (length > largestBody) {
      throw tooLarge();
    }
    return (int) length;
  }

  /** Grows with what really comes: a length that is only announced costs no memory. */
  private byte[] exactly(int length) throws FaultException, IOException {
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw truncated();
    }
    return body;
  }

  private byte[] toEnd() throws FaultException, IOException {
    reusable = false;
    var body = in.readNBytes(largestBody + 1);
    if (body.length > largestBody) {
      throw tooLarge();
    }
    return body;
  }

  private byte[] chunks() throws FaultException, IOException {
    var body = new byte[Math.min(FIRST_BUFFER, largestBody)];
    var size = 0;
    for (var length = chunk(); length > 0; length = chunk()) {
      if (length > largestBody - size) {
        throw tooLarge();
      }
      var piece = exactly((int) length);
      if (body.length - size < piece.length) {
        body = Arrays.copyOf(body, Math.clamp(2L * body.length, size + piece.length, largestBody));
      }
      System.arraycopy(piece, 0, body, size, piece.length);
      size += piece.length;
      if (!line().isEmpty()) {
        throw malformed("malformed chunked encoding");
      }
    }
    skipTrailers();
    return Arrays.copyOf(body, size);
  }

  /** The length of the next chunk; extensions are ignored, and lines count as part of the head. */
  private long chunk() throws FaultException, IOException {
    head = 0;
    var line = line();
    var end = line.indexOf(';');
    var size = (end < 0 ? line : line.substring(0, end)).strip();
    if (size.isEmpty()) {
      throw malformed("empty hex number for chunk length");
    }
    var length = number(size, 16);
    if (length == NO_NUMBER) {
      throw malformed(size.length() > LONGEST_SIZE
          ? "http chunk length too large"
          : "invalid byte in chunk length");
    }
    return length;
  }

  private void skipTrailers() throws FaultException, IOException {
    var isEnd = false;
    while (!isEnd) {
      isEnd = line().isEmpty();
    }
  }

  /** A number of at most 15 digits, else {@link #NO_NUMBER}. */
  private static long number(String text, int radix) {
    if (text.isEmpty() || text.length() > LONGEST_SIZE) {
      return NO_NUMBER;
    }
    var number = 0L;
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      var digit = character < 0x80 ? Character.digit(character, radix) : NO_NUMBER;
      if (digit < 0) {
        return NO_NUMBER;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /** A line without its end, which is CR LF or, tolerated, LF; each byte is a character. */
  private String line() throws FaultException, IOException {
    var line = new byte[128];
    var size = 0;
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw truncated();
      }
      if (stage == Stage.WAITING) {
        stage = Stage.HEAD;
      }
      if (++head > manner.largestHead()) {
        throw new FaultException(Reason.TOO_LARGE, "net/http: server response headers exceeded "
            + manner.largestHead() + " bytes; aborted");
      }
      if (size == line.length) {
        line = Arrays.copyOf(line, 2 * size);
      }
      line[size++] = (byte) next;
    }
    head++;
    if (size > 0 && line[size - 1] == '\r') {
      size--;
    }
    return new String(line, 0, size, StandardCharsets.ISO_8859_1);
  }

  private static List<String> values(List<Header> headers, String name) {
    return headers.stream().filter(each -> each.is(name)).map(Header::value).toList();
  }

  private static boolean says(List<Header> headers, String name, String value) {
    return headers.stream().anyMatch(each -> each.is(name) && each.value().equalsIgnoreCase(value));
  }

  private static String quoted(List<String> texts) {
    return "[" + String.join(" ", texts.stream().map(AnswerReader::quoted).toList()) + "]";
  }

  /** What came, harmless in a message. */
  private static String quoted(String text) {
    var excerpt = text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) : text;
    return Quotes.quote(Utf8.decode(excerpt.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static FaultException malformed(String detail) {
    return new FaultException(Reason.MALFORMED, detail);
  }

  /** What the head says of the body cannot be: so the head is at fault. */
  private FaultException malformedHead(String detail) {
    stage = Stage.HEAD;
    return malformed(detail);
  }

  private static FaultException truncated() {
    return new FaultException(Reason.TRUNCATED, "unexpected EOF");
  }

  private FaultException tooLarge() {
    return new FaultException(
        Reason.TOO_LARGE, "response of more than " + largestBody + " bytes");
  }
}
