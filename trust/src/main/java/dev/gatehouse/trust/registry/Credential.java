package dev.gatehouse.trust.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What proves to a registry who asks. Its text never shows the secret. */
public sealed interface Credential {

  /** A name and a password. */
  record Basic(String username, String password) implements Credential {

    /** The value of an Authorization header. */
    String header() {
      var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Basic[" + username + "]";
    }
  }

  /** A token that a token server takes for further tokens (OAuth 2.0's refresh token). */
  record IdentityToken(String token) implements Credential {
    @Override
    public String toString() {
      return "IdentityToken[]";
    }
  }

  /** A token that the registry itself takes. */
  record RegistryToken(String token) implements Credential {
    @Override
    public String toString() {
      return "RegistryToken[]";
    }
  }
}
