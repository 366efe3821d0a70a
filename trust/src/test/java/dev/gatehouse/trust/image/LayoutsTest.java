package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.BundleVersion;
import dev.gatehouse.emulator.Fault;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.registry.HostileServer;
import dev.gatehouse.trust.registry.MediaTypes;
import dev.gatehouse.trust.registry.Shelf;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures count however tools lay them out in a registry; forged ones count in no layout. */
class LayoutsTest {

  private static final String ALICE = Shop.ALICE;
  private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

  private static void assertGood(Shop shop) {
    assertOutcome(shop, Outcome.VERIFIED);
  }

  private static void assertOutcome(Shop shop, Outcome outcome) {
    var verdict = shop.alices().verify(shop.image("1"), Shop.soon());
    assertThat(verdict.rules().getFirst().outcome()).as(verdict.message()).isEqualTo(outcome);
  }

  /** Stores a bundle as an artifact of its own, without listing it. */
  private static Digest artifact(Shop shop, Digest image, String type, byte[]... bundles) {
    var layers = new ArrayList<String>();
    for (var bundle : bundles) {
      layers.add(Shelf.layer(
          type, shop.shelf.blob(new String(bundle, UTF_8)), bundle.length, ""));
    }
    return shop.shelf.manifest(
        Shelf.artifact(image.toString(), layers.toArray(String[]::new)));
  }

  private static String listed(Shop shop, Digest artifact, String more) {
    return shop.shelf.descriptor(artifact).replaceFirst("}$", more + "}");
  }

  private static String index(List<String> entries) {
    return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\"manifests\":["
        + String.join(",", entries) + "]}";
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionOfBundles(BundleVersion version) throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var bundle = shop.signing(image, ALICE).as(version).bundle();
      shop.shelf.refer(image, listed(shop,
          artifact(shop, image, version.mediaType(), bundle), ""));
      assertGood(shop);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureOfTheManifestItselfAndNotOfAStatement(BundleVersion version) throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      shop.attach(image, shop.signing(image, ALICE).as(version).fileBundle());
      assertGood(shop);
    }
  }

  @Test
  void aBundleOfARawKey() throws Exception {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
      shop.attach(image, shop.signing(image, ALICE).by(pair).bundle());
      var rule = shop.rule(
          Wanted.signature(new Authority.Key(VerificationKey.of(pair.getPublic()))));
      assertThat(shop.verifier(rule).verify(shop.image("1"), Shop.soon()).isGood()).isTrue();
      assertOutcome(shop, Outcome.WRONG_SIGNER);
    }
  }

  @Test
  void referrersWithTypesAndAnnotationsThatSayNothing() throws IOException {
    for (var more : List.of("", ",\"artifactType\":\"application/vnd.oci.empty.v1+json\"",
        ",\"artifactType\":\"application/x-unknown\"",
        ",\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\"}",
        ",\"annotations\":{\"dev.sigstore.bundle.predicateType\":\"https://elsewhere.example/x\"}",
        ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}")) {
      try (var shop = new Shop()) {
        var image = shop.push("1", "one");
        shop.shelf.refer(image, listed(shop, artifact(shop, image, MediaTypes.BUNDLE,
            shop.signing(image, ALICE).bundle()), more));
        assertGood(shop);
      }
    }
  }

  @Test
  void theSameReferrerListedTwiceAndSeveralBundlesInOneManifest() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var artifact = artifact(shop, image, MediaTypes.BUNDLE,
          shop.signing(image, "bob@example.com").bundle(), shop.signing(image, ALICE).bundle());
      shop.shelf.refer(image, listed(shop, artifact, ""));
      shop.shelf.refer(image, listed(shop, artifact, ""));
      assertGood(shop);
    }
  }

  @Test
  void referrersOnALaterPage() throws IOException {
    var started = new AtomicReference<Shop>();
    try (var shop = new Shop((request, out) -> {
      if (request.path().contains("/referrers/") && !request.path().contains("?")) {
        var empty = index(List.of()).getBytes(UTF_8);
        HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_INDEX, "Content-Length",
            "" + empty.length, "Link", "<" + request.path() + "?n=2>; rel=\"next\"");
        out.write(empty);
      } else {
        started.get().shelf.answer(new HostileServer.Seen(request.method(),
            request.path().replace("?n=2", ""), request.headers(), request.body()), out);
      }
    })) {
      started.set(shop);
      var image = shop.push("1", "one");
      shop.sign(image, ALICE);
      assertGood(shop);
    }
  }

  @Test
  void theFallbackTagWithManyEntries() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var entries = new ArrayList<String>();
      for (var i = 0; i < 30; i++) {
        entries.add(listed(shop,
            artifact(shop, image, "application/spdx+json", ("junk " + i).getBytes(UTF_8)), ""));
      }
      entries.add(listed(shop, artifact(shop, image, MediaTypes.BUNDLE,
          shop.signing(image, ALICE).bundle()),
          ",\"artifactType\":\"application/vnd.oci.empty.v1+json\""));
      shop.shelf.put("manifests/sha256-" + image.hex(), MediaTypes.OCI_INDEX,
          index(entries).getBytes(UTF_8));
      assertGood(shop);
    }
  }

  @Test
  void severalLayersBelowTheTagOfWhichOneIsGood() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      shop.attachLegacy(image, shop.signing(image, ALICE, Fault.SIGNATURE_FORGED).legacy(),
          shop.signing(image, "bob@example.com").legacy(), shop.signing(image, ALICE).legacy());
      assertGood(shop);
    }
  }

  @Test
  void theOlderFormAmongTheReferrersAndWithDockersMediaTypes() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var layer = shop.signing(image, ALICE).legacy();
      var annotations = layer.annotations().entrySet().stream()
          .map(each -> Json.write(StringValue.of(each.getKey())) + ":"
              + Json.write(StringValue.of(each.getValue())))
          .collect(Collectors.joining(",", "{", "}"));
      var artifact = Shelf.artifact(image.toString(), Shelf.layer(layer.mediaType(),
          shop.shelf.blob(new String(layer.content(), UTF_8)), layer.content().length,
          annotations));
      shop.shelf.refer(image, listed(shop, shop.shelf.manifest(artifact),
          ",\"artifactType\":\"application/vnd.dev.cosign.artifact.sig.v1+json\""));
      assertGood(shop);
    }
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      shop.attachLegacy(image, shop.signing(image, ALICE).legacy());
      var tag = "manifests/sha256-" + image.hex() + ".sig";
      shop.shelf.put(tag, DOCKER, shop.shelf.text(tag).replace(MediaTypes.OCI_MANIFEST, DOCKER)
          .getBytes(UTF_8));
      assertGood(shop);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FOREIGN_CA", "CERTIFICATE_EXPIRED", "SCT_OF_OTHER_CERTIFICATE",
      "SCT_FOREIGN_LOG", "FOREIGN_LOG", "INTEGRATED_TIME_LATE", "ENTRY_OF_OTHER_SIGNATURE",
      "ENTRY_OF_OTHER_KEY", "ENTRY_OF_OTHER_CONTENT", "ENTRY_CHANGED", "SIGNATURE_FORGED",
      "OTHER_IMAGE"})
  void aForgedSignatureCountsInNoForm(Fault fault) throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      shop.sign(image, ALICE, fault);
      shop.attach(image, shop.signing(image, ALICE, fault).fileBundle());
      shop.attachLegacy(image, shop.signing(image, ALICE, fault).legacy());
      assertOutcome(shop, Outcome.WRONG_SIGNER);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PROOF_CORRUPT", "PROOF_STALE", "PROOF_WRONG_INDEX", "CHECKPOINT_FORGED",
      "CHECKPOINT_OTHER_ROOT", "CHECKPOINT_OTHER_HINT"})
  void aProofOfSomethingElseMakesABundleCountForNothing(Fault fault) throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      shop.sign(image, ALICE, fault);
      assertOutcome(shop, Outcome.WRONG_SIGNER);
    }
  }

  @Test
  void aReferrerOfAnotherImageIsNotLookedAt() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var other = shop.push("2", "two");
      shop.shelf.refer(image, listed(shop, artifact(shop, other, MediaTypes.BUNDLE,
          shop.signing(other, ALICE).bundle()), ""));
      assertOutcome(shop, Outcome.UNSIGNED);
    }
  }

  @Test
  void whatTheRegistrySaysOfAnAttestationIsNotWhatItAttests() throws IOException {
    try (var shop = new Shop()) {
      var image = shop.push("1", "one");
      var bundle = shop.signing(image, ALICE)
          .attesting("https://elsewhere.example/x", ObjectValue.EMPTY).bundle();
      shop.shelf.refer(image, listed(shop, artifact(shop, image, MediaTypes.BUNDLE, bundle),
          ",\"annotations\":{\"dev.sigstore.bundle.predicateType\":\"" + Shop.PROVENANCE + "\"}"));
      var rule = shop.rule(Wanted.attestation(Shop.keyless(ALICE), Shop.PROVENANCE));
      assertThat(shop.verifier(rule).verify(shop.image("1"), Shop.soon()).isGood()).isFalse();
    }
  }
}
