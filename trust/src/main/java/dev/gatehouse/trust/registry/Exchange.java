package dev.gatehouse.trust.registry;

import dev.gatehouse.http.AddressKind;
import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.http.HttpCall;
import dev.gatehouse.http.HttpException;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.HttpTransport.Bounds;
import dev.gatehouse.http.Reach;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one question to one endpoint: with the right authorization, over the redirects that are
 * allowed, again after a pause if the registry asks for one.
 */
final class Exchange {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 3;
  private static final int MOST_PAUSES = 2;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration SHORT_PAUSE = Duration.ofMillis(200);

  private final HttpTransport transport;
  private final Authenticator authenticator;
  private final CredentialSource credentials;

  Exchange(HttpTransport transport, Authenticator authenticator, CredentialSource credentials) {
    this.transport = transport;
    this.authenticator = authenticator;
    this.credentials = credentials;
  }

  /**
   * The answer, whatever its status is but for those that say "not you" and "not now".
   *
   * @throws RegistryException if there is none
   */
  HttpAnswer send(Endpoint endpoint, Ask ask, Budget budget) throws RegistryException {
    var session = authenticator.session(endpoint, ask.writes(), credentials);
    var answer = patient(endpoint, ask, session.held(), budget);
    if (answer.status() == 401) {
      var attempts = session.attempts(Challenge.parse(answer.headers("WWW-Authenticate")));
      while (isDenied(answer) && attempts.hasNext()) {
        var authorization = attempts.next(budget);
        answer = patient(endpoint, ask, authorization, budget);
        if (!isDenied(answer)) {
          session.hold(authorization);
        }
      }
    }
    if (isDenied(answer)) {
      throw new RegistryException(Reason.UNAUTHORIZED, describe(endpoint, ask) + ": "
          + session.denial(answer.status()));
    }
    return answer;
  }

  private static boolean isDenied(HttpAnswer answer) {
    return answer.status() == 401 || answer.status() == 403;
  }

  /** Waits as the registry asks, but neither often nor for long. */
  private HttpAnswer patient(Endpoint endpoint, Ask ask, String authorization, Budget budget)
      throws RegistryException {
    for (var pauses = 0;; pauses++) {
      var answer = followed(endpoint, ask, authorization, budget);
      var pause = pause(answer);
      if (pause.isEmpty()) {
        return answer;
      }
      var wanted = pause.get();
      if (pauses == MOST_PAUSES || wanted.compareTo(LONGEST_PAUSE) > 0
          || wanted.compareTo(budget.deadline().left()) >= 0) {
        throw busy(endpoint, ask, answer, wanted);
      }
      sleep(wanted);
    }
  }

  /** How long to wait before asking again; empty if the answer stands. */
  private static Optional<Duration> pause(HttpAnswer answer) {
    return switch (answer.status()) {
      case 429 -> Optional.of(retryAfter(answer, Duration.ofSeconds(1)));
      case 502, 503, 504 -> Optional.of(retryAfter(answer, SHORT_PAUSE));
      default -> Optional.empty();
    };
  }

  /** Seconds alone: the header's other form, a date, counts as not said. */
  private static Duration retryAfter(HttpAnswer answer, Duration otherwise) {
    return answer.header("Retry-After").filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(otherwise);
  }

  private static RegistryException busy(
      Endpoint endpoint, Ask ask, HttpAnswer answer, Duration pause) {
    return answer.status() == 429
        ? new RegistryException(Reason.RATE_LIMITED, describe(endpoint, ask)
            + ": too many requests; the registry asks to wait " + pause.toSeconds() + " s")
        : new RegistryException(Reason.UNAVAILABLE, describe(endpoint, ask)
            + ": the registry answers with status " + answer.status());
  }

  private static void sleep(Duration pause) throws RegistryException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Reason.TIMEOUT, "interrupted", e);
    }
  }

  private HttpAnswer followed(Endpoint endpoint, Ask ask, String authorization, Budget budget)
      throws RegistryException {
    var target = ask.target();
    var reach = endpoint.reach();
    var server = AddressKind.PUBLIC;
    for (var redirects = 0;; redirects++) {
      var answer = once(endpoint, ask.at(target), authorization, reach, budget);
      if (!REDIRECTS.contains(answer.status())) {
        return answer;
      }
      if (redirects == 0) {
        server = answer.server();
      }
      if (redirects == MOST_REDIRECTS || ask.writes()) {
        throw refused(endpoint, ask, ask.writes()
            ? "a redirect of what is pushed"
            : "more than " + MOST_REDIRECTS + " redirects");
      }
      target = redirect(endpoint, ask, target, answer);
      // Over plain HTTP nobody but a neighbour of the registry may be meant.
      reach = "http".equals(target.getScheme()) ? new Reach(Set.of(server)) : Reach.from(server);
    }
  }

  private URI redirect(Endpoint endpoint, Ask ask, URI from, HttpAnswer answer)
      throws RegistryException {
    var location = answer.header("Location").orElse("");
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused(endpoint, ask, "a redirect to what is no address");
    }
    if (location.isEmpty() || !HttpCall.isCallable(target)) {
      throw refused(endpoint, ask, "a redirect to what is no address");
    }
    if (!target.getScheme().equals(from.getScheme())) {
      throw refused(endpoint, ask, "a redirect from " + from.getScheme() + " to "
          + target.getScheme());
    }
    return target;
  }

  /** Only the registry itself sees who asks, and has the reach that its settings say. */
  private HttpAnswer once(Endpoint endpoint, Ask ask, String authorization, Reach elsewhere,
      Budget budget) throws RegistryException {
    var mine = endpoint.isOrigin(ask.target());
    var bounds = new Bounds(mine ? endpoint.reach() : elsewhere,
        mine ? endpoint.settings().tls() : endpoint.tlsElsewhere(),
        (int) Math.min(ask.largest(), budget.bytes()), budget.deadline());
    try {
      var call = HttpCall.of(ask.method(), ask.target(),
          ask.headersWith(mine ? authorization : ""), ask.body());
      var answer = transport.send(call, bounds);
      budget.spend(answer.body().length);
      return answer;
    } catch (HttpException e) {
      var what = describe(endpoint, ask);
      if (e.reason() == HttpException.Reason.REFUSED_ADDRESS && !mine) {
        throw new RegistryException(Reason.REFUSED_REDIRECT, what + ": " + e.getMessage(), e);
      }
      throw RegistryException.of(what, e);
    }
  }

  private static RegistryException refused(Endpoint endpoint, Ask ask, String what) {
    return new RegistryException(Reason.REFUSED_REDIRECT,
        describe(endpoint, ask) + ": the registry answers with " + what);
  }

  static String describe(Endpoint endpoint, Ask ask) {
    return endpoint.registry() + "/" + endpoint.repository() + ", " + ask.what();
  }
}
