package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Leads each request to the endpoint of its path, and knows how many are under way. State: that
 * number, and whether the server is ending.
 */
final class FrontHandler extends Handler.Abstract {

  private final Routes routes;
  private final Duration deadline;
  private final ConnectionWatch connections;
  private int underWay;
  private boolean ending;

  FrontHandler(Routes routes, Duration deadline, ConnectionWatch connections) {
    this.routes = routes;
    this.deadline = deadline;
    this.connections = connections;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var uri = request.getHttpURI();
    var exchange = new Exchange(request, response, callback,
        Deadline.of(request.getBeginNanoTime(), deadline, parameter(uri.getQuery(), "timeout")));
    exchange.onEnd(connections.began(request));
    begin(exchange);
    try {
      var endpoint = routes.find(uri.getDecodedPath(), request.isSecure());
      if (endpoint == null) {
        exchange.answerUnread(
            HttpStatus.NOT_FOUND_404, Exchange.TEXT, "not found\n".getBytes(UTF_8));
      } else {
        endpoint.handle(exchange);
      }
    } catch (Exception e) {
      exchange.fail(e);
    }
    return true;
  }

  /** The value of a query parameter that needs no decoding, an empty text if there is none. */
  private static String parameter(@Nullable String query, String name) {
    if (query != null) {
      for (var part : query.split("&", -1)) {
        if (part.startsWith(name) && part.length() > name.length()
            && part.charAt(name.length()) == '=') {
          return part.substring(name.length() + 1);
        }
      }
    }
    return "";
  }

  private void begin(Exchange exchange) {
    synchronized (this) {
      underWay++;
      if (ending && exchange.isHttp1()) {
        exchange.with(Exchange.CLOSE);
      }
    }
    exchange.onEnd(this::end);
  }

  private synchronized void end() {
    underWay--;
    notifyAll();
  }

  /** From now on each answer over HTTP/1.1 closes its connection. */
  synchronized void beginEnding() {
    ending = true;
  }

  /** Waits until no request is under way, at most this long; gives how many still are. */
  synchronized int awaitQuiet(Duration longest) throws InterruptedException {
    var end = System.nanoTime() + longest.toNanos();
    for (var left = longest.toMillis(); underWay > 0 && left > 0;) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return underWay;
  }
}
