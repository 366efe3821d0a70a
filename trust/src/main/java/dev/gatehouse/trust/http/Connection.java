package dev.gatehouse.trust.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One open connection to an address that was checked; used by one call at a time. */
final class Connection {

  private static final int BUFFER = 16 << 10;

  private final Socket raw;
  private final InputStream in;
  private final OutputStream out;
  private final AddressKind server;
  private long idleSince;

  /**
   * A connection.
   *
   * @param raw what is cut at the deadline
   * @param layered the same, or TLS over it
   */
  Connection(Socket raw, Socket layered, AddressKind server) throws IOException {
    this.raw = raw;
    this.in = new BufferedInputStream(layered.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(layered.getOutputStream(), BUFFER);
    this.server = server;
  }

  AddressKind server() {
    return server;
  }

  InputStream in() {
    return in;
  }

  void write(HttpCall call, String host) throws IOException {
    var head = new StringBuilder(512);
    var path = call.target().getRawPath();
    var query = call.target().getRawQuery();
    head.append(call.method()).append(' ').append(path == null || path.isEmpty() ? "/" : path);
    if (query != null) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\nAccept-Encoding: identity\r\n");
    if (call.body().length > 0 || !call.method().equals("GET") && !call.method().equals("HEAD")) {
      head.append("Content-Length: ").append(call.body().length).append("\r\n");
    }
    call.headers().forEach((name, value) -> head.append(name).append(": ").append(value)
        .append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(call.body());
    out.flush();
  }

  void rest() {
    idleSince = System.nanoTime();
  }

  boolean hasRested(long nanos) {
    return System.nanoTime() - idleSince > nanos;
  }

  /** Cuts the connection without a word, so that it never waits for the other side. */
  void cut() {
    try {
      raw.close();
    } catch (IOException e) {
      // A socket that cannot be closed is as good as closed: nobody uses it again.
      idleSince = 0;
    }
  }
}
