package dev.gatehouse.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One open connection to an address that was checked; used by one call at a time. */
final class Connection {

  private static final int BUFFER = 16 << 10;

  private final Closeable raw;
  private final InputStream in;
  private final OutputStream out;
  private final AddressKind server;
  private long idleSince;

  /**
   * A connection.
   *
   * @param raw what is cut at the deadline
   * @param in what comes, and {@code out} what goes, secured if it is to be
   */
  Connection(Closeable raw, InputStream in, OutputStream out, AddressKind server) {
    this.raw = raw;
    this.in = new BufferedInputStream(in, BUFFER);
    this.out = new BufferedOutputStream(out, BUFFER);
    this.server = server;
  }

  AddressKind server() {
    return server;
  }

  InputStream in() {
    return in;
  }

  void write(HttpCall call) throws IOException {
    var head = new StringBuilder(512);
    head.append(call.method()).append(' ').append(call.path()).append(" HTTP/1.1\r\n");
    for (var header : call.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (call.tellsItsLength()) {
      head.append("Content-Length: ").append(call.body().length).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
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
