package dev.gatehouse.trust.image;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.json.Json;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageObserver.Source;
import dev.gatehouse.trust.image.Inquiry.Case;
import dev.gatehouse.trust.image.Inquiry.Judged;
import dev.gatehouse.trust.image.Inquiry.Resolution;
import dev.gatehouse.trust.image.Memory.Worth;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
  private final PullSecrets pullSecrets;
  private final ImageObserver observer;
  private final Shared shared;
  private final Inquiry inquiry;

  /** What verifiers over other rules and credentials have in common. */
  private record Shared(Memory<TagKey, Resolution> tags, Memory<Key, Judged> verdicts) {}

  /** A tag as somebody with these credentials sees it. */
  private record TagKey(String image, String scope) {}

  /** Everything that a verdict depends on, but for what is around the image. */
  private record Key(String repository, Digest image, List<Digest> rules, String scope) {}

  /** What can be said of an image without asking. */
  private record Remembered(
      ImageUse use, Optional<Digest> digest, Judged judged, Source source) {}

  public ImageVerifier(RegistryClient client, ImageRules rules, ImageObserver observer) {
    this(client, rules, observer, System::nanoTime);
  }

  ImageVerifier(
      RegistryClient client, ImageRules rules, ImageObserver observer, LongSupplier clock) {
    this.client = client;
    this.rules = rules;
    this.pullSecrets = PullSecrets.NONE;
    this.observer = observer;
    this.shared = new Shared(new Memory<>(MOST_TAGS, clock), new Memory<>(MOST_REMEMBERED, clock));
    this.inquiry = new Inquiry(pullSecrets, new Lanes(rules.settings().atOnce()),
        rules.settings().deadline());
  }

  private ImageVerifier(
      ImageVerifier other, RegistryClient client, ImageRules rules, PullSecrets pullSecrets) {
    this.client = client;
    this.rules = rules;
    this.pullSecrets = pullSecrets;
    this.observer = other.observer;
    this.shared = other.shared;
    var places = rules.settings().atOnce();
    var lanes = other.inquiry.lanes();
    this.inquiry = new Inquiry(pullSecrets,
        places == lanes.places() ? lanes : new Lanes(places), rules.settings().deadline());
  }

  /** A verifier by other rules, with the same registries and memory. */
  public ImageVerifier with(ImageRules others) {
    return new ImageVerifier(this, client, others, pullSecrets);
  }

  /** A verifier that pulls with these secrets where they belong to who uses an image. */
  public ImageVerifier with(PullSecrets others) {
    return new ImageVerifier(this, client, rules, others);
  }

  /** A verifier that asks registries as somebody else, with the same memory. */
  public ImageVerifier with(CredentialSource credentials) {
    return new ImageVerifier(this, client.withCredentials(credentials), rules, pullSecrets);
  }

  /** The rules in use. */
  public ImageRules rules() {
    return rules;
  }

  /** What the rules say of images, in their order, found out at the same time. */
  public List<ImageVerdict> verify(List<ImageUse> uses, Deadline deadline) {
    if (uses.size() == 1) {
      return List.of(verify(uses.getFirst(), deadline));
    }
    var answers = uses.stream().map(use -> {
      var answer = new CompletableFuture<ImageVerdict>();
      client.beside(() -> complete(answer, use, deadline));
      return answer;
    }).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private void complete(
      CompletableFuture<ImageVerdict> answer, ImageUse use, Deadline deadline) {
    try {
      answer.complete(verify(use, deadline));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /**
   * What the rules say of images, in their order, if all that is needed is known; empty if a registry
   * has to be asked about one of them.
   */
  public Optional<List<ImageVerdict>> remembered(List<ImageUse> uses) {
    var began = System.nanoTime();
    var all = new ArrayList<Remembered>();
    for (var use : uses) {
      var one = remembered(use);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(all.stream().map(each -> answer(each, began)).toList());
  }

  private Optional<Remembered> remembered(ImageUse use) {
    var image = use.image();
    var about = rules.about(image);
    if (about.stream().allMatch(Judge::needsNoRegistry)) {
      var verdicts = about.stream().map(Judge::withoutRegistry).toList();
      return Optional.of(
          new Remembered(use, image.digest(), Inquiry.known(verdicts), Source.RULES));
    }
    var asker = asker(use);
    return image.digest()
        .or(() -> shared.tags.peek(new TagKey(image.canonical(), asker.scope()))
            .flatMap(Resolution::known))
        .flatMap(digest -> shared.verdicts.peek(key(new Case(use, digest, about, asker))).map(
            judged -> new Remembered(use, Optional.of(digest), judged, Source.MEMORY)));
  }

  private ImageVerdict answer(Remembered known, long began) {
    return answer(verdict(known.use, known.digest, known.judged), known.source, began);
  }

  private RegistryClient asker(ImageUse use) {
    return client.withFirst(pullSecrets.of(use.surroundings()));
  }

  /** What the rules say of an image that nobody is about to use. */
  public ImageVerdict verify(ImageReference image, Deadline deadline) {
    return verify(ImageUse.of(image), deadline);
  }

  /**
   * What the rules say of an image, at the latest when the deadline is over.
   *
   * @return never an exception: what is not known is a verdict too, and not a good one
   */
  public ImageVerdict verify(ImageUse use, Deadline deadline) {
    var began = System.nanoTime();
    return remembered(use).map(known -> answer(known, began))
        .orElseGet(() -> ask(use, deadline.orAfter(rules.settings().deadline()), began));
  }

  private ImageVerdict ask(ImageUse use, Deadline within, long began) {
    var about = rules.about(use.image());
    var asker = asker(use);
    return switch (resolve(use.image(), asker, within)) {
      case Resolution.Known known ->
        judge(new Case(use, known.digest(), about, asker), within, began);
      case Resolution.Unknown unknown -> answer(verdict(use, Optional.empty(),
          Inquiry.known(Inquiry.unknown(about, unknown.outcome(), unknown.fault()))),
          Source.REGISTRY, began);
    };
  }

  private ImageVerdict judge(Case asked, Deadline within, long began) {
    var key = key(asked);
    var mine = new CompletableFuture<Judged>();
    var answer = shared.verdicts.ask(key, mine);
    if (answer.source() == Source.REGISTRY) {
      client.beside(() -> {
        var judged = inquiry.judged(asked);
        shared.verdicts.finish(key, judged, worth(judged));
        mine.complete(judged);
      });
    }
    var judged = wait(answer.answer(), within)
        .orElseGet(
            () -> Inquiry.known(Inquiry.unavailable(asked.about(), "verifying took too long")));
    return answer(verdict(asked.use(), Optional.of(asked.digest()), judged), answer.source(),
        began);
  }

  private Key key(Case asked) {
    return new Key(asked.use().image().name(), asked.digest(), digests(asked.about()),
        inquiry.scope(asked));
  }

  /**
   * Everything that there is beside an image and what each rule makes of each part of it: for people
   * who want to know why. Nothing is taken from memory.
   */
  public ImageVerdict examine(ImageReference image) {
    var about = rules.about(image);
    var budget = Budget.of(rules.settings().deadline());
    var use = ImageUse.of(image);
    try {
      var digest = client.resolve(image, budget).digest();
      return verdict(use, Optional.of(digest),
          inquiry.judge(new Case(use, digest, about, client), budget, true));
    } catch (RegistryException e) {
      return verdict(use, Optional.empty(),
          Inquiry.known(
              Inquiry.unknown(about, Outcome.of(e.reason()), String.valueOf(e.getMessage()))));
    }
  }

  private ImageVerdict answer(ImageVerdict verdict, Source source, long began) {
    observer.answered(verdict, source, Duration.ofNanos(System.nanoTime() - began));
    return verdict;
  }

  /** Every verdict is made here, so none passes by the policies of the rules. */
  private ImageVerdict verdict(ImageUse use, Optional<Digest> digest, Judged judged) {
    var verdicts = judged.rules().stream().map(verdict -> verdict.isGood()
        ? verdict.rule().policy()
            .map(policy -> policy.judge(verdict, judged.configuration(), use.surroundings()))
            .orElse(verdict)
        : verdict).toList();
    var signers = verdicts.stream().flatMap(each -> each.accepted().stream())
        .map(each -> each.verified().signer()).toList();
    return new ImageVerdict(
        use.image(), digest, verdicts, rules.owner(use.image(), signers), "");
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
  private Resolution resolve(ImageReference image, RegistryClient asker, Deadline within) {
    if (image.digest().isPresent()) {
      return new Resolution.Known(image.digest().get());
    }
    var key = new TagKey(image.canonical(), asker.scope());
    var mine = new CompletableFuture<Resolution>();
    var asked = shared.tags.ask(key, mine);
    if (asked.source() == Source.REGISTRY) {
      client.beside(() -> {
        var resolution = inquiry.resolved(image, asker);
        var nanos = resolution instanceof Resolution.Known
            ? rules.settings().tagFor().toNanos()
            : 0;
        shared.tags.finish(key, resolution, new Worth(nanos, 1));
        mine.complete(resolution);
      });
    }
    // The question itself ends at about the same time: which of both ends first must not show.
    return wait(asked.answer(), within)
        .filter(found -> found instanceof Resolution.Known || !within.isOver())
        .orElseGet(() -> new Resolution.Unknown(Outcome.UNAVAILABLE,
            "the registry did not say in time what " + image + " stands for"));
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
