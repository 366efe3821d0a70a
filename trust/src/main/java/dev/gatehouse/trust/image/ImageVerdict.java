package dev.gatehouse.trust.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all rules say of an image.
 *
 * @param image the reference that was asked about
 * @param digest what it stood for when it was verified; empty if that could not be found out, or no
 *     rule needed to know
 * @param rules what each rule that is about it says; none if no rule is
 * @param owner whose it is, if that is known
 * @param fault why nothing could be found out at all, empty otherwise
 */
public record ImageVerdict(ImageReference image, Optional<Digest> digest, List<RuleVerdict> rules,
    Optional<Owner> owner, String fault) {

  public ImageVerdict {
    rules = List.copyOf(rules);
  }

  /** Whether any rule is about it. */
  public boolean isCovered() {
    return !rules.isEmpty();
  }

  /** Whether some rule is about it and all such rules are satisfied. */
  public boolean isGood() {
    return fault.isEmpty() && isCovered() && rules.stream().allMatch(RuleVerdict::isGood);
  }

  /** What one rule says; empty if it is not about this image. */
  public Optional<RuleVerdict> of(String rule) {
    return rules.stream().filter(verdict -> verdict.rule().name().equals(rule)).findFirst();
  }

  /** The reference with the digest that was verified; empty unless the image is good. */
  public Optional<ImageReference> pinned() {
    return isGood() ? digest.map(image::withDigest) : Optional.empty();
  }

  /** Why the image is not good, and whose it is, for people; empty if it is good. */
  public String message() {
    if (isGood()) {
      return "";
    }
    var reason = fault.isEmpty() ? reasons() : fault;
    return reason + "; " + ownership();
  }

  private String reasons() {
    return isCovered()
        ? rules.stream().filter(verdict -> !verdict.isGood()).map(RuleVerdict::message)
            .collect(Collectors.joining("; "))
        : "no image policy is about this image";
  }

  /** One line: whose the image is, or that nobody knows. */
  public String ownership() {
    return owner.map(known -> "owner: " + known).orElse("no owner is known");
  }
}
