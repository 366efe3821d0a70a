package dev.gatehouse.trust.image;

import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.verify.Wanted;
import java.util.List;

/** One way for an image to satisfy a rule. */
public sealed interface ImageAuthority {

  /** Its name in messages. */
  String name();

  /**
   * It was signed, and what else must be attested was.
   *
   * @param trustRoot whom to believe
   * @param wanted every signature and attestation that there must be, at least one
   * @param source where they are kept
   */
  record Signed(String name, TrustRoot trustRoot, List<Wanted> wanted, SignatureSource source)
      implements
        ImageAuthority {
    public Signed {
      wanted = List.copyOf(wanted);
      if (wanted.isEmpty()) {
        throw new IllegalArgumentException("an authority that wants nothing admits everything");
      }
    }
  }

  /**
   * It needs no signature, or none will do; no registry is asked.
   *
   * @param message what people are told where it fails, may be empty
   */
  record Fixed(String name, boolean passes, String message) implements ImageAuthority {}
}
