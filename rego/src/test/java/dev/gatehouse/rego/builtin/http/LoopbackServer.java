package dev.gatehouse.rego.builtin.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server that writes what it is told to, byte for byte, and keeps what it was sent. */
final class LoopbackServer implements Closeable {

  /** Leaves a request without an answer. */
  static final byte[] SILENCE = new byte[0];

  private static final char[] PASSWORD = new char[0];

  /** The first byte of a client that expects TLS. */
  private static final int HANDSHAKE = 0x16;

  private final ServerSocket socket;
  private final String scheme;
  private final Function<String, byte[]> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private LoopbackServer(ServerSocket socket, String scheme, Function<String, byte[]> answers) {
    this.socket = socket;
    this.scheme = scheme;
    this.answers = answers;
    Thread.ofVirtual().start(this::run);
  }

  /** @param answers the bytes to answer a request with */
  static LoopbackServer plain(Function<String, byte[]> answers) throws IOException {
    return new LoopbackServer(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", answers);
  }

  /** A server with a certificate, which may ask its clients for theirs. */
  static LoopbackServer secure(String name, boolean asks, Function<String, byte[]> answers)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("authority", certificate("authority.pem"));
    var key = Fixtures.key(name + "-key.pem");
    store.setKeyEntry("server", key, PASSWORD, new Certificate[]{certificate(name + ".pem")});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    var socket = (SSLServerSocket) context.getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(asks);
    return new LoopbackServer(socket, "https", answers);
  }

  private static Certificate certificate(String file)
      throws GeneralSecurityException, IOException {
    return CertificateFactory.getInstance("X.509").generateCertificate(
        new ByteArrayInputStream(Fixtures.text(file).getBytes(StandardCharsets.US_ASCII)));
  }

  private void run() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> answer(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      var request = request(new BufferedInputStream(connection.getInputStream()));
      requests.add(request);
      var answer = answers.apply(request);
      if (answer == SILENCE) {
        connection.getInputStream().read();
      } else {
        connection.getOutputStream().write(answer);
        connection.getOutputStream().flush();
      }
    } catch (IOException e) {
      requests.add("broken: " + e.getMessage());
    }
  }

  private static String request(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      var b = in.read();
      if (b < 0 || b == HANDSHAKE) {
        return text.toString();
      }
      text.append((char) b);
    }
    for (var line : text.toString().split("\r\n")) {
      if (line.startsWith("Content-Length: ")) {
        var length = Integer.parseInt(line.substring("Content-Length: ".length()));
        text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** The server's address with a path. */
  String url(String path) {
    return scheme + "://127.0.0.1:" + socket.getLocalPort() + path;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What was sent so far, each with its head and body. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** A response with a body. */
  static byte[] response(String status, String body, String... headers) {
    var head = "HTTP/1.1 " + status + "\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
    return (head + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
        + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
