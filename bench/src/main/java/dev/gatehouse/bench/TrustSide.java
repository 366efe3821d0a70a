package dev.gatehouse.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.gatehouse.http.Deadline;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageAuthority;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImagePattern;
import dev.gatehouse.trust.image.ImageRule;
import dev.gatehouse.trust.image.ImageRules;
import dev.gatehouse.trust.image.ImageSettings;
import dev.gatehouse.trust.image.ImageVerifier;
import dev.gatehouse.trust.image.SignatureSource;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Our side of the trust benchmark, a process of its own: it warms up, measures, prints a number. */
final class TrustSide {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WARM = 500;
  private static final int ADMISSIONS = 1000;
  private static final int DISTINCT = 200;
  private static final int DECISIONS = 200_000;

  private final ImageVerifier verifier;
  private final List<ImageReference> images;
  private final AtomicInteger asked = new AtomicInteger();

  private TrustSide(TrustRoot root, List<ImageReference> images) {
    this.verifier = new ImageVerifier(
        new RegistryClient(RegistryOptions.INTERACTIVE, CredentialSource.ANONYMOUS), rules(root),
        (_, source, _) -> count(source));
    this.images = images;
  }

  private void count(ImageObserver.Source source) {
    if (source == ImageObserver.Source.REGISTRY) {
      asked.incrementAndGet();
    }
  }

  /** As a policy has it: one rule that names one identity. */
  private static ImageRules rules(TrustRoot root) {
    var identity = IdentityRule.of(
        TextRule.exact(SignedImages.ISSUER), TextRule.exact(SignedImages.IDENTITY));
    var authority = new ImageAuthority.Signed("ci", root,
        List.of(Wanted.signature(new Authority.Keyless(List.of(identity)))),
        SignatureSource.BESIDE);
    var rule = new ImageRule("bench", List.of(ImagePattern.of("**")), List.of(authority), 1,
        Digest.of("bench".getBytes(StandardCharsets.UTF_8)));
    // Here it counts how long it takes, and not whether a busy machine makes it in time.
    var usual = ImageSettings.DEFAULT;
    var settings = new ImageSettings(usual.unmatched(), PATIENCE, usual.atOnce(), usual.goodFor(),
        usual.badFor(), usual.tagFor());
    return new ImageRules(List.of(rule), List.of(), settings);
  }

  /**
   * Measures one case.
   *
   * @param arguments the case, the files of the trust root and of the images
   */
  public static void main(String[] arguments) throws IOException, MalformedException {
    var root = TrustRoot.parse(Files.readAllBytes(Path.of(arguments[1])));
    var images = Files.readAllLines(Path.of(arguments[2])).stream()
        .map(ImageReference::parse).toList();
    var side = new TrustSide(root, images);
    side.images.subList(0, WARM).forEach(side::verify);
    System.out.println(switch (arguments[0]) {
      case "cold-cpu" -> side.coldCpuSeconds();
      case "warm" -> side.warmMicroseconds();
      case "burst" -> side.rate(Collections.nCopies(ADMISSIONS, images.getLast()), 1);
      default -> side.rate(images.subList(WARM, WARM + DISTINCT), DISTINCT);
    });
    side.verifier.close();
  }

  private void verify(ImageReference image) {
    var verdict = verifier.verify(image, Deadline.after(PATIENCE));
    if (!verdict.isGood()) {
      throw new BenchException(image + ": " + verdict.message());
    }
  }

  /** Of the whole process, for images that it has not seen before. */
  private double coldCpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var fresh = images.subList(WARM, WARM + DISTINCT);
    long start = system.getProcessCpuTime();
    fresh.forEach(this::verify);
    return (system.getProcessCpuTime() - start) / 1e9 / fresh.size();
  }

  private double warmMicroseconds() {
    var image = images.getLast();
    var digest = verifier.verify(image, Deadline.after(PATIENCE)).digest();
    var pinned = image.withDigest(digest.orElseThrow());
    for (int index = 0; index < DECISIONS; index++) {
      verify(pinned);
    }
    long start = System.nanoTime();
    for (int index = 0; index < DECISIONS; index++) {
      verify(pinned);
    }
    return (System.nanoTime() - start) / 1e3 / DECISIONS;
  }

  /** All at the same time; a registry must be asked about each different image once. */
  private double rate(List<ImageReference> wanted, int different) {
    asked.set(0);
    var failures = Collections.synchronizedList(new ArrayList<String>());
    long start = System.nanoTime();
    var threads = wanted.stream().map(image -> Thread.ofVirtual().start(() -> {
      try {
        verify(image);
      } catch (BenchException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    })).toList();
    for (var thread : threads) {
      join(thread);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!failures.isEmpty() || asked.get() != different) {
      throw new BenchException(failures.size() + " failures, the first: "
          + failures.stream().findFirst() + "; " + asked + " verifications");
    }
    return wanted.size() / seconds;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
