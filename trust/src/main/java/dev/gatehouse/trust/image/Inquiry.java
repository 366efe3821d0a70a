package dev.gatehouse.trust.image;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.Materials;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Asks registries about images: what a tag stands for, what is stored beside a digest, and what the
 * rules make of it. However it goes there is an answer, and none is remembered here.
 *
 * @param lanes the places for those who ask
 * @param deadline for one image
 */
record Inquiry(PullSecrets pullSecrets, Lanes lanes, Duration deadline) {

  /** What a tag stands for. */
  sealed interface Resolution {
    record Known(Digest digest) implements Resolution {}

    /** @param outcome never a good one */
    record Unknown(Outcome outcome, String fault) implements Resolution {}

    default Optional<Digest> known() {
      return this instanceof Known known ? Optional.of(known.digest) : Optional.empty();
    }
  }

  /** What all rules said, before it is said of one reference and of what is around it. */
  record Judged(List<RuleVerdict> rules, Optional<ObjectValue> configuration) {}

  /** One image to be judged, by those rules that are about it, with somebody's credentials. */
  record Case(
      ImageUse use, Digest digest, List<ImageRule> about, RegistryClient client) {}

  /** What a tag stands for, as somebody sees it. */
  Resolution resolved(ImageReference image, RegistryClient asker) {
    var budget = Budget.of(deadline);
    return placed(image, budget.deadline(), () -> {
      try {
        return new Resolution.Known(asker.resolve(image, budget).digest());
      } catch (RegistryException e) {
        return new Resolution.Unknown(
            Outcome.of(e.reason()), String.valueOf(e.getMessage()));
      }
    }, message -> new Resolution.Unknown(Outcome.UNAVAILABLE, message));
  }

  /** What the rules say, when there is a place. */
  Judged judged(Case asked) {
    var budget = Budget.of(deadline);
    return placed(asked.use.image(), budget.deadline(), () -> judge(asked, budget, false),
        message -> known(unavailable(asked.about, message)));
  }

  /** What is done while others wait for it. */
  private interface Work<T> {
    T run();
  }

  /** What is said if it was not done. */
  private interface Otherwise<T> {
    T because(String message);
  }

  /** Does it when there is a place; whatever happens, those who wait get an answer. */
  private <T> T placed(
      ImageReference image, Deadline deadline, Work<T> work, Otherwise<T> otherwise) {
    try {
      if (!lanes.enter(image.registry(), deadline)) {
        return otherwise.because(
            "too many images of " + image.registry() + " are being verified");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise.because("interrupted");
    }
    try {
      return work.run();
    } catch (RuntimeException | Error e) {
      return otherwise.because("verifying failed unexpectedly: " + e);
    } finally {
      lanes.leave(image.registry());
    }
  }

  /**
   * What the rules say.
   *
   * @param thorough whether to look at everything, and not only at enough
   */
  Judged judge(Case asked, Budget budget, boolean thorough) {
    var found = new HashMap<SignatureSource, Materials>();
    var judge = new Judge(asked.digest, authority -> found.computeIfAbsent(
        authority.source(), _ -> materials(asked, authority, budget)), budget.deadline(), thorough);
    var verdicts = asked.about.stream().map(judge::judge).toList();
    if (verdicts.stream().noneMatch(Inquiry::wantsConfiguration)) {
      return known(verdicts);
    }
    try {
      var configuration = new ImageConfiguration(asked.client, asked.use.image(), budget);
      return new Judged(verdicts, Optional.of(configuration.of(asked.digest)));
    } catch (RegistryException e) {
      return known(verdicts.stream().map(verdict -> wantsConfiguration(verdict)
          ? new RuleVerdict(verdict.rule(), Outcome.of(e.reason()), verdict.accepted(),
              verdict.rejected(), String.valueOf(e.getMessage()))
          : verdict).toList());
    }
  }

  private static boolean wantsConfiguration(RuleVerdict verdict) {
    return verdict.isGood() && verdict.rule().policy().map(WholePolicy::config).orElse(false);
  }

  private Materials materials(Case asked, ImageAuthority.Signed authority, Budget budget) {
    var repository = authority.source().repository().orElse(asked.use.image().name());
    return asked.client.withFirst(secrets(asked, authority))
        .materials(ImageReference.parse(repository), asked.digest, budget);
  }

  /** All credentials that may be told while an image is judged. */
  String scope(Case asked) {
    var scope = new StringBuilder(asked.client.scope());
    for (var rule : asked.about) {
      for (var authority : rule.authorities()) {
        if (authority instanceof ImageAuthority.Signed signed) {
          secrets(asked, signed).forEach(each -> scope.append('|').append(each.scope()));
        }
      }
    }
    return scope.toString();
  }

  private List<CredentialSource> secrets(Case asked, ImageAuthority.Signed authority) {
    return pullSecrets.named(
        asked.use.surroundings().namespace(), authority.source().pullSecrets());
  }

  static Judged known(List<RuleVerdict> verdicts) {
    return new Judged(verdicts, Optional.empty());
  }

  static List<RuleVerdict> unavailable(List<ImageRule> about, String message) {
    return unknown(about, Outcome.UNAVAILABLE, message);
  }

  static List<RuleVerdict> unknown(
      List<ImageRule> about, Outcome outcome, String message) {
    return about.stream().map(rule -> Judge.needsNoRegistry(rule)
        ? Judge.withoutRegistry(rule)
        : new RuleVerdict(rule, outcome, List.of(), List.of(), message)).toList();
  }
}
