package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.http.Header;
import dev.gatehouse.http.HttpCall;
import dev.gatehouse.http.HttpException;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Reach;
import dev.gatehouse.rego.builtin.go.Url;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Sends a request until there is a response, and follows it where it leads. */
final class Exchange {

  private static final int MOST_REDIRECTS = 50;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Headers that the client itself writes. */
  private static final Set<String> OWN = Set.of("Host", "User-Agent", "Content-Length",
      "Transfer-Encoding", "Trailer", "Connection");
  private static final double FIRST_DELAY_NANOS = 100_000_000;
  private static final double LONGEST_DELAY_NANOS = 60_000_000_000.0;
  private static final double GROWTH = 1.6;
  private static final double JITTER = 0.2;

  private final HttpTransport transport;
  private final Request first;
  private final Bounds bounds;

  private Exchange(HttpTransport transport, Request first, Bounds bounds) {
    this.transport = transport;
    this.first = first;
    this.bounds = bounds;
  }

  /**
   * The response to a request.
   *
   * @throws SendException if there is none
   */
  static Response send(HttpTransport transport, Request request, Bounds bounds)
      throws SendException {
    var exchange = new Exchange(transport, request, bounds);
    for (var failures = 0;; failures++) {
      try {
        return exchange.attempt();
      } catch (SendException e) {
        if (failures >= request.retries() || e.kind() != SendException.Kind.NETWORK
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
    if (nanos > bounds.deadline().left().toNanos()) {
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

  private Response attempt() throws SendException {
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
      throws SendException {
    if (redirects == MOST_REDIRECTS) {
      throw SendException.network(
          first.method(), location, "stopped after " + MOST_REDIRECTS + " redirects");
    }
    try {
      var target = request.target().to(location);
      if (!bounds.places().test(target.place())) {
        throw SendException.network(
            first.method(), location, "disallowed host: " + target.place());
      }
      var next = request.following(response.code(), target, first.target());
      return Url.parse(location).scheme().isEmpty() ? next : next.withoutHost();
    } catch (IllegalArgumentException e) {
      throw SendException.network(first.method(), request.target().shown(),
          "failed to parse Location header \"" + location + "\": " + e.getMessage());
    }
  }

  /** What a redirected request says of where it comes from; nothing where that was secret. */
  private static String referrer(Target from, Request request) {
    var isDowngrade = from.isSecure() && !request.target().isSecure();
    return isDowngrade || request.headers().containsKey("Referer") ? "" : from.referrer();
  }

  private Response hop(Request request, String referrer, Deadline end) throws SendException {
    var fault = fault(request);
    if (!fault.isEmpty()) {
      throw SendException.network(first.method(), request.target().shown(), fault);
    }
    var limits = new HttpTransport.Bounds(
        Reach.UNBOUNDED, request.tls(), bounds.maxBytes(), end);
    try {
      return Response.of(
          transport.send(call(request, referrer), limits), mayDecompress(request),
          bounds.maxBytes());
    } catch (HttpException e) {
      throw new SendFault(first.method(), request).of(e);
    }
  }

  private static String fault(Request request) {
    for (var header : request.headers().entrySet()) {
      if (!Header.isName(header.getKey())) {
        return "net/http: invalid header field name \"" + header.getKey() + "\"";
      }
      if (!Header.isValue(header.getValue())) {
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

  private static HttpCall call(Request request, String referrer) {
    var target = request.target();
    var given = request.headers();
    var headers = new ArrayList<Header>();
    headers.add(new Header("Host", given.getOrDefault("Host", target.url().host())));
    addUnlessEmpty(headers, "User-Agent", given.getOrDefault("User-Agent", "Gatehouse"));
    headers.add(new Header("Connection", "close"));
    given.forEach((name, value) -> {
      if (!OWN.contains(name)) {
        headers.add(new Header(name, value));
      }
    });
    addUnlessEmpty(headers, "Referer", referrer);
    if (!target.url().user().isEmpty() && !given.containsKey("Authorization")) {
      headers.add(new Header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
          target.credentials().getBytes(StandardCharsets.UTF_8))));
    }
    if (mayDecompress(request)) {
      headers.add(new Header("Accept-Encoding", "gzip"));
    }
    return new HttpCall(
        request.method(), target.server(), target.path(), headers, request.body());
  }

  private static void addUnlessEmpty(List<Header> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.add(new Header(name, value));
    }
  }
}
