package dev.gatehouse.trust.sign;

import dev.gatehouse.trust.certificate.Certificate;
import java.util.List;

/** Who signs. */
public sealed interface SigningIdentity {

  /** Whoever holds this key. */
  record Key(SigningKey key) implements SigningIdentity {}

  /**
   * Whom an authority of one's own has certified.
   *
   * @param chain the certificate for the key, then those above it
   */
  record Certified(SigningKey key, List<Certificate> chain) implements SigningIdentity {
    public Certified {
      chain = List.copyOf(chain);
    }
  }

  /** Whom an identity token vouches for, with a key that is forgotten afterwards. */
  record Token(String token) implements SigningIdentity {
    /** Without the token. */
    @Override
    public String toString() {
      return "Token";
    }
  }
}
