package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
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

  /** What was found good of one image. */
  record Found(ImageReference image, Digest digest, List<Verified> good) {}

  /** Every signature or attestation that is wanted; there is at least one. */
  Found find(ImageReference image, Wanted wanted) {
    var root = CompletableFuture.supplyAsync(trust::root, Thread::startVirtualThread);
    try (var client = registry.client()) {
      var digest = registry.resolve(client, image).digest();
      var materials = client.materials(image, digest, registry.budget());
      var verifier = new Verifier(root(root));
      var good = new ArrayList<Verified>();
      var failures = new ArrayList<VerificationException>();
      for (var material : materials.found()) {
        try {
          good.add(verifier.verify(material, digest, wanted));
        } catch (VerificationException e) {
          failures.add(e);
        }
      }
      if (!good.isEmpty()) {
        return new Found(image, digest, List.copyOf(good));
      }
      if (failures.isEmpty() && materials.faults().isEmpty()) {
        throw new ImageException(
            ImageException.NO_SIGNATURE, "no signatures found for " + image.text());
      }
      throw new ImageException(ImageException.NO_MATCH, "no matching signatures for "
          + image.text() + ": " + (failures.isEmpty()
              ? materials.faults().getFirst().toString()
              : best(failures).getMessage()));
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

  /** The candidate that came furthest is the one that people mean. */
  private static VerificationException best(List<VerificationException> failures) {
    return failures.stream()
        .max(Comparator.comparing((VerificationException e) -> e.steps().size())).orElseThrow();
  }
}
