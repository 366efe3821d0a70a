package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a registry: plays a fault where the path of a request has a certain part, and hands on
 * everything else. State: the fault that is played now.
 */
final class FaultyRegistry implements AutoCloseable {

  /** Writes one answer, byte by byte if need be; the connection is closed afterwards. */
  interface Fault {
    void play(OutputStream out) throws IOException;
  }

  private record Playing(String place, Fault fault) {}

  private static final Playing NOTHING = new Playing("(nowhere)", out -> {});

  private final ServerSocket listening;
  private final URI registry;
  private final AtomicLong written = new AtomicLong();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile Playing playing = NOTHING;

  private FaultyRegistry(ServerSocket listening, URI registry) {
    this.listening = listening;
    this.registry = registry;
  }

  /** @param registry host and port */
  static FaultyRegistry before(String registry) throws IOException {
    var faulty = new FaultyRegistry(
        new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1")),
        URI.create("http://" + registry));
    Thread.ofVirtual().start(faulty::accept);
    return faulty;
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** From now on; {@link #behave} ends it. */
  void misbehave(String place, Fault fault) {
    written.set(0);
    playing = new Playing(place, fault);
  }

  void behave() {
    playing = NOTHING;
  }

  /** How many bytes of the fault anybody took, or a buffer between. */
  long written() {
    return written.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var head = head(socket.getInputStream());
      var now = playing;
      if (head.substring(0, head.indexOf('\r')).contains(now.place)) {
        now.fault.play(counted(socket.getOutputStream()));
      } else {
        handOn(head, socket.getOutputStream());
      }
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // Whoever asked hung up, as it should.
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private void handOn(String head, OutputStream out) throws IOException {
    try (var real = new Socket(registry.getHost(), registry.getPort())) {
      var once = head.replaceAll("(?i)\r\nconnection:[^\r]*", "")
          .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      real.getOutputStream().write(once.getBytes(ISO_8859_1));
      real.getInputStream().transferTo(out);
    }
  }

  private OutputStream counted(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int start, int length) throws IOException {
        out.write(bytes, start, length);
        written.addAndGet(length);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    };
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
