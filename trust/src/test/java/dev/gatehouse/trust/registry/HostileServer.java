package dev.gatehouse.trust.registry;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that answers as its script says, byte by byte if need be. */
public final class HostileServer implements AutoCloseable {

  /** What it was asked. */
  public record Seen(String method, String path, Map<String, String> headers, byte[] body) {

    /** The value of a header; empty if it was not sent. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** Writes one answer; whatever it does, the connection is closed afterwards. */
  public interface Script {
    void answer(Seen request, OutputStream out) throws IOException;
  }

  private final ServerSocket listening;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private HostileServer(ServerSocket listening) {
    this.listening = listening;
  }

  /** Starts a server. */
  public static HostileServer start(Script script) throws IOException {
    return start(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), script);
  }

  /** Starts a server on a socket that may speak TLS. */
  public static HostileServer start(ServerSocket socket, Script script) {
    var server = new HostileServer(socket);
    Thread.ofVirtual().start(() -> server.accept(script));
    return server;
  }

  private void accept(Script script) {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, script));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      var request = read(new BufferedInputStream(socket.getInputStream()));
      seen.add(request);
      script.answer(request, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The client hung up, as it should with many of these scripts.
      open.remove(socket);
    }
  }

  private static Seen read(InputStream in) throws IOException {
    var start = line(in).split(" ", 3);
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Seen(start[0], start[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("no request");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** Every request so far. */
  public List<Seen> seen() {
    return seen;
  }

  /** The host and port. */
  public String registry() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Writes a head; headers are pairs of names and values. */
  public static void head(OutputStream out, int status, String... headers) throws IOException {
    var text = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
    for (var i = 0; i < headers.length; i += 2) {
      text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Writes a whole answer. */
  public static void answer(OutputStream out, int status, String type, byte[] body)
      throws IOException {
    head(out, status, "Content-Type", type, "Content-Length", String.valueOf(body.length));
    out.write(body);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
