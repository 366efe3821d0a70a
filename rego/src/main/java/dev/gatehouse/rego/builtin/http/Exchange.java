package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.rego.builtin.go.Url;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Sends a request until there is a response, and follows it where it leads. */
public final class Exchange {

  private static final int MOST_REDIRECTS = 50;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Headers that the client itself writes. */
  private static final Set<String> OWN = Set.of("Host", "User-Agent", "Content-Length",
      "Transfer-Encoding", "Trailer", "Connection");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final double FIRST_DELAY_NANOS = 100_000_000;
  private static final double LONGEST_DELAY_NANOS = 60_000_000_000.0;
  private static final double GROWTH = 1.6;
  private static final double JITTER = 0.2;

  private final Request first;
  private final Bounds bounds;

  private Exchange(Request first, Bounds bounds) {
    this.first = first;
    this.bounds = bounds;
  }

  /**
   * The response to a request.
   *
   * @throws HttpException if there is none
   */
  public static Response send(Request request, Bounds bounds) throws HttpException {
    var exchange = new Exchange(request, bounds);
    for (var failures = 0;; failures++) {
      try {
        return exchange.attempt();
      } catch (HttpException e) {
        if (failures >= request.retries() || e.kind() != HttpException.Kind.NETWORK
            || !exchange.isPatient(failures)) {
          throw e;
        }
      }
    }
  }

  /** Waits for the next attempt, longer each time; false if there is no time left for one. */
  private boolean isPatient(int failures) {
    var delay = Math.min(FIRST_DELAY_NANOS * Math.pow(GROWTH, failures), LONGEST_DELAY_NANOS);
    var random = ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
    var nanos = (long) (delay * (1 + random));
    if (nanos > bounds.deadlineNanos() - System.nanoTime()) {
      return false;
    }
    try {
      Thread.sleep(Duration.ofNanos(nanos));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Response attempt() throws HttpException {
    var end = bounds.end(first.timeout());
    var request = first;
    var response = hop(request, "", end);
    for (var redirects = 0; request.redirect() && REDIRECTS.contains(response.code())
        && !response.header("Location").isEmpty(); redirects++) {
      var location = response.header("Location");
      var from = request.target();
      request = next(request, response, location, redirects);
      response = hop(request, referrer(from, request), end);
    }
    return response;
  }

  private Request next(Request request, Response response, String location, int redirects)
      throws HttpException {
    if (redirects == MOST_REDIRECTS) {
      throw HttpException.network(
          first.method(), location, "stopped after " + MOST_REDIRECTS + " redirects");
    }
    try {
      var target = request.target().to(location);
      if (!bounds.places().test(target.place())) {
        throw HttpException.network(
            first.method(), location, "disallowed host: " + target.place());
      }
      var next = request.following(response.code(), target, first.target());
      return Url.parse(location).scheme().isEmpty() ? next : next.withoutHost();
    } catch (IllegalArgumentException e) {
      throw HttpException.network(first.method(), request.target().shown(),
          "failed to parse Location header \"" + location + "\": " + e.getMessage());
    }
  }

  /** What a redirected request says of where it comes from; nothing where that was secret. */
  private static String referrer(Target from, Request request) {
    var isDowngrade = from.isSecure() && !request.target().isSecure();
    return isDowngrade || request.headers().containsKey("Referer") ? "" : from.referrer();
  }

  private Response hop(Request request, String referrer, long end) throws HttpException {
    var target = request.target();
    var fault = fault(request);
    if (!fault.isEmpty()) {
      throw HttpException.network(first.method(), target.shown(), fault);
    }
    var isHead = true;
    try (var connection = Connection.open(target, request.tls(), end)) {
      try {
        write(request, referrer, connection.out());
        var reader = new ResponseReader(connection.in(), bounds.maxBytes());
        var head = reader.head();
        isHead = false;
        return reader.body(head, request.method(), mayDecompress(request));
      } catch (IOException e) {
        throw connection.isLate() ? late(target, isHead) : failed(target, isHead, e);
      }
    } catch (IOException e) {
      throw System.nanoTime() - end >= 0 ? late(target, true) : failed(target, true, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpException.network(first.method(), target.shown(), "context canceled");
    }
  }

  private HttpException late(Target target, boolean isHead) {
    return isHead
        ? HttpException.late(first.method(), target.shown())
        : HttpException.internal("context deadline exceeded"
            + " (Client.Timeout or context cancellation while reading body)");
  }

  private HttpException failed(Target target, boolean isHead, IOException e) {
    var reason = String.valueOf(e.getMessage());
    return isHead
        ? HttpException.network(first.method(), target.shown(),
            reason.equals("Connection reset") ? "read: connection reset by peer" : reason)
        : HttpException.internal(reason);
  }

  private static String fault(Request request) {
    for (var header : request.headers().entrySet()) {
      if (!Headers.isToken(header.getKey())) {
        return "net/http: invalid header field name \"" + header.getKey() + "\"";
      }
      if (!Headers.isValue(header.getValue())) {
        return "net/http: invalid header field value for \"" + header.getKey() + "\"";
      }
    }
    return request.target().fault();
  }

  private static boolean mayDecompress(Request request) {
    return !request.headers().containsKey("Accept-Encoding")
        && !request.headers().containsKey("Range")
        && !request.method().equals("HEAD");
  }

  private static void write(Request request, String referrer, OutputStream out)
      throws IOException {
    var target = request.target();
    var headers = request.headers();
    var head = new StringBuilder(request.method()).append(' ').append(target.path())
        .append(" HTTP/1.1\r\n");
    add(head, "Host", headers.getOrDefault("Host", target.url().host()));
    add(head, "User-Agent", headers.getOrDefault("User-Agent", "Gatehouse"));
    add(head, "Connection", "close");
    if (request.body().length > 0 || WITH_BODY.contains(request.method())) {
      add(head, "Content-Length", Integer.toString(request.body().length));
    }
    headers.forEach((name, value) -> {
      if (!OWN.contains(name)) {
        add(head, name, value);
      }
    });
    add(head, "Referer", referrer);
    if (!target.url().user().isEmpty() && !headers.containsKey("Authorization")) {
      add(head, "Authorization", "Basic " + Base64.getEncoder().encodeToString(
          target.credentials().getBytes(StandardCharsets.UTF_8)));
    }
    if (mayDecompress(request)) {
      add(head, "Accept-Encoding", "gzip");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.write(request.body());
    out.flush();
  }

  /** Nothing is said of a header without a value, but for what policies say themselves. */
  private static void add(StringBuilder head, String name, String value) {
    if (!value.isEmpty() || !name.equals("Referer") && !name.equals("User-Agent")) {
      head.append(name).append(": ").append(value).append("\r\n");
    }
  }
}
