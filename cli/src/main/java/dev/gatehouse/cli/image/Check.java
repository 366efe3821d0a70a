package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.registry.Materials;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verified;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Looks for signatures or attestations of images that are wanted. */
final class Check {

  private final RegistryFlags registry;
  private final TrustFlags trust;

  Check(RegistryFlags registry, TrustFlags trust) {
    this.registry = registry;
    this.trust = trust;
  }

  /** What was verified, and from what. */
  record Good(Material material, Verified verified) {}

  /** What was found good of one image. */
  record Found(ImageReference image, Digest digest, List<Good> good) {}

  /** What does not count, and why. */
  private record Bad(Material material, VerificationException cause) {}

  /** Every signature or attestation that is wanted; there is at least one. */
  Found find(ImageReference image, Wanted wanted) {
    var root = CompletableFuture.supplyAsync(trust::root, Thread::startVirtualThread);
    try (var client = registry.client()) {
      var digest = registry.resolve(client, image).digest();
      var materials = client.materials(image, digest, registry.budget());
      var verifier = new Verifier(root(root));
      var good = new ArrayList<Good>();
      var bad = new ArrayList<Bad>();
      for (var material : trust.presented(materials.found())) {
        try {
          good.add(new Good(material, verifier.verify(material, digest, wanted)));
        } catch (VerificationException e) {
          bad.add(new Bad(material, e));
        }
      }
      if (good.isEmpty()) {
        throw nothing(image, bad, materials.faults());
      }
      if (registry.isVerbose()) {
        bad.forEach(each -> System.err.println("does not count: " + each.material().place()
            .manifest() + ": " + each.cause().getMessage()));
      }
      return new Found(image, digest, List.copyOf(good));
    }
  }

  /** Its keys and chains take as long to check as the registry to ask: both were begun at once. */
  private static TrustRoot root(CompletableFuture<TrustRoot> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ImageException cause ? cause : e;
    }
  }

  /** As cosign ends: a bundle that does not count has no exit code of its own there. */
  private ImageException nothing(
      ImageReference image, List<Bad> bad, List<Materials.Fault> faults) {
    var lost = faults.isEmpty() ? "" : "; not everything could be had: " + faults.getFirst();
    if (bad.isEmpty()) {
      return faults.isEmpty()
          ? new ImageException(
              ImageException.NO_SIGNATURE, "no signatures found for " + image.text())
          : ImageException.failed("no signatures found for " + image.text() + lost);
    }
    if (registry.isVerbose()) {
      bad.forEach(each -> each.cause().steps().forEach(step -> System.err.println(
          each.material().place().manifest() + ": " + step)));
    }
    var hasBundle = bad.stream().anyMatch(each -> each.material() instanceof Material.Bundle);
    return new ImageException(hasBundle ? ImageException.FAILED : ImageException.NO_MATCH,
        "no matching signatures for " + image.text() + ": " + best(bad).getMessage() + lost);
  }

  /** The candidate that came furthest is the one that people mean. */
  private static VerificationException best(List<Bad> failures) {
    return failures.stream().map(Bad::cause)
        .max(Comparator.comparing(each -> each.steps().size())).orElseThrow();
  }
}
