package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to servers that keep, close, hang and lie. */
class HttpTransportTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final HttpTransport transport = new HttpTransport(Manner.strict(AddressResolver.SYSTEM));
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    transport.close();
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static HttpTransport.Bounds bounds(Reach reach, Duration time) {
    return new HttpTransport.Bounds(reach, TlsSettings.DEFAULT, 1000, Deadline.after(time));
  }

  private HttpAnswer send(HttpCall call) throws HttpException {
    return transport.send(call, bounds(Reach.ANY, Duration.ofSeconds(20)));
  }

  private static HttpCall get(URI target) {
    return HttpCall.get(target, Map.of());
  }

  private static void refused(
      HttpTransport transport, HttpCall call, HttpTransport.Bounds bounds, Reason reason,
      Stage stage) {
    assertThatThrownBy(() -> transport.send(call, bounds)).isInstanceOfSatisfying(
        HttpException.class, e -> {
          assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
          assertThat(e.stage()).as(e.getMessage()).isEqualTo(stage);
        });
  }

  @Test
  void sendsACallAsItIs() throws Exception {
    try (var server = ScriptedServer.start((_, out) -> say(out, OK))) {
      send(HttpCall.get(server.address("/a%20b?c=d&e"), Map.of("X-A", "é")));
      send(HttpCall.of("PUT", server.address(""), Map.of(), new byte[0]));
      send(HttpCall.of("DELETE", server.address("/"), Map.of(), new byte[0]));
      var host = "Host: 127.0.0.1:" + server.port() + "\r\nAccept-Encoding: identity\r\n";
      assertThat(server.requests()).containsExactly(
          "GET /a%20b?c=d&e HTTP/1.1\r\n" + host + "X-A: Ã©\r\n\r\n",
          "PUT / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n",
          "DELETE / HTTP/1.1\r\n" + host + "\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h/", "http:///x", "http://u:p@h/", "/x", "http://h:65536/"})
  void callsHttpAddressesAlone(String address) {
    assertThatThrownBy(() -> get(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesCallsThatWouldBeTwo() {
    var server = new Server.Host(false, "h", 80);
    assertThatThrownBy(() -> new HttpCall("GET", server, "/ HTTP/1.1\r\nA: b", List.of(),
        new byte[0])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HttpCall("GET /", server, "/", List.of(), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    for (var header : List.of(new Header("A", "b\r\nC: d"), new Header("A\n", "b"),
        new Header("", "b"))) {
      assertThatThrownBy(() -> new HttpCall("GET", server, "/", List.of(header), new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void usesAConnectionAgain() throws Exception {
    try (var server = ScriptedServer.start((_, out) -> say(out, OK))) {
      for (var i = 0; i < 3; i++) {
        assertThat(send(get(server.address("/"))).body()).asString().isEqualTo("ok");
      }
      assertThat(server.connections()).isEqualTo(1);
      var call = new HttpCall("GET", new Server.Host(false, "127.0.0.1", server.port()), "/",
          List.of(new Header("Host", "h"), new Header("Connection", "close")), new byte[0]);
      send(call);
      send(call);
      assertThat(server.connections()).as("one more, for the last call").isEqualTo(2);
    }
  }

  @Test
  void beginsAnewWhereAKeptConnectionWasClosed() throws Exception {
    var answers = new AtomicInteger();
    try (var server = ScriptedServer.start((_, out) -> {
      if (answers.incrementAndGet() == 2) {
        throw new IOException("gone");
      }
      say(out, OK);
    })) {
      send(get(server.address("/")));
      assertThat(send(get(server.address("/"))).status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void doesNotRepeatWhatWasSentOnANewConnection() throws Exception {
    try (var server = ScriptedServer.saying("")) {
      var call = get(server.address("/"));
      refused(transport, call, bounds(Reach.ANY, Duration.ofSeconds(20)), Reason.BROKEN,
          Stage.WAITING);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', WAITING", "HTTP/1.1 200, HEAD",
      "'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', BODY"})
  void cutsTheConnectionAtTheDeadline(String begun, Stage stage) throws Exception {
    try (var server = ScriptedServer.start((_, out) -> {
      say(out, begun);
      await();
    })) {
      refused(transport, get(server.address("/")), bounds(Reach.ANY, Duration.ofMillis(200)),
          Reason.TIMEOUT, stage);
    }
  }

  @Test
  void cutsAHandshakeAtTheDeadline() throws Exception {
    try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var target = URI.create("https://127.0.0.1:" + listening.getLocalPort() + "/");
      refused(transport, get(target), bounds(Reach.ANY, Duration.ofMillis(200)),
          Reason.TIMEOUT, Stage.SECURING);
    }
  }

  @Test
  void waitsForNoNameBeyondTheDeadline() {
    AddressResolver slow = _ -> {
      await();
      return List.of();
    };
    try (var other = new HttpTransport(Manner.lenient(slow))) {
      refused(other, get(URI.create("http://slow.example/")),
          bounds(Reach.ANY, Duration.ofMillis(100)), Reason.TIMEOUT, Stage.CONNECTING);
    }
  }

  private void await() throws UnknownHostException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  @Test
  void saysWhoCannotBeReached() throws Exception {
    var port = closedPort();
    assertThatThrownBy(() -> send(get(URI.create("http://127.0.0.1:" + port + "/"))))
        .isInstanceOfSatisfying(HttpException.class, e -> {
          assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
          assertThat(e.address().orElseThrow().getPort()).isEqualTo(port);
        });
    AddressResolver ignorant = host -> {
      throw new UnknownHostException(host);
    };
    try (var other = new HttpTransport(Manner.strict(ignorant))) {
      refused(other, get(URI.create("http://nobody.example/")),
          bounds(Reach.ANY, Duration.ofSeconds(20)), Reason.UNREACHABLE, Stage.CONNECTING);
    }
  }

  private static int closedPort() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void connectsToNothingBeyondReach() throws Exception {
    try (var server = ScriptedServer.start((_, out) -> say(out, OK))) {
      refused(transport, get(server.address("/")), bounds(Reach.PUBLIC, Duration.ofSeconds(20)),
          Reason.REFUSED_ADDRESS, Stage.CONNECTING);
      assertThat(server.connections()).isZero();
    }
    refused(transport, get(URI.create("http://169.254.169.254/")),
        bounds(Reach.ANY, Duration.ofSeconds(20)), Reason.REFUSED_ADDRESS, Stage.CONNECTING);
  }

  @Test
  void connectsToTheAddressItLookedAt() throws Exception {
    try (var server = ScriptedServer.start((_, out) -> say(out, OK))) {
      var answers = new ArrayDeque<>(List.of(
          List.of(InetAddress.ofLiteral("127.0.0.1")),
          List.of(InetAddress.ofLiteral("169.254.169.254"))));
      try (var other = new HttpTransport(Manner.strict(_ -> answers.removeFirst()))) {
        var answer = other.send(get(URI.create("http://turns.example:" + server.port() + "/")),
            bounds(Reach.LOOPBACK, Duration.ofSeconds(20)));
        assertThat(answer.server()).isEqualTo(AddressKind.LOOPBACK);
        assertThat(answers).hasSize(1);
      }
    }
  }

  @Test
  void leavesAKeptConnectionThatANarrowerCallMustNotUse() throws Exception {
    try (var server = ScriptedServer.start((_, out) -> say(out, OK))) {
      send(get(server.address("/")));
      refused(transport, get(server.address("/")), bounds(Reach.PUBLIC, Duration.ofSeconds(20)),
          Reason.REFUSED_ADDRESS, Stage.CONNECTING);
    }
  }

  @Test
  void reachesSocketsOfTheMachine(@TempDir Path folder) throws Exception {
    var path = folder.resolve("s");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> {
        try (var connection = server.accept()) {
          connection.read(ByteBuffer.allocate(4096));
          connection.write(ByteBuffer.wrap(OK.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      });
      var answer = send(new HttpCall("GET", new Server.Local(path.toString()), "/",
          List.of(new Header("Host", "h")), new byte[0]));
      assertThat(answer.statusText()).isEqualTo("200 OK");
    }
    refused(transport,
        new HttpCall("GET", new Server.Local(folder.resolve("none").toString()), "/", List.of(),
            new byte[0]),
        bounds(Reach.ANY, Duration.ofSeconds(20)), Reason.UNREACHABLE, Stage.CONNECTING);
  }
}
