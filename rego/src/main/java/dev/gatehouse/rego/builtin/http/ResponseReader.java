package dev.gatehouse.rego.builtin.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads a response (RFC 9112); its state is its place in the stream. */
final class ResponseReader {

  private static final int MOST_HEAD_BYTES = 1 << 18;
  private static final int MOST_INTERIM = 5;
  private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";

  private final InputStream in;
  private final int maxBytes;
  private int headBytes;

  ResponseReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Status and headers, with an empty body. @throws IOException with Go's message */
  Response head() throws IOException {
    for (var i = 0; i <= MOST_INTERIM; i++) {
      var head = anyHead();
      if (head.code() >= 200 || head.code() == 101) {
        return head;
      }
    }
    throw new IOException("net/http: too many 1xx informational responses");
  }

  private Response anyHead() throws IOException {
    var line = line();
    var space = line.indexOf(' ');
    if (space < 0) {
      throw new IOException(BROKEN + "malformed HTTP response \"" + line + "\"");
    }
    var status = line.substring(space + 1).stripLeading();
    var code = status.split(" ", 2)[0];
    if (!line.substring(0, space).matches("HTTP/[0-9]\\.[0-9]")) {
      throw new IOException(
          BROKEN + "malformed HTTP version \"" + line.substring(0, space) + "\"");
    }
    if (!code.matches("[0-9]{3}")) {
      throw new IOException(BROKEN + "malformed HTTP status code \"" + code + "\"");
    }
    var response = new Response(status, Integer.parseInt(code), headers(), new byte[0]);
    if (response.header("Pragma").equals("no-cache")) {
      response.headers().putIfAbsent("Cache-Control", List.of("no-cache"));
    }
    return response;
  }

  private TreeMap<String, List<String>> headers() throws IOException {
    var headers = new TreeMap<String, List<String>>();
    List<String> last = List.of();
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (last.isEmpty()) {
          throw new IOException(BROKEN + "malformed MIME header initial line: " + line);
        }
        last.set(last.size() - 1, (last.getLast() + " " + line.strip()).strip());
        continue;
      }
      var colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException(BROKEN + "malformed MIME header line: " + line);
      }
      last = headers.computeIfAbsent(
          Headers.canonical(line.substring(0, colon)), name -> new ArrayList<>());
      last.add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  /** A line without its end, each byte a character; at the end of the stream an error. */
  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException(headBytes == 0 ? "EOF" : "unexpected EOF");
      }
      if (++headBytes > MOST_HEAD_BYTES) {
        throw new IOException(
            "net/http: server response headers exceeded " + MOST_HEAD_BYTES + " bytes; aborted");
      }
      line.write(b);
    }
    headBytes++;
    var text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** The response with its body. @throws IOException with Go's message */
  Response body(Response head, String method, boolean mayDecompress) throws IOException {
    var headers = new TreeMap<>(head.headers());
    var encoding = headers.remove("Transfer-Encoding");
    headers.remove("Trailer");
    var hasNone = method.equals("HEAD") || head.code() == 204 || head.code() == 304;
    byte[] body;
    if (hasNone) {
      body = new byte[0];
    } else if (encoding != null) {
      if (encoding.size() != 1 || !encoding.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new IOException("unsupported transfer encoding: \"" + encoding.getFirst() + "\"");
      }
      headers.remove("Content-Length");
      body = chunks();
    } else {
      body = plain(head.header("Content-Length"));
    }
    if (mayDecompress && !hasNone
        && head.header("Content-Encoding").toLowerCase(Locale.ROOT).equals("gzip")) {
      headers.remove("Content-Encoding");
      headers.remove("Content-Length");
      body = decompressed(body);
    }
    return new Response(head.status(), head.code(), headers, body);
  }

  private byte[] plain(String length) throws IOException {
    if (length.isEmpty()) {
      return bounded(in.readNBytes(maxBytes + 1));
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw new IOException("bad Content-Length \"" + length + "\"");
    }
    return exactly(Long.parseLong(length));
  }

  private byte[] exactly(long length) throws IOException {
    if (length > maxBytes) {
      throw tooLarge();
    }
    var body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException("unexpected EOF");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      headBytes = 1;
      var line = line();
      var end = line.indexOf(';');
      var size = (end < 0 ? line : line.substring(0, end)).strip();
      if (!size.matches("[0-9a-fA-F]{1,15}")) {
        throw new IOException("invalid byte in chunk length");
      }
      var length = Long.parseLong(size, 16);
      if (length == 0) {
        skipTrailers();
        return body.toByteArray();
      }
      if (body.size() + length > maxBytes) {
        throw tooLarge();
      }
      body.writeBytes(exactly(length));
      if (!line().isEmpty()) {
        throw new IOException("malformed chunked encoding");
      }
    }
  }

  private void skipTrailers() throws IOException {
    headBytes = 1;
    while (!line().isEmpty()) {
      headBytes++;
    }
  }

  private byte[] decompressed(byte[] body) throws IOException {
    if (body.length == 0) {
      return body;
    }
    try (var content = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return bounded(content.readNBytes(maxBytes + 1));
    } catch (EOFException e) {
      throw new IOException("unexpected EOF", e);
    } catch (java.util.zip.ZipException e) {
      throw new IOException("gzip: invalid header", e);
    }
  }

  private byte[] bounded(byte[] body) throws IOException {
    if (body.length > maxBytes) {
      throw tooLarge();
    }
    return body;
  }

  private IOException tooLarge() {
    return new IOException("response of more than " + maxBytes + " bytes");
  }
}
