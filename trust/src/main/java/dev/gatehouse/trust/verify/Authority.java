package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.key.VerificationKey;
import java.util.List;

/** Who may have signed. */
public sealed interface Authority {

  /**
   * Whoever holds a key.
   *
   * @param validity when the key may be used; if it is bounded, a time must be proven
   */
  record Key(VerificationKey key, Validity validity) implements Authority {
    public Key(VerificationKey key) {
      this(key, Validity.ALWAYS);
    }
  }

  /** Any of some identities, certified by an authority of the trust root. */
  record Keyless(List<IdentityRule> identities) implements Authority {
    public Keyless {
      identities = List.copyOf(identities);
      if (identities.isEmpty() || identities.stream().anyMatch(rule -> rule.issuer().isEmpty())) {
        throw new IllegalArgumentException("keyless needs identities, each with its issuer");
      }
    }
  }

  /** Any of some identities, certified by an authority of one's own. */
  record Pki(List<CertificateAuthority> authorities, List<IdentityRule> identities)
      implements
        Authority {
    public Pki {
      authorities = List.copyOf(authorities);
      identities = List.copyOf(identities);
      if (authorities.isEmpty() || identities.isEmpty()) {
        throw new IllegalArgumentException("an own authority needs its chain and identities");
      }
    }
  }
}
