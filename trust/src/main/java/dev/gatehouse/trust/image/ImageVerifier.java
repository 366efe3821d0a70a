package dev.gatehouse.trust.image;

import dev.gatehouse.json.Json;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.http.Deadline;
import dev.gatehouse.trust.image.ImageObserver.Source;
import dev.gatehouse.trust.image.Memory.Worth;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.Materials;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Finds out whether images may be run: resolves each once, gathers once what is stored beside it, and
 * asks every rule that is about it.
 *
 * <p>However many ask about one image at the same time, a registry is asked once. Good verdicts are
 * remembered for a while and others for a short while, by everything that they depend on: the digest,
 * the rules, their trust roots and whose credentials were used. That a registry did not answer is
 * never remembered. Safe for use by several threads.
 */
public final class ImageVerifier implements AutoCloseable {

  private static final long MOST_REMEMBERED = 64L << 20;
  private static final long MOST_TAGS = 10_000;

  private final RegistryClient client;
  private final ImageRules rules;
  private final ImageObserver observer;
  private final Shared shared;
  private final Semaphore places;

  /** What verifiers over other rules and credentials have in common. */
  private record Shared(Memory<TagKey, Resolution> tags, Memory<Key, Judged> verdicts) {}

  /** A tag as somebody with these credentials sees it. */
  private record TagKey(String image, String scope) {}

  /** What a tag stands for. */
  private sealed interface Resolution {
    record Known(Digest digest) implements Resolution {}

    /** @param outcome never a good one */
    record Unknown(Outcome outcome, String fault) implements Resolution {}
  }

  /** Everything that a verdict depends on. */
  private record Key(String repository, Digest image, List<Digest> rules, String scope) {}

  /** What all rules said, before it is said of one reference. */
  private record Judged(List<RuleVerdict> rules) {}

  public ImageVerifier(RegistryClient client, ImageRules rules, ImageObserver observer) {
    this(client, rules, observer, System::nanoTime);
  }

  ImageVerifier(
      RegistryClient client, ImageRules rules, ImageObserver observer, LongSupplier clock) {
    this(client, rules, observer, new Shared(new Memory<>(MOST_TAGS, clock),
        new Memory<>(MOST_REMEMBERED, clock)));
  }

  private ImageVerifier(
      RegistryClient client, ImageRules rules, ImageObserver observer, Shared shared) {
    this.client = client;
    this.rules = rules;
    this.observer = observer;
    this.shared = shared;
    this.places = new Semaphore(rules.settings().atOnce(), true);
  }

  /** A verifier by other rules, with the same registries and memory. */
  public ImageVerifier with(ImageRules others) {
    return new ImageVerifier(client, others, observer, shared);
  }

  /** A verifier that asks registries as somebody else, with the same memory. */
  public ImageVerifier with(CredentialSource credentials) {
    return new ImageVerifier(client.withCredentials(credentials), rules, observer, shared);
  }

  /** The rules in use. */
  public ImageRules rules() {
    return rules;
  }

  /** What the rules say of images, in their order, found out at the same time. */
  public List<ImageVerdict> verify(List<ImageReference> images, Deadline deadline) {
    if (images.size() == 1) {
      return List.of(verify(images.getFirst(), deadline));
    }
    var answers = images.stream().map(image -> {
      var answer = new CompletableFuture<ImageVerdict>();
      client.beside(() -> complete(answer, image, deadline));
      return answer;
    }).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private void complete(
      CompletableFuture<ImageVerdict> answer, ImageReference image, Deadline deadline) {
    try {
      answer.complete(verify(image, deadline));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /**
   * What the rules say of an image, at the latest when the deadline is over.
   *
   * @return never an exception: what is not known is a verdict too, and not a good one
   */
  public ImageVerdict verify(ImageReference image, Deadline deadline) {
    var began = System.nanoTime();
    var about = rules.about(image);
    if (about.stream().allMatch(Judge::needsNoRegistry)) {
      var verdicts = about.stream().map(Judge::withoutRegistry).toList();
      return answer(verdict(image, image.digest(), verdicts), Source.RULES, began);
    }
    var within = deadline.orAfter(rules.settings().deadline());
    return switch (resolve(image, within)) {
      case Resolution.Known known -> judge(image, known.digest(), about, within, began);
      case Resolution.Unknown unknown -> answer(verdict(image, Optional.empty(),
          unknown(about, unknown.outcome(), unknown.fault())), Source.REGISTRY, began);
    };
  }

  private ImageVerdict judge(ImageReference image, Digest digest, List<ImageRule> about,
      Deadline within, long began) {
    var key = new Key(image.name(), digest, digests(about), client.scope());
    var mine = new CompletableFuture<Judged>();
    var asked = shared.verdicts.ask(key, mine);
    if (asked.source() == Source.REGISTRY) {
      client.beside(() -> {
        var judged = judged(image, digest, about);
        shared.verdicts.finish(key, judged, worth(judged));
        mine.complete(judged);
      });
    }
    var judged = wait(asked.answer(), within)
        .orElseGet(() -> new Judged(unavailable(about, "verifying took too long")));
    return answer(verdict(image, Optional.of(digest), judged.rules()), asked.source(), began);
  }

  /**
   * Everything that there is beside an image and what each rule makes of each part of it: for people
   * who want to know why. Nothing is taken from memory.
   */
  public ImageVerdict examine(ImageReference image) {
    var about = rules.about(image);
    var budget = Budget.of(rules.settings().deadline());
    try {
      var digest = client.resolve(image, budget).digest();
      return verdict(image, Optional.of(digest), judge(image, digest, about, budget, true));
    } catch (RegistryException e) {
      return verdict(image, Optional.empty(),
          unknown(about, Outcome.of(e.reason()), String.valueOf(e.getMessage())));
    }
  }

  private ImageVerdict answer(ImageVerdict verdict, Source source, long began) {
    observer.answered(verdict, source, Duration.ofNanos(System.nanoTime() - began));
    return verdict;
  }

  private ImageVerdict verdict(
      ImageReference image, Optional<Digest> digest, List<RuleVerdict> verdicts) {
    var signers = verdicts.stream().flatMap(each -> each.accepted().stream())
        .map(each -> each.verified().signer()).toList();
    return new ImageVerdict(image, digest, verdicts, rules.owner(image, signers), "");
  }

  private static List<RuleVerdict> unavailable(List<ImageRule> about, String message) {
    return unknown(about, Outcome.UNAVAILABLE, message);
  }

  private static List<RuleVerdict> unknown(
      List<ImageRule> about, Outcome outcome, String message) {
    return about.stream().map(rule -> Judge.needsNoRegistry(rule)
        ? Judge.withoutRegistry(rule)
        : new RuleVerdict(rule, outcome, List.of(), List.of(), message)).toList();
  }

  private static List<Digest> digests(List<ImageRule> about) {
    var digests = new ArrayList<Digest>();
    for (var rule : about) {
      digests.add(rule.digest());
      for (var authority : rule.authorities()) {
        if (authority instanceof ImageAuthority.Signed signed) {
          digests.add(signed.trustRoot().digest());
        }
      }
    }
    return digests;
  }

  /** One question for a tag at a time; its answer is kept for as long as the settings say. */
  private Resolution resolve(ImageReference image, Deadline within) {
    if (image.digest().isPresent()) {
      return new Resolution.Known(image.digest().get());
    }
    var key = new TagKey(image.canonical(), client.scope());
    var mine = new CompletableFuture<Resolution>();
    var asked = shared.tags.ask(key, mine);
    if (asked.source() == Source.REGISTRY) {
      client.beside(() -> {
        var resolution = resolved(image);
        var nanos = resolution instanceof Resolution.Known
            ? rules.settings().tagFor().toNanos()
            : 0;
        shared.tags.finish(key, resolution, new Worth(nanos, 1));
        mine.complete(resolution);
      });
    }
    return wait(asked.answer(), within).orElseGet(() -> new Resolution.Unknown(Outcome.UNAVAILABLE,
        "the registry did not say in time what " + image + " stands for"));
  }

  private Resolution resolved(ImageReference image) {
    var budget = Budget.of(rules.settings().deadline());
    return placed(budget.deadline(), () -> {
      try {
        return new Resolution.Known(client.resolve(image, budget).digest());
      } catch (RegistryException e) {
        return new Resolution.Unknown(
            Outcome.of(e.reason()), String.valueOf(e.getMessage()));
      }
    }, message -> new Resolution.Unknown(Outcome.UNAVAILABLE, message));
  }

  private Judged judged(ImageReference image, Digest digest, List<ImageRule> about) {
    var budget = Budget.of(rules.settings().deadline());
    return placed(budget.deadline(), () -> new Judged(judge(image, digest, about, budget, false)),
        message -> new Judged(unavailable(about, message)));
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
  private <T> T placed(Deadline deadline, Work<T> work, Otherwise<T> otherwise) {
    try {
      if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        return otherwise.because("too many images are being verified");
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
      places.release();
    }
  }

  private List<RuleVerdict> judge(ImageReference image, Digest digest, List<ImageRule> about,
      Budget budget, boolean thorough) {
    var found = new HashMap<String, Materials>();
    var judge = new Judge(digest, authority -> found.computeIfAbsent(
        authority.repository().orElse(image.name()),
        repository -> materials(repository, digest, budget)), budget.deadline(), thorough);
    return about.stream().map(judge::judge).toList();
  }

  private Materials materials(String repository, Digest digest, Budget budget) {
    return client.materials(ImageReference.parse(repository), digest, budget);
  }

  private static <T> Optional<T> wait(CompletableFuture<T> running, Deadline within) {
    try {
      return Optional.of(running.get(within.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("answers are never exceptions", e);
    }
  }

  private Worth worth(Judged judged) {
    var settings = rules.settings();
    if (judged.rules().stream().anyMatch(each -> !each.outcome().isKnown())) {
      return new Worth(0, 0);
    }
    var good = judged.rules().stream().allMatch(RuleVerdict::isGood);
    return new Worth((good ? settings.goodFor() : settings.badFor()).toNanos(),
        judged.rules().stream().mapToLong(ImageVerifier::weight).sum());
  }

  /** Roughly the bytes of what is kept: statements can be large. */
  private static long weight(RuleVerdict verdict) {
    var statements = verdict.accepted().stream()
        .flatMap(each -> each.verified().statement().stream())
        .mapToLong(each -> 2L * Json.writeBytes(each.json()).length).sum();
    return statements + 4096L * (1 + verdict.accepted().size() + verdict.rejected().size());
  }

  /** Closes the client. */
  @Override
  public void close() {
    client.close();
  }
}
