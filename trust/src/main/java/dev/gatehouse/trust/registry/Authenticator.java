package dev.gatehouse.trust.registry;

import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which authorization a registry took for a repository, and tries the known credentials where
 * it takes none yet. Its memory is bounded and holds the answers for different sets of credentials
 * apart.
 */
final class Authenticator {

  private static final int MOST_HELD = 1000;

  private final TokenServer tokens;
  private final Map<Key, Held> held = new LinkedHashMap<>();

  /** For whom an authorization is good. */
  private record Key(
      String registry, String repository, boolean writes, String scope) {}

  /** An Authorization header and the moment from which it is to be asked for anew. */
  record Held(String header, long until) {}

  Authenticator(HttpTransport transport) {
    this.tokens = new TokenServer(transport);
  }

  Session session(Endpoint endpoint, boolean writes, CredentialSource credentials) {
    return new Session(endpoint, credentials,
        new Key(endpoint.origin().toString(), endpoint.repository(), writes, credentials.scope()));
  }

  private synchronized String lookUp(Key key) {
    var found = held.get(key);
    return found == null || System.nanoTime() - found.until > 0 ? "" : found.header;
  }

  private synchronized void remember(Key key, Held authorization) {
    held.remove(key);
    held.put(key, authorization);
    if (held.size() > MOST_HELD) {
      held.remove(held.keySet().iterator().next());
    }
  }

  /** The authorizations for one question. */
  final class Session {

    private final Endpoint endpoint;
    private final CredentialSource credentials;
    private final Key key;
    private boolean tried;
    private long until;

    private Session(Endpoint endpoint, CredentialSource credentials, Key key) {
      this.endpoint = endpoint;
      this.credentials = credentials;
      this.key = key;
    }

    /** What was good before; empty if nothing was. */
    String held() {
      return lookUp(key);
    }

    /** Keeps what was good. */
    void hold(String header) {
      remember(key, new Held(header, until));
    }

    /**
     * What can be tried, the best first.
     *
     * @throws RegistryException if the credentials cannot be told
     */
    Attempts attempts(List<Challenge> challenges) throws RegistryException {
      var known = credentials.find(endpoint.registry(), endpoint.repository());
      tried = !known.isEmpty();
      var bearer = challenges.stream().filter(each -> each.scheme().equals("bearer")
          && !each.parameter("realm").isEmpty()).findFirst();
      var basic = challenges.stream().anyMatch(each -> each.scheme().equals("basic"));
      return new Attempts(known.isEmpty() && bearer.isPresent()
          ? List.<Attempt>of(budget -> tokens.anonymous(endpoint, bearer.get(), key.writes, budget))
              .iterator()
          : known.stream().<Attempt>mapMulti((credential, sink) -> {
            if (bearer.isPresent()) {
              sink.accept(budget -> tokens.token(endpoint, bearer.get(), key.writes, credential,
                  budget));
            } else if (basic && credential instanceof Credential.Basic pair) {
              sink.accept(_ -> new Held(pair.header(), Long.MAX_VALUE / 2 + System.nanoTime()));
            } else if (credential instanceof Credential.RegistryToken token) {
              sink.accept(_ -> TokenServer.bearer(token.token(), 60));
            }
          }).iterator());
    }

    /** Why nothing helped, for people. */
    String denial(int status) {
      return "the registry denies access (status " + status + ") "
          + (tried ? "with the known credentials" : "and no credentials are known for it");
    }

    /** Tries in their order; those whose token server says no are passed over. */
    final class Attempts {

      private final Iterator<Attempt> rest;

      Attempts(Iterator<Attempt> rest) {
        this.rest = rest;
      }

      boolean hasNext() {
        return rest.hasNext();
      }

      String next(Budget budget) throws RegistryException {
        while (true) {
          try {
            var found = rest.next().make(budget);
            until = found.until;
            return found.header;
          } catch (RegistryException e) {
            if (e.reason() != Reason.UNAUTHORIZED || !rest.hasNext()) {
              throw e;
            }
          }
        }
      }
    }
  }

  /** Makes one authorization. */
  private interface Attempt {
    Held make(Budget budget) throws RegistryException;
  }
}
