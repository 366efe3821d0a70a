package dev.gatehouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that answers as its script says, byte by byte if need be. */
final class ScriptedServer implements AutoCloseable {

  /** Answers one request on a connection; the next is read until it throws or the client is gone. */
  interface Script {
    void answer(String request, OutputStream out) throws IOException;
  }

  private final ServerSocket listening;
  private final Script script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket listening, Script script) {
    this.listening = listening;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static ScriptedServer start(Script script) throws IOException {
    return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  /** A server on a socket that may speak TLS. */
  static ScriptedServer on(ServerSocket socket, Script script) {
    return new ScriptedServer(socket, script);
  }

  /** A server that writes one text and closes. */
  static ScriptedServer saying(String text) throws IOException {
    return start((_, out) -> {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      throw new IOException("enough");
    });
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var connection = listening.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      for (var request = request(connection.getInputStream()); !request
          .isEmpty(); request = request(connection.getInputStream())) {
        requests.add(request);
        script.answer(request, connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The script has had enough, or the client is gone: the connection ends either way.
      return;
    }
  }

  private static String request(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    for (var line : head.toString().split("\r\n")) {
      if (line.startsWith("Content-Length: ")) {
        var length = Integer.parseInt(line.substring("Content-Length: ".length()));
        head.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
    }
    return head.toString();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return listening.getLocalPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were opened so far. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var connection : connections) {
      connection.close();
    }
  }
}
