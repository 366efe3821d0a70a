package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.server.ServerConfig.Limits;
import dev.gatehouse.server.ServerConfig.LoadLimits;
import dev.gatehouse.server.ServerConfig.RequestLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a client sends, it gets a clear answer or is cut off, and the next client is served. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadInputTest {

  private static final Duration ARRIVAL = Duration.ofSeconds(2);

  @AutoClose
  private final TestServer server = TestServer.start(
      TestServer.config().withLimits(
          new Limits(
              new RequestLimits(8 << 20, 16 << 10, ARRIVAL, Duration.ofSeconds(10)),
              new LoadLimits(4, 16, 64 << 20, 100, Duration.ofSeconds(5)))),
      (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of()));

  @AfterEach
  void stillServesOthers() {
    assertThat(server.post(Reviews.pod()).statusCode()).isEqualTo(200);
    assertThat(send(server.http1(), server.admit(Reviews.pod())).statusCode()).isEqualTo(200);
  }

  private static void refused(HttpResponse<String> answer, int status, String message) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .contains("\"kind\":\"AdmissionReview\"", "\"allowed\":false", "\"code\":" + status,
            message);
  }

  @Test
  void refusesMalformedJson() {
    refused(server.post("{\"apiVersion\": "), 400, "the request body is not JSON");
  }

  @Test
  void refusesAnEmptyBody() {
    refused(server.post(""), 400, "request body is empty");
  }

  @Test
  void refusesJsonThatIsNoReview() {
    refused(server.post("[1, 2]"), 400, "must be an AdmissionReview object");
    refused(server.post("{}"), 400, "request: Required value");
  }

  @Test
  void refusesAReviewOfAnotherVersion() {
    refused(server.post(Reviews.pod("admission.k8s.io/v7", "u-1")), 400, "admission.k8s.io/v7");
  }

  @Test
  void refusesAReviewWithoutUid() {
    refused(server.post(Reviews.pod("admission.k8s.io/v1", "")), 400, "request.uid");
  }

  @Test
  void repeatsTheUidOfAReviewThatIsNotValid() {
    var answer = server.post(Reviews.pod().replace("\"CREATE\"", "7"));
    refused(answer, 400, "request.operation");
    assertThat(answer.body()).contains(Reviews.UID);
  }

  @Test
  void refusesNestingOfTenThousandLevels() {
    refused(server.post("[".repeat(10_000) + "]".repeat(10_000)), 400,
        "more than 1000 arrays and objects");
    refused(server.post("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)), 400,
        "more than 1000 arrays and objects");
  }

  @Test
  void refusesAnotherContentType() {
    var request = server.request("/v1/admit")
        .header("Content-Type", "text/yaml")
        .POST(BodyPublishers.ofString(Reviews.pod()))
        .build();
    refused(send(server.http2(), request), 415, "contentType=text/yaml, expected application/json");
    var none = server.request("/v1/admit").POST(BodyPublishers.ofString(Reviews.pod())).build();
    refused(send(server.http2(), none), 415, "contentType=, expected application/json");
  }

  @Test
  void refusesAnotherMethod() {
    var answer = send(server.http2(), server.request("/v1/admit").GET().build());
    refused(answer, 405, "use POST, not GET");
    assertThat(answer.headers().firstValue("allow")).contains("POST");
  }

  @Test
  void refusesADeclaredBodyOf50Megabytes() throws IOException {
    try (var socket = server.socket()) {
      socket.getOutputStream().write(("POST /v1/admit HTTP/1.1\r\nHost: x\r\n"
          + "Content-Type: application/json\r\nContent-Length: 52428800\r\n\r\n")
          .getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("limit is 8388608 bytes");
    }
  }

  @Test
  void refusesAChunkedBodyOf50Megabytes() throws IOException {
    try (var socket = server.socket()) {
      var out = socket.getOutputStream();
      out.write(("POST /v1/admit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n").getBytes(US_ASCII));
      var chunk = ("100000\r\n" + " ".repeat(1 << 20) + "\r\n").getBytes(US_ASCII);
      try {
        for (var i = 0; i < 50; i++) {
          out.write(chunk);
        }
      } catch (IOException e) {
        // The server has answered and does not read on.
      }
      assertThat(firstLine(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void refusesABodyOf50MegabytesOverHttp2() {
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[50 << 20]));
    var request = server.request("/v1/admit")
        .header("Content-Type", "application/json")
        .POST(body)
        .build();
    refused(send(server.http2(), request), 413, "limit is 8388608 bytes");
    assertThat(server.monitor("/metrics").body())
        .contains("gatehouse_requests_refused_total{reason=\"too_large\"} 1.0");
  }

  @Test
  void refusesHeadersThatAreTooLarge() throws IOException {
    try (var socket = server.socket()) {
      socket.getOutputStream().write(("POST /v1/admit HTTP/1.1\r\nHost: x\r\nX-Large: "
          + "x".repeat(20_000) + "\r\n\r\n").getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer)
          .startsWith("HTTP/1.1 431 ")
          .endsWith("\r\n\r\n431 Request Header Fields Too Large\n");
    }
  }

  @Test
  void cutsOffABodyOfOneByteASecond() throws IOException {
    try (var socket = server.socket()) {
      socket.getOutputStream().write(("POST /v1/admit HTTP/1.1\r\nHost: x\r\n"
          + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{").getBytes(US_ASCII));
      var started = System.nanoTime();
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer)
          .startsWith("HTTP/1.1 408 ")
          .contains("the request body did not arrive within 2000 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void cutsOffABodyThatKeepsTrickling() throws Exception {
    try (var socket = server.socket()) {
      var out = socket.getOutputStream();
      out.write(("POST /v1/admit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Content-Length: 4000\r\n\r\n").getBytes(US_ASCII));
      assertThat(trickleUntilAnswered(out, socket.getInputStream())).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void cutsOffHeadersThatKeepTrickling() throws Exception {
    try (var socket = server.socket()) {
      var out = socket.getOutputStream();
      out.write("POST /v1/admit HTTP/1.1\r\nX-Slow: ".getBytes(US_ASCII));
      assertThat(trickleUntilAnswered(out, socket.getInputStream())).isEmpty();
    }
  }

  @Test
  void cutsOffAHandshakeThatNeverEnds() throws Exception {
    try (var socket = new Socket("127.0.0.1", server.server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(new byte[]{0x16, 0x03, 0x01, 0x02});
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void cutsOffATrickleOverHttp2() throws IOException {
    try (var client = new RawHttp2(server.trust(), server.server.port())) {
      client.post(1);
      for (var i = 0; i < 20; i++) {
        client.data(1, new byte[]{' '}, false);
        client.flush();
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      assertThat(client.answer(1)).contains("did not arrive within 2000 ms");
      var reset = client.next();
      assertThat(reset.type()).isEqualTo(RawHttp2.RESET);
    }
  }

  @Test
  void keepsAConnectionThatIsUsedLongerThanItsFirstRequestMayTake() throws IOException {
    try (var client = new RawHttp2(server.trust(), server.server.port())) {
      var end = System.nanoTime() + ARRIVAL.multipliedBy(2).toNanos();
      for (var stream = 1; System.nanoTime() < end; stream += 2) {
        client.post(stream);
        client.data(stream, Reviews.pod().getBytes(US_ASCII), true);
        client.flush();
        assertThat(client.answer(stream)).contains("\"allowed\":true");
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }
  }

  @Test
  void closesAConnectionThatBringsNothingMore() throws IOException {
    try (var socket = server.socket()) {
      socket.getOutputStream()
          .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("ok\n");
    }
  }

  @Test
  void survivesAClientThatLeavesInTheMiddleOfABody() throws IOException {
    for (var i = 0; i < 20; i++) {
      try (var socket = server.socket()) {
        socket.getOutputStream().write(("POST /v1/admit HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{")
            .getBytes(US_ASCII));
      }
    }
  }

  @Test
  void speaksNoPlainHttpOnTheTlsPort() throws IOException {
    try (var socket = new Socket("127.0.0.1", server.server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer).doesNotContain("200");
    }
  }

  @Test
  void refusesTls12() {
    assertThatThrownBy(() -> {
      try (var socket = server.socket()) {
        socket.setEnabledProtocols(new String[]{"TLSv1.2"});
        socket.startHandshake();
      }
    }).isInstanceOf(SSLException.class);
  }

  private static String firstLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /** Sends a byte every 50 ms until the server answers or closes; gives its first line. */
  private static String trickleUntilAnswered(OutputStream out, InputStream in)
      throws Exception {
    var trickle = Thread.ofPlatform().daemon().start(() -> {
      try {
        for (;;) {
          out.write(' ');
          out.flush();
          LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
      } catch (IOException e) {
        // The server has cut the connection.
      }
    });
    try {
      return firstLine(in);
    } catch (SocketException e) {
      return "";
    } finally {
      trickle.interrupt();
    }
  }
}
