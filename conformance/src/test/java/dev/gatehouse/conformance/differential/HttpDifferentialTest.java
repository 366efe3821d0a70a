package dev.gatehouse.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends the same requests as OPA to the same server: what comes back, and what was sent, is the same. */
class HttpDifferentialTest {

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Answers with what the path says: a code, and where to go next or of which type the body is. */
  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(String.join(" ", exchange.getRequestMethod(),
        exchange.getRequestURI().toString(), body,
        String.valueOf(headers.get("X-a")), String.valueOf(headers.get("Content-type")),
        String.valueOf(headers.get("Referer")), String.valueOf(headers.get("Authorization")),
        String.valueOf(headers.get("Accept-encoding")), String.valueOf(headers.get("Cookie"))));
    var parts = exchange.getRequestURI().getPath().split("/");
    exchange.getResponseHeaders().set("Date", "Mon, 01 Jan 2024 00:00:00 GMT");
    switch (parts.length > 1 ? parts[1] : "") {
      case "to" -> {
        exchange.getResponseHeaders().set("Location", "/" + String.join("/",
            List.of(parts).subList(3, parts.length)));
        respond(exchange, Integer.parseInt(parts[2]), "gone");
      }
      case "json" -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        respond(exchange, 200, "{\"a\": [1.50, 1e3, \"é\"], \"a\": null}");
      }
      case "yaml" -> {
        exchange.getResponseHeaders().set("Content-Type", "application/yaml");
        respond(exchange, 200, "a: yes\nb: 0x1F\n");
      }
      case "code" -> respond(exchange, Integer.parseInt(parts[2]), "");
      default -> respond(exchange, 200, "[1, 2");
    }
  }

  private static void respond(HttpExchange exchange, int code, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var hasNone = code == 204 || code == 304 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code, hasNone ? -1 : bytes.length);
    if (!hasNone) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** Without the time, and without the place that OPA says within the message of a result. */
  private static String comparable(Outcome outcome) {
    return outcome.replies().toString()
        .replaceAll("\"date\": \\[[^]]*]", "")
        .replaceAll("\"http[.]send.{1,300}[)]: eval_builtin_error: http[.]send: ", "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{'method': 'get', 'url': '@/json'}",
      "{'method': 'Get', 'url': '@/json?x=%20&y#z', 'headers': {'x-A': 'b', 'Content-type': 'c'}}",
      "{'method': 'head', 'url': '@/json'}",
      "{'method': '', 'url': '@/yaml'}",
      "{'method': 'post', 'url': '@/yaml', 'body': {'a': [1, {2}, '<']}, 'force_json_decode': true}",
      "{'method': 'put', 'url': '@/a b', 'raw_body': 'é', 'body': 1}",
      "{'method': 'delete', 'url': '@/code/204'}",
      "{'method': 'get', 'url': '@/code/599', 'force_yaml_decode': true}",
      "{'method': 'get', 'url': '@/', 'force_yaml_decode': true}",
      "{'method': 'get', 'url': 'http://u:p%20q@127.0.0.1:#/'}",
      "{'method': 'get', 'url': '@/to/302/json'}",
      "{'method': 'get', 'url': '@/to/302/json', 'enable_redirect': true}",
      "{'method': 'post', 'url': '@/to/303/to/307/json', 'enable_redirect': true, 'body': 1, 'headers': {'Content-Type': 'a', 'Cookie': 'c', 'x-a': 'y'}}",
      "{'method': 'put', 'url': '@/to/308/json', 'enable_redirect': true, 'raw_body': 'x', 'headers': {'Content-Type': 'a'}}",
      "{'method': 'head', 'url': '@/to/301/json', 'enable_redirect': true}",
      "{'method': 'get', 'url': '@/to/304/json', 'enable_redirect': true}",
      "{'method': 'get', 'url': 'http://127.0.0.1:1/', 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'raise_error': false, 'timeout': 'x'}",
      "{'method': 'get', 'url': 'ftp://127.0.0.1/', 'raise_error': false}",
      "{'method': 'a b', 'url': '@/', 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'headers': {'a b': 'c'}, 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'headers': {'a': 'b\\n'}, 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'headers': [], 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'headers': {'a': 1}, 'raise_error': false}",
      "{'method': 'get', 'url': 1, 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'enable_redirect': 'yes', 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'max_retry_attempts': 1.5, 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'tls_ca_cert': 'x', 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'tls_ca_cert_file': '/nonexistent', 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'tls_client_cert': 'x', 'tls_client_key': 'y', 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'cache_ignored_headers': 1, 'headers': {}, 'raise_error': false}",
      "{'method': 'get', 'url': '@/', 'raise_error': 1}",
      "{'method': 'get', 'url': '@/', 'other': 1}",
      "{'method': 'get'}"})
  void givesWhatOpaGives(String request) throws IOException {
    var program = Peer.place();
    assumeTrue(Files.isExecutable(program),
        () -> program + " is absent: bench/peers/build regoanswers");
    var port = String.valueOf(server.getAddress().getPort());
    var query = "x = http.send(" + request.replace('\'', '"')
        .replace("@", "http://127.0.0.1:" + port).replace("#/", port + "/") + ")";
    var asked = new Program(List.of(), "{}", "", List.of(query), false, true);
    var ours = Engine.outcome(asked);
    var sent = List.copyOf(requests);
    requests.clear();
    try (var peer = Peer.start(program)) {
      var theirs = peer.outcome(asked);
      assertThat(comparable(ours)).isEqualTo(comparable(theirs));
      assertThat(sent).isEqualTo(requests);
    }
  }
}
