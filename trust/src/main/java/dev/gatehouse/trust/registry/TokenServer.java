package dev.gatehouse.trust.registry;

import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.http.HttpCall;
import dev.gatehouse.http.HttpException;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.HttpTransport.Bounds;
import dev.gatehouse.http.Reach;
import dev.gatehouse.trust.registry.Authenticator.Held;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks the token server that a registry names, by the distribution project's token protocol.
 *
 * <p>The registry chooses the server, so it is believed only so far: credentials go to the registry's
 * own host, to the hosts that are known to belong to it and to those that the operator names; over
 * TLS unless the registry itself has none; and never on over a redirect.
 */
final class TokenServer {

  /** Token servers that are not at the host of their registry, as their operators document them. */
  private static final Map<String, String> KNOWN = Map.of(
      "registry-1.docker.io", "auth.docker.io",
      "registry.gitlab.com", "gitlab.com");

  private static final int LARGEST = 256 << 10;
  private static final int SHORTEST_SECONDS = 60;
  private static final int LONGEST_SECONDS = 3600;

  private final HttpTransport transport;

  TokenServer(HttpTransport transport) {
    this.transport = transport;
  }

  /** A token for anybody. */
  Held anonymous(Endpoint endpoint, Challenge challenge, boolean writes, Budget budget)
      throws RegistryException {
    var realm = realm(endpoint, challenge);
    return ask(endpoint, realm, HttpCall.get(query(realm, endpoint, challenge, writes), Map.of()),
        budget);
  }

  /** A token for who has this credential. */
  Held token(Endpoint endpoint, Challenge challenge, boolean writes, Credential credential,
      Budget budget) throws RegistryException {
    if (credential instanceof Credential.RegistryToken token) {
      return bearer(token.token(), SHORTEST_SECONDS);
    }
    var realm = realm(endpoint, challenge);
    if (!mayHaveCredentials(endpoint, realm)) {
      throw new RegistryException(Reason.REFUSED_REALM, "refused to send the credentials for "
          + endpoint.registry() + " to " + realm.getHost()
          + ", which the registry names as its token server; allow it in tokenHosts if it is right");
    }
    return switch (credential) {
      case Credential.Basic basic -> ask(endpoint, realm,
          HttpCall.get(query(realm, endpoint, challenge, writes),
              Map.of("Authorization", basic.header())),
          budget);
      case Credential.IdentityToken identity -> ask(endpoint, realm,
          refresh(realm, endpoint, challenge, writes, identity), budget);
      case Credential.RegistryToken token -> bearer(token.token(), SHORTEST_SECONDS);
    };
  }

  static Held bearer(String token, long seconds) {
    return new Held("Bearer " + token, System.nanoTime()
        + TimeUnit.SECONDS.toNanos(Math.clamp(seconds, SHORTEST_SECONDS, LONGEST_SECONDS) - 10));
  }

  private static URI realm(Endpoint endpoint, Challenge challenge) throws RegistryException {
    URI realm;
    try {
      realm = URI.create(challenge.parameter("realm"));
    } catch (IllegalArgumentException e) {
      throw refused(endpoint, "is no address");
    }
    if (!HttpCall.isCallable(realm)) {
      throw refused(endpoint, "is no address");
    }
    var plain = "http".equals(endpoint.origin().getScheme());
    if (!"https".equals(realm.getScheme()) && !(plain && isHostOf(endpoint, realm))) {
      throw refused(endpoint, "is not https");
    }
    return realm;
  }

  private static RegistryException refused(Endpoint endpoint, String why) {
    return new RegistryException(Reason.REFUSED_REALM,
        "the token server that " + endpoint.registry() + " names " + why);
  }

  private static boolean isHostOf(Endpoint endpoint, URI realm) {
    return realm.getHost().equalsIgnoreCase(endpoint.origin().getHost());
  }

  private static boolean mayHaveCredentials(Endpoint endpoint, URI realm) {
    var host = realm.getHost().toLowerCase(Locale.ROOT);
    var known = KNOWN.get(endpoint.origin().getHost().toLowerCase(Locale.ROOT));
    return isHostOf(endpoint, realm)
        || host.equals(known)
        || endpoint.settings().tokenHosts().contains(host);
  }

  private static URI query(URI realm, Endpoint endpoint, Challenge challenge, boolean writes)
      throws RegistryException {
    var query = new StringBuilder(realm.toString());
    query.append(realm.getRawQuery() == null ? '?' : '&');
    var service = challenge.parameter("service");
    if (!service.isEmpty()) {
      query.append("service=").append(encoded(service)).append('&');
    }
    query.append("scope=").append(encoded(scope(endpoint, writes)));
    try {
      return URI.create(query.toString());
    } catch (IllegalArgumentException e) {
      throw refused(endpoint, "is no address");
    }
  }

  private static HttpCall refresh(URI realm, Endpoint endpoint, Challenge challenge,
      boolean writes, Credential.IdentityToken identity) {
    var form = "grant_type=refresh_token&client_id=gatehouse&service="
        + encoded(challenge.parameter("service")) + "&scope=" + encoded(scope(endpoint, writes))
        + "&refresh_token=" + encoded(identity.token());
    return HttpCall.of("POST", realm, Map.of("Content-Type", "application/x-www-form-urlencoded"),
        form.getBytes(StandardCharsets.UTF_8));
  }

  /** Our own words, not those of the challenge: nobody but us knows what we want to do. */
  private static String scope(Endpoint endpoint, boolean writes) {
    return "repository:" + endpoint.repository() + (writes ? ":pull,push" : ":pull");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Held ask(Endpoint endpoint, URI realm, HttpCall call, Budget budget)
      throws RegistryException {
    var what = "the token server of " + endpoint.registry();
    var mine = isHostOf(endpoint, realm);
    // A token server elsewhere is public or, as its registry, the operator's own.
    var reach = mine
        ? endpoint.reach()
        : endpoint.settings().tokenHosts().contains(realm.getHost())
            ? Reach.ANY
            : Reach.PUBLIC;
    try {
      var answer = transport.send(call, new Bounds(reach,
          mine ? endpoint.settings().tls() : endpoint.tlsElsewhere(),
          (int) Math.min(LARGEST, budget.bytes()), budget.deadline()));
      budget.spend(answer.body().length);
      return read(what, answer);
    } catch (HttpException e) {
      throw RegistryException.of(what, e);
    }
  }

  private static Held read(String what, HttpAnswer answer) throws RegistryException {
    switch (answer.status()) {
      case 200 -> {
      }
      case 400, 401, 403, 404 -> throw new RegistryException(Reason.UNAUTHORIZED,
          what + " gives no token (status " + answer.status() + ")");
      case 429 -> throw new RegistryException(Reason.RATE_LIMITED, what + ": too many requests");
      default -> throw new RegistryException(
          answer.status() >= 500 ? Reason.UNAVAILABLE : Reason.REFUSED_REALM,
          what + " answers with status " + answer.status());
    }
    var object = Fields.object("the answer of " + what, answer.body());
    var token = Fields.text(object, "token");
    var given = token.isEmpty() ? Fields.text(object, "access_token") : token;
    if (given.isEmpty() || !given.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      throw new RegistryException(Reason.MALFORMED, what + " answers without a token");
    }
    return bearer(given, Fields.size(object, "expires_in"));
  }

}
