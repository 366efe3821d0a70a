package dev.gatehouse.server;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.json.FileStamps;
import dev.gatehouse.policy.images.ImageConstraints;
import dev.gatehouse.policy.provider.LocalProvider;
import dev.gatehouse.policy.provider.ProviderItem;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageConfig;
import dev.gatehouse.trust.image.ImageConfigReader;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImageUse;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.ImageVerifier;
import dev.gatehouse.trust.image.Surroundings;
import dev.gatehouse.trust.registry.RegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Images as their rules, which lie in files, and their registries know them. Files are read again
 * while it serves; rules with any fault are not used, the last good ones stay in force.
 *
 * <p>State: the rules in use, connections to registries, and verdicts that are remembered.
 */
public final class VerifiedImages implements Images {

  /** What a policy needs to say that nothing is known. */
  private static final long MARGIN_NANOS = 50_000_000L;

  private final List<Path> places;
  private final Duration reload;
  private final EventLog log;
  private final ScheduledExecutorService watcher;
  private volatile @Nullable InUse inUse;
  private volatile List<String> problems = List.of();
  private @Nullable FileStamps stamps;
  private Set<Path> named = Set.of();
  private volatile Observer observer = (outcome, source, time) -> {};

  /** The rules in use and what asks registries by them. */
  private record InUse(ImageConfig config, RegistryClient client, ImageVerifier verifier) {

    /** Whether the same registries would be asked with the same credentials. */
    boolean asksLike(ImageConfig other) {
      return config.registries().equals(other.registries())
          && config.credentials().scope().equals(other.credentials().scope());
    }

    /** Whether the same would be decided of every image. */
    boolean saysLike(ImageConfig other) {
      return config.rules().fingerprint().equals(other.rules().fingerprint())
          && config.pullSecrets().fingerprint().equals(other.pullSecrets().fingerprint());
    }
  }

  /**
   * Images by the rules in files.
   *
   * @param places files and folders with rules
   * @param reload time between two looks at them
   */
  public VerifiedImages(List<Path> places, Duration reload, EventLog log) {
    this.places = List.copyOf(places);
    this.reload = reload;
    this.log = log;
    this.watcher = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("image-rules").factory());
  }

  @Override
  public void open() {
    load();
    watcher.scheduleWithFixedDelay(
        this::load, reload.toMillis(), reload.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes what the files hold now into use, if any changed, unless anything is wrong with it. */
  private void load() {
    try {
      var now = FileStamps.of(places, named);
      if (now.equals(stamps)) {
        return;
      }
      var loaded = ImageConfigReader.read(places, new RegoFactPolicies());
      // Stamped as they were before they were read: a later change makes the next look differ.
      stamps = loaded.files().equals(named) ? now : null;
      named = loaded.files();
      report(loaded.faults().stream().map(Object::toString).toList());
      if (loaded.faults().isEmpty()) {
        use(loaded.config());
      }
    } catch (RuntimeException | StackOverflowError e) {
      report(List.of("image rules cannot be loaded: " + e));
    }
  }

  private void report(List<String> found) {
    if (!found.equals(problems)) {
      found.forEach(problem -> log.error("image rule problem").with("error", problem).write());
    }
    problems = found;
  }

  private void use(ImageConfig config) {
    var before = inUse;
    if (before == null || !before.asksLike(config)) {
      var client = new RegistryClient(config.registries(), config.credentials());
      inUse = new InUse(config, client,
          new ImageVerifier(client, config.rules(), observer()).with(config.pullSecrets()));
      if (before != null) {
        closeLater(before);
      }
    } else if (before.saysLike(config)) {
      return;
    } else {
      inUse = new InUse(config, before.client,
          before.verifier.with(config.rules()).with(config.pullSecrets()));
    }
    log.info("image rules loaded").with("policies", config.rules().rules().size())
        .with("owners", config.rules().owners().size()).write();
  }

  /** Whoever still asks has until then. */
  private void closeLater(InUse before) {
    watcher.schedule(before.client::close,
        before.config.rules().settings().deadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  private ImageObserver observer() {
    return (verdict, source, time) -> observer.answered(
        outcome(verdict), source.name().toLowerCase(Locale.ROOT), time);
  }

  private static String outcome(ImageVerdict verdict) {
    if (!verdict.isCovered()) {
      return "uncovered";
    }
    return verdict.rules().stream().filter(rule -> !rule.isGood())
        .map(rule -> rule.outcome().text()).findFirst().orElse("verified");
  }

  @Override
  public void observe(Observer other) {
    observer = other;
  }

  @Override
  public boolean loaded() {
    return inUse != null;
  }

  @Override
  public boolean mayWait() {
    var now = inUse;
    return now != null && !now.config.rules().rules().isEmpty();
  }

  @Override
  public List<String> problems() {
    return problems;
  }

  @Override
  public List<ImageFinding> find(
      List<String> references, Surroundings surroundings, long deadlineNanos) {
    return answer(new ImageQuestion.OfAll(), references,
        reference -> new UsedImage(reference, surroundings), deadlineNanos);
  }

  private List<ImageFinding> answer(ImageQuestion question, List<String> keys,
      Function<String, UsedImage> reader, long deadlineNanos) {
    var now = inUse;
    if (now == null) {
      return keys.stream().map(key -> ImageFinding.failed(key, "image rules are not loaded yet"))
          .toList();
    }
    var rules = now.config.rules();
    var known = new ArrayList<Optional<ImageFinding>>();
    var open = new ArrayList<ImageUse>();
    for (var key : keys) {
      try {
        var used = reader.apply(key);
        var image = ImageReference.parse(used.reference());
        var finding = question.answerByRules(rules, image);
        known.add(finding);
        if (finding.isEmpty()) {
          open.add(new ImageUse(image, used.surroundings()));
        }
      } catch (IllegalArgumentException e) {
        known.add(Optional.of(ImageFinding.failed(key, String.valueOf(e.getMessage()))));
      }
    }
    var left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    // What is remembered takes no time worth stepping aside for.
    var verdicts = now.verifier.remembered(open).orElseGet(
        () -> DecisionGate.aside(() -> now.verifier.verify(open, Deadline.after(left)))).iterator();
    return known.stream()
        .map(finding -> finding.orElseGet(() -> question.answer(rules, verdicts.next())))
        .toList();
  }

  /** The provider of external data of a name, if it is about images. */
  public Optional<LocalProvider> provider(String name) {
    Function<String, UsedImage> reader = ImageConstraints.isToldUses(name)
        ? UsedImage::parse
        : UsedImage::alone;
    return ImageQuestion.of(name).map(question -> (keys, deadlineNanos) -> items(
        keys, answer(question, keys, reader, deadlineNanos - MARGIN_NANOS)));
  }

  private static List<ProviderItem> items(List<String> keys, List<ImageFinding> findings) {
    var items = new ArrayList<ProviderItem>();
    for (var i = 0; i < keys.size(); i++) {
      items.add(new ProviderItem(keys.get(i), findings.get(i).facts(), findings.get(i).error()));
    }
    return items;
  }

  /** Whether a provider of this name is about images. */
  public static boolean isProvider(String name) {
    return ImageQuestion.of(name).isPresent();
  }

  @Override
  public void close() {
    watcher.shutdownNow();
    var now = inUse;
    if (now != null) {
      now.client.close();
    }
  }
}
