package dev.gatehouse.trust.image;

import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verified;
import dev.gatehouse.trust.verify.Wanted;
import java.util.List;
import java.util.Optional;

/**
 * What one rule says of an image.
 *
 * @param accepted every signature and attestation that counts
 * @param rejected those that do not, with the reason
 * @param message why it is as it is, for people
 */
public record RuleVerdict(ImageRule rule, Outcome outcome, List<Accepted> accepted,
    List<Rejected> rejected, String message) {

  /** The different ways not to be good, and the one to be. */
  public enum Outcome {
    /** Enough of those who are wanted have signed it, or nobody needs to. */
    VERIFIED,
    /** There is no signature at all. */
    UNSIGNED,
    /** There are signatures, but not those that are wanted. */
    WRONG_SIGNER,
    /** The registry says that there is no such image. */
    MISSING,
    /** The registry does not let us see the image or its signatures, so nothing is known. */
    UNAUTHORIZED,
    /** The registry could not be asked, so nothing is known. */
    UNAVAILABLE,
    /** The image cannot be named, or the rule forbids it. */
    POLICY_ERROR;

    /** The value of labels and facts, such as {@code wrong-signer}. */
    public String text() {
      return switch (this) {
        case VERIFIED -> "verified";
        case UNSIGNED -> "unsigned";
        case WRONG_SIGNER -> "wrong-signer";
        case MISSING -> "missing";
        case UNAUTHORIZED -> "unauthorized";
        case UNAVAILABLE -> "unavailable";
        case POLICY_ERROR -> "policy-error";
      };
    }

    /** What a fault of a registry's means for an image. */
    static Outcome of(RegistryException.Reason reason) {
      return switch (reason) {
        case NOT_FOUND -> MISSING;
        case UNAUTHORIZED -> UNAUTHORIZED;
        case UNAVAILABLE, RATE_LIMITED, TIMEOUT, TRUNCATED, TOO_LARGE, LYING, MALFORMED,
            REFUSED_REDIRECT, REFUSED_REALM, REFUSED_ADDRESS, UNTRUSTED, REJECTED, CREDENTIALS ->
          UNAVAILABLE;
      };
    }

    /** Whether it is known and may be remembered: a registry may answer the next time. */
    boolean isKnown() {
      return switch (this) {
        case VERIFIED, UNSIGNED, WRONG_SIGNER, MISSING, POLICY_ERROR -> true;
        case UNAUTHORIZED, UNAVAILABLE -> false;
      };
    }
  }

  /**
   * Something that counts for an authority.
   *
   * @param part which of the things that the authority wants it is; empty for the one that has no name
   */
  public record Accepted(String authority, String part, Verified verified) {

    boolean isFor(ImageAuthority other, Wanted wanted) {
      return authority.equals(other.name()) && part.equals(wanted.name());
    }
  }

  /** Something that does not count for an authority. */
  public record Rejected(String authority, Material.Place place, VerificationException cause) {

    /** Who had signed it, where that is known although it does not count. */
    public Optional<Signer> signer() {
      return cause.signer();
    }
  }

  public RuleVerdict {
    accepted = List.copyOf(accepted);
    rejected = List.copyOf(rejected);
  }

  public boolean isGood() {
    return outcome == Outcome.VERIFIED;
  }
}
