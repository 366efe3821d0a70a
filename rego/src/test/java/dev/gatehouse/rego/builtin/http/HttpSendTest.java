package dev.gatehouse.rego.builtin.http;

import static dev.gatehouse.rego.builtin.http.LoopbackServer.response;
import static dev.gatehouse.rego.builtin.http.Sending.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.builtin.NetworkAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what comes back. */
class HttpSendTest {

  private static final String HOST = "127.0.0.1";

  private static String get(String url, String more) {
    return "{'method': 'get', 'url': '" + url + "'" + (more.isEmpty() ? "" : ", " + more) + "}";
  }

  @Test
  void givesStatusHeadersAndBody() throws IOException {
    try (
        var server = LoopbackServer.plain(request -> response("418 I'm a teapot", "{\"a\": [1.50]}",
            "content-type: application/problem+json; charset=utf-8", "X-A: 1", "x-a: 2"))) {
      assertThat(Sending.to(HOST).response(get(server.url("/p?q=1#f"), "")).toString()).isEqualTo(
          "{\"body\": {\"a\": [1.50]}, \"headers\": {\"content-length\": [\"13\"], "
              + "\"content-type\": [\"application/problem+json; charset=utf-8\"], "
              + "\"x-a\": [\"1\", \"2\"]}, \"raw_body\": \"{\\\"a\\\": [1.50]}\", "
              + "\"status\": \"418 I'm a teapot\", \"status_code\": 418}");
      assertThat(server.requests().getFirst()).startsWith("GET /p?q=1 HTTP/1.1\r\nHost: " + HOST);
    }
  }

  @Test
  void sendsMethodHeadersAndBody() throws IOException {
    try (var server = LoopbackServer.plain(request -> response("200 OK", ""))) {
      Sending.to(HOST).responses(
          "{'method': 'post', 'url': '" + server.url("/") + "', 'body': {'a': '<'}, "
              + "'headers': {'content-type': 'text/x', 'HOST': 'other.example', 'x-y': ''}}",
          "{'method': 'put', 'url': '" + server.url("/") + "', 'body': 1, 'raw_body': 'é'}",
          "{'method': 'delete', 'url': 'http://u:p%40@" + HOST + ":" + server.port() + "'}");
      assertThat(server.requests().get(0)).startsWith("POST / HTTP/1.1\r\nHost: other.example\r\n")
          .contains("\r\nContent-Type: text/x\r\n", "\r\nX-Y: \r\n")
          .endsWith("\r\n\r\n{\"a\":\"\\u003c\"}");
      assertThat(server.requests().get(1)).contains("Content-Length: 2\r\n").endsWith("é");
      assertThat(server.requests().get(2)).startsWith("DELETE / HTTP/1.1")
          .contains("Authorization: Basic dTpwQA==");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "application/json        |                          | [1]     | [1]",
      "application/json        |                          | [1      | null",
      "text/plain              |                          | [1]     | null",
      "text/plain              | 'force_json_decode': true| [1]     | [1]",
      "application/x-yaml      |                          | a: [1]  | {\"a\": [1]}",
      "text/plain              | 'force_yaml_decode': true| a: b    | {\"a\": \"b\"}",
      "application/json        | 'force_yaml_decode': true| a: b    | null",
      "application/json; x     |                          | [1]     | null",
      "application/a/b+json    |                          | [1]     | null"})
  void readsBodiesAsTheirTypeSays(String type, String more, String body, String wanted)
      throws IOException {
    try (var server = LoopbackServer.plain(
        request -> response("200 OK", body, "Content-Type: " + type))) {
      var answer = Sending.to(HOST).response(get(server.url("/"), more == null ? "" : more));
      assertThat(String.valueOf(answer.get("body"))).isEqualTo(wanted);
    }
  }

  @Test
  void readsBodiesInPiecesToTheEndAndCompressed() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(compressed)) {
      out.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    try (var server = LoopbackServer.plain(request -> switch (request.split(" ")[1]) {
      case "/chunks" -> bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nT: 1\r\n\r\n");
      case "/end" -> bytes("HTTP/1.0 200 OK\r\nX: a\r\n  b\r\n\r\nhello");
      case "/interim" -> bytes("HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n"
          + "Content-Length: 5\r\n\r\nhello");
      default -> {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
            + compressed.size() + "\r\n\r\n"));
        answer.writeBytes(compressed.toByteArray());
        yield answer.toByteArray();
      }
    })) {
      for (var path : Set.of("/chunks", "/end", "/interim", "/gzip")) {
        var answer = Sending.to(HOST).response(get(server.url(path), ""));
        assertThat(text(answer, "raw_body")).as(path).isEqualTo("hello");
        assertThat(String.valueOf(answer.get("headers"))).as(path)
            .doesNotContain("encoding", "gzip");
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void followsRedirectsOnlyWhenAsked() throws IOException {
    try (var server = LoopbackServer.plain(request -> switch (request.split(" ")[1]) {
      case "/end" -> response("200 OK", request.split(" ")[0]);
      case "/303" -> response("303 See Other", "", "Location: /a/../end");
      default -> response("307 Temporary Redirect", "", "Location: end");
    })) {
      var request = "{'method': 'post', 'raw_body': 'x', 'headers': {'Content-Type': 'a/b', "
          + "'Cookie': 'c'}, 'url': '" + server.url("/%s") + "'%s}";
      var sending = Sending.to(HOST);
      assertThat(text(sending.response(request.formatted("303", "")), "status_code"))
          .isEqualTo("303");
      var follow = ", 'enable_redirect': true";
      assertThat(text(sending.response(request.formatted("303", follow)), "raw_body"))
          .isEqualTo("GET");
      assertThat(server.requests().getLast()).contains("Cookie: c", "Referer: ")
          .doesNotContain("Content-Type");
      assertThat(text(sending.response(request.formatted("307", follow)), "raw_body"))
          .isEqualTo("POST");
      assertThat(server.requests().getLast()).endsWith("\r\n\r\nx");
    }
  }

  @Test
  void checksWhereRedirectsLead() throws IOException {
    try (var server = LoopbackServer.plain(
        request -> response("302 Found", "", "Location: http://localhost:1/x"))) {
      var follow = get(server.url("/"), "'enable_redirect': true");
      assertThat(Sending.to(HOST).error(follow)).isEqualTo("eval_builtin_error: http.send: "
          + "Get \"http://localhost:1/x\": disallowed host: localhost");
    }
    try (var server = LoopbackServer.plain(
        request -> response("302 Found", "", "Location: /"))) {
      assertThat(Sending.to(HOST).error(get(server.url("/"), "'enable_redirect': true")))
          .endsWith("stopped after 50 redirects");
    }
  }

  @Test
  void keepsSecretsFromOtherHosts() throws IOException {
    try (var end = LoopbackServer.plain(request -> response("200 OK", ""));
        var server = LoopbackServer.plain(request -> response(
            "302 Found", "", "Location: http://localhost:" + end.port() + "/"))) {
      Sending.to(HOST, "localhost").response(get(server.url("/"),
          "'enable_redirect': true, 'headers': {'Authorization': 'secret', 'X-A': 'b'}"));
      assertThat(end.requests().getFirst()).contains("X-A: b").doesNotContain("secret");
    }
  }

  @Test
  void asksOnlyHostsThatAreAllowed() throws IOException {
    try (var server = LoopbackServer.plain(request -> response("200 OK", ""))) {
      assertThat(Sending.to("example.com").error(get(server.url("/"), "")))
          .isEqualTo("eval_builtin_error: http.send: disallowed host: 127.0.0.1");
      assertThat(Sending.with(NetworkAccess.NONE).error(get(server.url("/"), "")))
          .contains("disallowed host");
      assertThat(server.requests()).isEmpty();
      assertThat(text(Sending.to("*").response(get(server.url("/"), "")), "status_code"))
          .isEqualTo("200");
    }
  }

  @Test
  void reachesSocketsOfTheMachine(@TempDir Path folder) throws IOException {
    var path = folder.resolve("s");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> {
        try (var connection = server.accept()) {
          var request = ByteBuffer.allocate(4096);
          connection.read(request);
          var line = new String(request.array(), StandardCharsets.US_ASCII).split("\r\n")[0];
          connection.write(ByteBuffer.wrap(response("200 OK", line)));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      });
      var url = "unix://localhost/a/b?x=1&socket=" + path.toString().replace("/", "%2F");
      assertThat(Sending.to("localhost").error(get(url, "")))
          .endsWith("disallowed host: unix:" + path);
      assertThat(text(Sending.to("unix:" + path).response(get(url, "")), "raw_body"))
          .isEqualTo("GET /a/b?x=1 HTTP/1.1");
    }
  }

  @Test
  void endsInTime() throws IOException {
    try (var server = LoopbackServer.plain(request -> LoopbackServer.SILENCE)) {
      assertThat(Sending.to(HOST).error(get(server.url("/"), "'timeout': '50ms'"))).isEqualTo(
          "eval_builtin_error: http.send: Get " + server.url("/") + ": request timed out");
      var kept = Sending.to(HOST)
          .response(get(server.url("/"), "'timeout': 50000000, 'raise_error': false"));
      assertThat(String.valueOf(kept.get("error"))).contains("eval_http_send_network_error",
          "context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
      assertThat(Sending.to(HOST).within(Duration.ofMillis(100))
          .error(get(server.url("/"), "'max_retry_attempts': 9"))).startsWith("eval_limit_error");
    }
  }

  @Test
  void triesAgainWhenThereIsNoAnswer() throws IOException {
    var count = new AtomicInteger();
    try (var server = LoopbackServer.plain(request -> count.incrementAndGet() < 3
        ? new byte[0]
        : response("500 Oh", ""))) {
      assertThat(Sending.to(HOST).error(get(server.url("/"), ""))).endsWith(": EOF");
      var answer = Sending.to(HOST).response(get(server.url("/"), "'max_retry_attempts': 2"));
      assertThat(text(answer, "status")).isEqualTo("500 Oh");
      assertThat(count).hasValue(3);
    }
  }

  @Test
  void boundsWhatComesBack() throws IOException {
    var small = Sending.with(new NetworkAccess(Set.of(HOST), Duration.ofSeconds(9), 10, 0));
    try (var server = LoopbackServer.plain(request -> switch (request.split(" ")[1]) {
      case "/long" -> response("200 OK", "x".repeat(11));
      case "/lies" -> bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc");
      case "/endless" -> bytes("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(11));
      case "/chunks" -> bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n");
      default -> bytes("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(100_000));
    })) {
      for (var path : Set.of("/long", "/endless", "/chunks")) {
        assertThat(small.error(get(server.url(path), ""))).as(path)
            .isEqualTo("eval_builtin_error: http.send: response of more than 10 bytes");
      }
      assertThat(small.error(get(server.url("/lies"), ""))).endsWith("unexpected EOF");
      assertThat(small.error(get(server.url("/head"), ""))).contains("headers exceeded");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "{'method': 'get'} | eval_type_error: http.send: operand 1 missing required request parameters(s): {\"url\"}",
      "{'method': 'get', 'url': 'http://h', 'x': 1} | eval_type_error: http.send: operand 1 invalid request parameters(s): {\"x\"}",
      "{'method': 1, 'url': 'http://h'} | eval_builtin_error: http.send: \"method\" must be a string",
      "{'method': 'a b', 'url': 'http://h'} | eval_builtin_error: http.send: net/http: invalid method \"A B\"",
      "{'method': 'get', 'url': 'ftp://h'} | eval_builtin_error: http.send: Get \"ftp://h\": unsupported protocol scheme \"ftp\"",
      "{'method': 'get', 'url': 'http:///x'} | eval_builtin_error: http.send: Get \"http:///x\": http: no Host in request URL",
      "{'method': 'get', 'url': 'http://h', 'timeout': true} | eval_type_error: http.send: operand 1 'timeout' must be one of {string, number} but got boolean",
      "{'method': 'get', 'url': 'http://h', 'headers': {'a': 1}} | eval_builtin_error: http.send: invalid type for headers value \"1\"",
      "{'method': 'get', 'url': 'http://h', 'headers': {'a b': 'c'}} | eval_builtin_error: http.send: Get \"http://h\": net/http: invalid header field name \"a b\"",
      "{'method': 'get', 'url': 'http://h', 'headers': {'a': 'b\\nc: d'}} | eval_builtin_error: http.send: Get \"http://h\": net/http: invalid header field value for \"A\"",
      "{'method': 'get', 'url': 'http://h', 'enable_redirect': 'true'} | eval_builtin_error: http.send: strconv.ParseBool: parsing \"\\\"true\\\"\": invalid syntax",
      "{'method': 'get', 'url': 'http://h', 'cache': 1} | eval_builtin_error: http.send: invalid value for \"cache\" field",
      "{'method': 'get', 'url': 'http://h', 'force_cache': true} | eval_builtin_error: http.send: 'force_cache' set but 'force_cache_duration_seconds' parameter is missing",
      "{'method': 'get', 'url': 'http://h', 'tls_ca_cert': 'x'} | eval_builtin_error: http.send: could not append certificates",
      "{'method': 'get', 'url': 'http://h', 'max_retry_attempts': -1} | eval_builtin_error: http.send: invalid value -1 for field \"max_retry_attempts\"",
      "{'method': 'get', 'url': 'http://h', 'raise_error': 1} | eval_builtin_error: http.send: invalid value for raise_error field"})
  void refusesRequestsAsOpaDoes(String request, String error) {
    assertThat(Sending.to("h", "").error(request)).isEqualTo(error);
  }
}
