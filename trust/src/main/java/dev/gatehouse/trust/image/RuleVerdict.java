package dev.gatehouse.trust.image;

import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verified;
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

  /** The four different ways not to be good, and the one to be. */
  public enum Outcome {
    /** Enough of those who are wanted have signed it, or nobody needs to. */
    VERIFIED,
    /** There is no signature at all. */
    UNSIGNED,
    /** There are signatures, but not those that are wanted. */
    WRONG_SIGNER,
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
        case UNAVAILABLE -> "unavailable";
        case POLICY_ERROR -> "policy-error";
      };
    }
  }

  /** Something that counts for an authority. */
  public record Accepted(String authority, Verified verified) {}

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
