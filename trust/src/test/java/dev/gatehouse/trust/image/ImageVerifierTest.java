package dev.gatehouse.trust.image;

import static dev.gatehouse.trust.image.Shop.ALICE;
import static dev.gatehouse.trust.image.Shop.PROVENANCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.http.Deadline;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageObserver.Source;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.registry.Credential;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.HostileServer;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ImageVerifierTest {

  @Test
  void anImageSignedByWhoIsWantedIsGoodAndPinned() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.sign(digest, ALICE);
      var verdict = shop.alices().verify(shop.image("1"), Shop.soon());
      assertThat(verdict.message()).isEmpty();
      assertThat(verdict.pinned().map(ImageReference::text))
          .contains(shop.image("1").text() + "@" + digest);
      assertThat(verdict.rules().getFirst().message()).contains("signed by", ALICE);
      assertThat(verdict.ownership()).isEqualTo("owner: payments (#payments)");
    }
  }

  @Test
  void anUnsignedImageIsSaidToBeUnsigned() throws IOException {
    try (var shop = new Shop()) {
      shop.push("1", "one");
      var verdict = shop.alices().verify(shop.image("1"), Shop.soon());
      assertOutcome(verdict, Outcome.UNSIGNED);
      assertThat(verdict.message()).contains("no signature of sha256:", ALICE, Shop.ISSUER,
          "owner: payments (#payments)");
      assertThat(verdict.pinned()).isEmpty();
    }
  }

  @Test
  void theWrongSignerIsNamed() throws IOException {
    try (var shop = new Shop()) {
      shop.sign(shop.push("1", "one"), "mallory@example.com");
      var verdict = shop.alices().verify(shop.image("1"), Shop.soon());
      assertOutcome(verdict, Outcome.WRONG_SIGNER);
      assertThat(verdict.message()).contains("mallory@example.com", ALICE, "payments");
      assertThat(verdict.rules().getFirst().rejected()).hasSize(1);
    }
  }

  @Test
  void aTagThatWasMovedAfterSigningIsNotSigned() throws IOException {
    try (var shop = new Shop()) {
      shop.sign(shop.push("1", "one"), ALICE);
      var moved = shop.push("1", "two");
      var verdict = shop.alices().verify(shop.image("1"), Shop.soon());
      assertOutcome(verdict, Outcome.UNSIGNED);
      assertThat(verdict.digest()).contains(moved);
    }
  }

  @Test
  void aSignatureOfAnotherImageDoesNotCount() throws IOException {
    try (var shop = new Shop()) {
      var signed = shop.push("1", "one");
      var other = shop.push("2", "two");
      shop.attach(other, shop.signing(signed, ALICE).bundle());
      shop.attachLegacy(other, shop.signing(signed, ALICE).legacy());
      var verdict = shop.alices().verify(shop.image("2"), Shop.soon());
      assertOutcome(verdict, Outcome.WRONG_SIGNER);
      assertThat(verdict.rules().getFirst().rejected()).hasSize(2);
    }
  }

  @Test
  void aForgedLogEntryDoesNotCount() throws IOException {
    for (var fault : List.of(Fault.FOREIGN_LOG, Fault.SET_FORGED, Fault.PROOF_CORRUPT,
        Fault.CHECKPOINT_FORGED, Fault.FOREIGN_CA, Fault.SCT_FORGED)) {
      try (var shop = new Shop()) {
        shop.sign(shop.push("1", "one"), ALICE, fault);
        assertOutcome(shop.alices().verify(shop.image("1"), Shop.soon()), Outcome.WRONG_SIGNER);
      }
    }
  }

  @Test
  void keysOfAnotherSigstoreOfTheSameNamesAdmitNothing() throws IOException {
    try (var shop = new Shop()) {
      shop.sign(shop.push("1", "one"), ALICE);
      var rotated = Shop.rule(1, new ImageAuthority.Signed("release",
          Shop.root(shop.sigstore.foreignRoot()),
          List.of(Wanted.signature(Shop.keyless(ALICE))), SignatureSource.BESIDE));
      assertOutcome(shop.verifier(rotated).verify(shop.image("1"), Shop.soon()),
          Outcome.WRONG_SIGNER);
    }
  }

  @Test
  void junkBesideAGoodSignatureHidesNothing() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.attach(digest, "{}".getBytes(StandardCharsets.UTF_8));
      shop.sign(digest, "mallory@example.com");
      shop.attest(digest, ALICE, PROVENANCE);
      shop.shelf.refer(digest, "{\"digest\":7}");
      shop.attachLegacy(digest, shop.signing(digest, "mallory@example.com").legacy(),
          shop.signing(digest, ALICE).legacy());
      assertOutcome(shop.alices().verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
    }
  }

  @Test
  void aForeignBundleBesideAGoodOneHidesNothing() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.sign(digest, "mallory@example.com");
      shop.sign(digest, ALICE);
      assertOutcome(shop.alices().verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
    }
  }

  @Test
  void anAttestationAloneIsNoSignature() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.attest(digest, ALICE, PROVENANCE);
      assertOutcome(shop.alices().verify(shop.image("1"), Shop.soon()), Outcome.UNSIGNED);
    }
  }

  @Test
  void everyAttestationThatIsWantedMustBeThere() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.attest(digest, ALICE, PROVENANCE);
      var provenance = Wanted.attestation(Shop.keyless(ALICE), PROVENANCE);
      var scan = Wanted.attestation(Shop.keyless(ALICE), "https://cosign.sigstore.dev/x/vuln/v1");
      assertOutcome(shop.verifier(shop.rule(provenance)).verify(shop.image("1"), Shop.soon()),
          Outcome.VERIFIED);
      var both = shop.verifier(shop.rule(provenance, scan)).verify(shop.image("1"), Shop.soon());
      assertOutcome(both, Outcome.WRONG_SIGNER);
      assertThat(both.message()).contains("vuln/v1");
      assertOutcome(shop.verifier(shop.rule(scan)).verify(shop.image("1"), Shop.soon()),
          Outcome.UNSIGNED);
    }
  }

  @Test
  void aThresholdCountsSignersAndNotSignatures() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.sign(digest, ALICE);
      shop.sign(digest, ALICE);
      shop.attachLegacy(digest, shop.signing(digest, ALICE).legacy());
      var wanted = Wanted.signature(Shop.keyless(ALICE, "bob@example.com"));
      var authority = new ImageAuthority.Signed("release", shop.root(), List.of(wanted),
          SignatureSource.BESIDE);
      var again = new ImageAuthority.Signed("again", shop.root(), List.of(wanted),
          SignatureSource.BESIDE);
      var two = Shop.rule(2, authority, again);
      var verdict = shop.verifier(two).verify(shop.image("1"), Shop.soon());
      assertOutcome(verdict, Outcome.WRONG_SIGNER);
      assertThat(verdict.message()).contains("2 different signers are needed");
      shop.sign(digest, "bob@example.com");
      assertOutcome(shop.verifier(two).verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
    }
  }

  @Test
  void oneWorkflowThatRanTwiceIsOneSigner() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      var workflow = Identity.workflow(Shop.ISSUER, "acme/app");
      for (var i = 0; i < 2; i++) {
        shop.attach(digest, shop.sigstore.signing(digest.toString()).by(workflow)
            .logged(LogVersion.V1).bundle());
      }
      var rule = Shop.rule(2, new ImageAuthority.Signed("release", shop.root(),
          List.of(Wanted.signature(Shop.keyless(workflow.name()))), SignatureSource.BESIDE));
      assertOutcome(shop.verifier(rule).verify(shop.image("1"), Shop.soon()),
          Outcome.WRONG_SIGNER);
    }
  }

  @Test
  void aRegistryThatIsDownIsNotAnUnsignedImageAndIsNotRemembered() throws IOException {
    var down = new AtomicBoolean(true);
    var holder = new ArrayList<Shop>();
    try (var shop = new Shop((request, out) -> {
      if (down.get()) {
        HostileServer.answer(out, 500, "text/plain", new byte[0]);
      } else {
        holder.getFirst().shelf.answer(request, out);
      }
    })) {
      holder.add(shop);
      var digest = shop.push("1", "one");
      shop.sign(digest, ALICE);
      var verifier = shop.alices();
      for (var image : List.of(shop.image("1"), shop.image("1").withDigest(digest))) {
        var verdict = verifier.verify(image, Shop.soon());
        assertOutcome(verdict, Outcome.UNAVAILABLE);
        assertThat(verdict.message()).contains("status 500");
      }
      down.set(false);
      assertOutcome(verifier.verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
    }
  }

  @Test
  void aRegistryThatHangsEndsAtTheDeadline() throws IOException {
    var end = new CountDownLatch(1);
    try (var shop = new Shop((_, _) -> await(end))) {
      var began = System.nanoTime();
      var verdict = shop.alices().verify(shop.image("1"),
          Deadline.after(Duration.ofMillis(300)));
      assertOutcome(verdict, Outcome.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    } finally {
      end.countDown();
    }
  }

  @Test
  void rulesThatAskForNoSignatureAskNoRegistry() throws IOException {
    try (var shop = new Shop()) {
      var passes = Shop.rule(1, new ImageAuthority.Fixed("open", true, ""));
      var fails = Shop.rule(1, new ImageAuthority.Fixed("closed", false, "not from here"));
      assertOutcome(shop.verifier(passes).verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
      var refused = shop.verifier(fails).verify(shop.image("1"), Shop.soon());
      assertOutcome(refused, Outcome.POLICY_ERROR);
      assertThat(refused.message()).contains("not from here");
      assertThat(shop.server.seen()).isEmpty();
      assertThat(shop.sources).containsOnly(Source.RULES);
    }
  }

  @Test
  void anImageThatNoRuleIsAboutIsNotGood() throws IOException {
    try (var shop = new Shop()) {
      var verdict = shop.alices().verify(ImageReference.parse("alpine"), Shop.soon());
      assertThat(verdict.isGood()).isFalse();
      assertThat(verdict.isCovered()).isFalse();
    }
  }

  @Test
  void aThousandWhoAskAtOnceAreOneVerificationAndOneResolution() throws Exception {
    var gate = new CountDownLatch(1);
    var holder = new ArrayList<Shop>();
    try (var shop = new Shop((request, out) -> {
      await(gate);
      holder.getFirst().shelf.answer(request, out);
    })) {
      holder.add(shop);
      shop.sign(shop.push("1", "one"), ALICE);
      var verifier = shop.alices();
      var asking = new ArrayList<Thread>();
      var good = Collections.synchronizedList(new ArrayList<Boolean>());
      for (var i = 0; i < 1000; i++) {
        asking.add(Thread.ofVirtual().start(
            () -> good.add(verifier.verify(shop.image("1"), Shop.soon()).isGood())));
      }
      gate.countDown();
      for (var each : asking) {
        each.join();
      }
      assertThat(good).hasSize(1000).containsOnly(true);
      assertThat(shop.sources).filteredOn(Source.REGISTRY::equals).hasSize(1);
      assertThat(shop.server.seen()).filteredOn(seen -> seen.path().endsWith("/manifests/1"))
          .hasSize(1);
      assertThat(shop.server.seen()).filteredOn(seen -> seen.path().contains("/referrers/"))
          .hasSize(1);
    }
  }

  @Test
  void goodVerdictsAreRememberedForAWhile() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.image("1").withDigest(shop.push("1", "one"));
      shop.sign(image.digest().orElseThrow(), ALICE);
      var verifier = shop.alices();
      verifier.verify(image, Shop.soon());
      var requests = shop.server.seen().size();
      shop.nanos.addAndGet(Duration.ofMinutes(9).toNanos());
      assertThat(verifier.verify(image, Shop.soon()).isGood()).isTrue();
      assertThat(shop.server.seen()).hasSize(requests);
      shop.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(verifier.verify(image, Shop.soon()).isGood()).isTrue();
      assertThat(shop.server.seen()).hasSizeGreaterThan(requests);
      assertThat(shop.sources).containsExactly(Source.REGISTRY, Source.MEMORY, Source.REGISTRY);
    }
  }

  @Test
  void badVerdictsAreRememberedForAShortWhile() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      var verifier = shop.alices();
      assertOutcome(verifier.verify(shop.image("1"), Shop.soon()), Outcome.UNSIGNED);
      shop.sign(digest, ALICE);
      assertOutcome(verifier.verify(shop.image("1"), Shop.soon()), Outcome.UNSIGNED);
      shop.nanos.addAndGet(Duration.ofSeconds(11).toNanos());
      assertOutcome(verifier.verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
    }
  }

  @Test
  void whatIsRememberedIsOfTheseRulesThisRootAndTheseCredentials() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.image("1").withDigest(shop.push("1", "one"));
      shop.sign(image.digest().orElseThrow(), ALICE);
      var verifier = shop.alices();
      verifier.verify(image, Shop.soon());
      var others = Shop.rules(shop.rule(Wanted.signature(Shop.keyless("bob@example.com"))));
      assertThat(verifier.with(others).verify(image, Shop.soon()).isGood()).isFalse();
      var foreign = Shop.rules(Shop.rule(1, new ImageAuthority.Signed("release",
          Shop.root(shop.sigstore.foreignRoot()),
          List.of(Wanted.signature(Shop.keyless(ALICE))), SignatureSource.BESIDE)));
      assertThat(verifier.with(foreign).verify(image, Shop.soon()).isGood()).isFalse();
      verifier.with(CredentialSource.of(new Credential.Basic("ann", "secret")))
          .verify(image, Shop.soon());
      verifier.verify(image, Shop.soon());
      assertThat(shop.sources).containsExactly(Source.REGISTRY, Source.REGISTRY, Source.REGISTRY,
          Source.REGISTRY, Source.MEMORY);
    }
  }

  @Test
  void signaturesMayBeKeptInAnotherRepository() throws IOException {
    try (var shop = new Shop(); var keeping = new Shop()) {
      var digest = shop.push("1", "one");
      keeping.attach(digest, shop.signing(digest, ALICE).bundle());
      var rule = Shop.rule(1, new ImageAuthority.Signed("release", shop.root(),
          List.of(Wanted.signature(Shop.keyless(ALICE))),
          new SignatureSource(Optional.of(keeping.server.registry() + "/acme/app"), List.of())));
      assertOutcome(shop.verifier(rule).verify(shop.image("1"), Shop.soon()), Outcome.VERIFIED);
    }
  }

  @Test
  void examiningShowsEveryCandidate() throws IOException {
    try (var shop = new Shop()) {
      var digest = shop.push("1", "one");
      shop.sign(digest, ALICE);
      shop.sign(digest, ALICE);
      shop.sign(digest, "mallory@example.com");
      shop.attest(digest, ALICE, PROVENANCE);
      var verdict = shop.alices().examine(shop.image("1"));
      assertThat(verdict.isGood()).isTrue();
      assertThat(verdict.rules().getFirst().accepted()).hasSize(2);
      assertThat(verdict.rules().getFirst().rejected()).hasSize(2);
    }
  }

  @Test
  void manyImagesAreVerifiedAtTheSameTime() throws IOException {
    try (var shop = new Shop()) {
      var images = new ArrayList<ImageReference>();
      for (var i = 0; i < 20; i++) {
        var digest = shop.push("t" + i, "text " + i);
        if (i % 2 == 0) {
          shop.attachLegacy(digest, shop.signing(digest, ALICE).legacy());
        }
        images.add(shop.image("t" + i));
      }
      var verdicts = shop.alices().verify(
          images.stream().map(ImageUse::of).toList(), Shop.soon());
      for (var i = 0; i < 20; i++) {
        assertThat(verdicts.get(i).image()).isEqualTo(images.get(i));
        assertThat(verdicts.get(i).isGood()).isEqualTo(i % 2 == 0);
      }
    }
  }

  private static void assertOutcome(ImageVerdict verdict, Outcome outcome) {
    assertThat(verdict.rules()).as(verdict.message()).singleElement()
        .extracting(RuleVerdict::outcome).isEqualTo(outcome);
    assertThat(verdict.isGood()).isEqualTo(outcome == Outcome.VERIFIED);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
