package dev.gatehouse.server;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.policy.images.ImageConstraints;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageRule;
import dev.gatehouse.trust.image.ImageRules;
import dev.gatehouse.trust.image.ImageSettings.Unmatched;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.RuleVerdict;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import java.util.List;
import java.util.Optional;

/** What can be asked about an image: what all rules say, what one says, whether any is about it. */
sealed interface ImageQuestion {

  /** The question that a provider of external data of this name answers, if it is about images. */
  static Optional<ImageQuestion> of(String provider) {
    return switch (provider) {
      case ImageConstraints.PROVIDER, ImageConstraints.USES_PROVIDER -> Optional.of(new OfAll());
      case ImageConstraints.COVERAGE_PROVIDER -> Optional.of(new Coverage());
      default -> ImageConstraints.policy(provider).map(OfOne::new);
    };
  }

  /** The answer, if it is known before the image is verified. */
  Optional<ImageFinding> answerByRules(ImageRules rules, ImageReference image);

  /** The answer by what was found out. */
  ImageFinding answer(ImageRules rules, ImageVerdict verdict);

  /** What all rules say. */
  record OfAll() implements ImageQuestion {

    @Override
    public Optional<ImageFinding> answerByRules(ImageRules rules, ImageReference image) {
      return Optional.empty();
    }

    @Override
    public ImageFinding answer(ImageRules rules, ImageVerdict verdict) {
      var allowed = !verdict.isCovered() && verdict.fault().isEmpty()
          && rules.settings().unmatched() == Unmatched.ALLOW;
      return allowed || verdict.isGood()
          ? new ImageFinding(verdict.image().text(), verdict.pinned().map(ImageReference::text),
              ImageFacts.of(verdict), "")
          : ImageFinding.failed(verdict.image().text(), verdict.message());
    }
  }

  /** What one rule says; an image that it is not about is none of its business. */
  record OfOne(String rule) implements ImageQuestion {

    @Override
    public Optional<ImageFinding> answerByRules(ImageRules rules, ImageReference image) {
      var named = rules.named(rule);
      if (named.isEmpty()) {
        return Optional.of(
            ImageFinding.failed(image.text(), "there is no image policy " + rule));
      }
      return named.get().isAbout(image)
          ? Optional.empty()
          : Optional.of(
              new ImageFinding(image.text(), Optional.empty(), NullValue.NULL, ""));
    }

    @Override
    public ImageFinding answer(ImageRules rules, ImageVerdict verdict) {
      var said = verdict.of(rule);
      return said.isPresent() && said.get().isGood()
          ? new ImageFinding(
              verdict.image().text(), Optional.empty(), ImageFacts.of(verdict), "")
          : ImageFinding.failed(verdict.image().text(),
              said.map(it -> it.message() + "; ").orElse("") + verdict.ownership());
    }
  }

  /** Which rules are about the image; for that it need not be verified. */
  record Coverage() implements ImageQuestion {

    @Override
    public Optional<ImageFinding> answerByRules(ImageRules rules, ImageReference image) {
      return Optional.of(answer(rules, new ImageVerdict(image, image.digest(),
          rules.about(image).stream().map(Coverage::unverified).toList(),
          rules.owner(image, List.of()), "")));
    }

    private static RuleVerdict unverified(ImageRule rule) {
      return new RuleVerdict(rule, Outcome.UNAVAILABLE, List.of(), List.of(), "not verified");
    }

    @Override
    public ImageFinding answer(ImageRules rules, ImageVerdict verdict) {
      return verdict.isCovered()
          ? new ImageFinding(verdict.image().text(), Optional.empty(), facts(verdict), "")
          : ImageFinding.failed(verdict.image().text(), verdict.message());
    }

    private static ObjectValue facts(ImageVerdict verdict) {
      var policies = new ArrayValue.Builder();
      verdict.rules().forEach(rule -> policies.add(StringValue.of(rule.rule().name())));
      return ObjectValue.of("policies", policies.build(), "ownership",
          StringValue.of(verdict.ownership()));
    }
  }
}
