package dev.gatehouse.trust.image;

import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.verify.Signer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All rules about images. An image must satisfy every rule that is about it.
 *
 * @param rules in the order of their names
 * @param owners the first that fits says whose an image is
 * @param settings how images are verified
 */
public record ImageRules(List<ImageRule> rules, List<OwnerRule> owners, ImageSettings settings) {

  /** No rules: no image is covered. */
  public static final ImageRules NONE = new ImageRules(List.of(), List.of(), ImageSettings.DEFAULT);

  public ImageRules {
    rules = List.copyOf(rules);
    owners = List.copyOf(owners);
  }

  /** The rules that are about an image. */
  public List<ImageRule> about(ImageReference image) {
    return rules.stream().filter(rule -> rule.isAbout(image)).toList();
  }

  /** The rule of a name. */
  public Optional<ImageRule> named(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** A text that differs whenever anything differs that is said here, trust roots too. */
  public String fingerprint() {
    return settings + owners.toString()
        + rules.stream().map(rule -> rule.name() + rule.digest()).toList();
  }

  /** Whose an image is: by its signers first, else by its name alone; empty if no rule says it. */
  public Optional<Owner> owner(ImageReference image, Collection<? extends Signer> signers) {
    var candidates = owners.stream().filter(rule -> rule.isAbout(image)).toList();
    return candidates.stream()
        .filter(rule -> signers.stream().anyMatch(rule::isBySigner))
        .findFirst()
        .or(() -> candidates.stream().filter(rule -> rule.signer().isEmpty()).findFirst())
        .map(OwnerRule::owner);
  }
}
