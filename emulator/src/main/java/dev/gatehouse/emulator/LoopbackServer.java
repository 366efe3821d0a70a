package dev.gatehouse.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves on a free port of the loopback interface. */
final class LoopbackServer implements AutoCloseable {

  private static final int LARGEST_BODY = 64 << 20;
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Endpoints> services;

  private LoopbackServer(HttpServer server, List<Endpoints> services) {
    this.server = server;
    this.services = services;
  }

  /** Takes a free port; nothing is answered before {@link #start}. */
  static HttpServer bind() throws IOException {
    return HttpServer.create(
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), BACKLOG);
  }

  static LoopbackServer start(HttpServer server, List<Endpoints> services) {
    var loopback = new LoopbackServer(server, List.copyOf(services));
    server.createContext("/", loopback::handle);
    server.setExecutor(loopback.threads);
    server.start();
    return loopback;
  }

  static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      send(exchange, body.length > LARGEST_BODY
          ? WebAnswer.text(413, "a body may have " + LARGEST_BODY + " bytes")
          : answer(request(exchange, body)));
    }
  }

  private WebAnswer answer(WebRequest request) {
    try {
      for (var service : services) {
        var answer = service.answer(request);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      return WebAnswer.text(404, "nothing is served at " + request.path());
    } catch (IllegalArgumentException e) {
      return WebAnswer.json(400, Fields.of().number("code", 400)
          .text("message", String.valueOf(e.getMessage())).build());
    } catch (RuntimeException e) {
      return WebAnswer.json(500, Fields.of().number("code", 500)
          .text("message", String.valueOf(e.getMessage())).build());
    }
  }

  private static WebRequest request(HttpExchange exchange, byte[] body) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    var uri = exchange.getRequestURI();
    var query = uri.getRawQuery();
    return new WebRequest(exchange.getRequestMethod(), uri.getPath(),
        WebRequest.query(query == null ? "" : query), headers, body);
  }

  private static void send(HttpExchange exchange, WebAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    var isHead = exchange.getRequestMethod().equals("HEAD");
    var length = answer.body().length;
    if (isHead) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
    }
    exchange.sendResponseHeaders(answer.status(), isHead || length == 0 ? -1 : length);
    if (!isHead && length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
