package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.certificate.SubjectName;
import dev.gatehouse.trust.key.VerificationKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who signed, as it was verified. */
public sealed interface Signer {

  /** One line for people. */
  String text();

  /** Whoever holds a key; equal for equal keys, by whatever name a policy calls them. */
  record KeyHolder(VerificationKey key) implements Signer {
    @Override
    public String text() {
      return "key " + key;
    }
  }

  /**
   * An identity in a certificate.
   *
   * @param authority the name of the authority that certified it
   * @param claims every claim of Fulcio's that the certificate has
   */
  record Identity(SubjectName subject, String authority, Map<Claim, String> claims)
      implements
        Signer {
    public Identity {
      claims = Collections.unmodifiableMap(new TreeMap<>(claims));
    }

    /** Who vouched for the identity. */
    public Optional<String> issuer() {
      return Optional.ofNullable(claims.getOrDefault(Claim.ISSUER, claims.get(Claim.ISSUER_V1)));
    }

    @Override
    public String text() {
      return subject + issuer().map(each -> " from " + each).orElse("");
    }
  }
}
