package dev.gatehouse.trust.image;

import static dev.gatehouse.trust.image.Shop.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.registry.HostileServer;
import dev.gatehouse.trust.registry.HostileServer.Script;
import dev.gatehouse.trust.registry.MediaTypes;
import dev.gatehouse.trust.registry.Shelf;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** A registry that misbehaves in the middle of a verification admits nothing, soon and small. */
@Timeout(120)
class ImageFaultsTest {

  private static final Duration PATIENCE = Duration.ofMillis(800);

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void release() {
    end.countDown();
  }

  @TestFactory
  Stream<DynamicTest> aFaultWhereverItHappensAdmitsNothing() {
    var tests = new ArrayList<DynamicTest>();
    faults().forEach((name, fault) -> {
      for (var place : List.of("/manifests/1", "/referrers/", ".sig", "/blobs/")) {
        tests
            .add(DynamicTest.dynamicTest(name + " at " + place, () -> admitsNothing(place, fault)));
      }
    });
    return tests.stream();
  }

  @Test
  void aMissingImageAndARegistryThatRefusesUsAreAnswersOfTheirOwn() throws IOException {
    try (var shop = new Shop()) {
      var missing = shop.alices().verify(shop.image("nowhere"), Shop.soon());
      assertThat(missing.rules().getFirst().outcome()).isEqualTo(Outcome.MISSING);
      assertThat(missing.isGood()).isFalse();
    }
    try (var shop = new Shop((_, out) -> HostileServer.head(out, 403, "Content-Length", "0"))) {
      for (var image : List.of(shop.image("1"),
          shop.image("1").withDigest(Digest.of(new byte[1])))) {
        var refused = shop.alices().verify(image, Shop.soon());
        assertThat(refused.rules().getFirst().outcome()).isEqualTo(Outcome.UNAUTHORIZED);
        assertThat(refused.message()).contains("denies access");
      }
    }
  }

  private Map<String, Script> faults() {
    var faults = new LinkedHashMap<String, Script>();
    faults.put("slow", (_, _) -> hang());
    faults.put("hangs up", (_, _) -> {});
    faults.put("error 500", (_, out) -> HostileServer.answer(out, 500, "x/y", new byte[0]));
    faults.put("too many requests", (_, out) -> HostileServer.head(out, 429, "Retry-After", "900",
        "Content-Length", "0"));
    faults.put("denied", (_, out) -> HostileServer.head(out, 403, "Content-Length", "0"));
    faults.put("lying digest", (_, out) -> HostileServer.answer(out, 200, MediaTypes.OCI_MANIFEST,
        Shelf.artifact(Digest.of(new byte[]{5}).toString()).getBytes(StandardCharsets.UTF_8)));
    faults.put("endless body", (_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_INDEX);
      pour(out);
    });
    faults.put("200 MB", (_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_INDEX, "Content-Length",
          String.valueOf(200 << 20));
      pour(out);
    });
    faults.put("redirect to metadata", (_, out) -> HostileServer.head(out, 307, "Location",
        "http://169.254.169.254/latest", "Content-Length", "0"));
    faults.put("realm elsewhere", (_, out) -> HostileServer.head(out, 401, "WWW-Authenticate",
        "Bearer realm=\"http://169.254.169.254/token\"", "Content-Length", "0"));
    faults.put("truncated", (_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_INDEX, "Content-Length", "100");
      out.write('{');
    });
    return faults;
  }

  /** The image is signed by the wrong person alone, so good can only be a mistake. */
  private void admitsNothing(String place, Script fault) throws IOException {
    var holder = new ArrayList<Shop>();
    try (var shop = new Shop((request, out) -> {
      if (request.path().contains(place)) {
        fault.answer(request, out);
      } else {
        holder.getFirst().shelf.answer(request, out);
      }
    })) {
      holder.add(shop);
      var digest = shop.push("1", "one");
      shop.sign(digest, "mallory@example.com");
      shop.attachLegacy(digest, shop.signing(digest, "mallory@example.com").legacy());
      var began = System.nanoTime();
      var verdict = shop.alices().verify(shop.image("1"), Deadline.after(PATIENCE));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(verdict.isGood()).isFalse();
      assertThat(verdict.message()).isNotEmpty();
    }
  }

  @Test
  void aFaultBesideAGoodSignatureDoesNotRefuseIt() throws IOException {
    var holder = new ArrayList<Shop>();
    try (var shop = new Shop((request, out) -> {
      if (request.path().contains("/referrers/")) {
        HostileServer.answer(out, 500, "x/y", new byte[0]);
      } else {
        holder.getFirst().shelf.answer(request, out);
      }
    })) {
      holder.add(shop);
      var digest = shop.push("1", "one");
      shop.attachLegacy(digest, shop.signing(digest, ALICE).legacy());
      assertThat(shop.alices().verify(shop.image("1"), Shop.soon()).isGood()).isTrue();
    }
  }

  @Test
  void aLogWhoseKeyWasRotatedIsBelievedForWhatItSignedWithEither() throws IOException {
    try (var shop = new Shop()) {
      shop.sign(shop.push("1", "one"), ALICE);
      var old = shop.sigstore.trustedRoot();
      var rotated = shop.sigstore.foreignRoot();
      var onlyNew = old.with("tlogs", items(rotated, "tlogs"));
      var both = old.with("tlogs", ArrayValue.of(Stream.concat(
          items(old, "tlogs").items().stream(), items(rotated, "tlogs").items().stream())
          .toList()));
      assertOutcome(shop, Shop.root(onlyNew), Outcome.WRONG_SIGNER);
      assertOutcome(shop, Shop.root(both), Outcome.VERIFIED);
    }
  }

  @Test
  void anExpiredTrustRootAdmitsNothing() throws IOException {
    try (var shop = new Shop()) {
      shop.sign(shop.push("1", "one"), ALICE);
      var root = shop.sigstore.trustedRoot();
      for (var part : List.of("tlogs", "ctlogs", "certificateAuthorities")) {
        assertOutcome(shop, Shop.root(root.with(part, ended(items(root, part)))),
            Outcome.WRONG_SIGNER);
      }
    }
  }

  private static ArrayValue items(ObjectValue root, String part) {
    return (ArrayValue) Objects.requireNonNull(root.get(part));
  }

  /** The same, good for one day of long ago. */
  private static ArrayValue ended(ArrayValue items) {
    return ArrayValue.of(items.items().stream().map(item -> ended((ObjectValue) item)).toList());
  }

  private static Value ended(ObjectValue item) {
    var never = ObjectValue.of("start", StringValue.of("2020-01-01T00:00:00Z"), "end",
        StringValue.of("2020-01-02T00:00:00Z"));
    return item.get("publicKey") instanceof ObjectValue key
        ? item.with("publicKey", key.with("validFor", never))
        : item.with("validFor", never);
  }

  private static void assertOutcome(Shop shop, TrustRoot root, Outcome outcome) {
    var rule = Shop.rule(1, new ImageAuthority.Signed("release", root,
        List.of(Wanted.signature(Shop.keyless(ALICE))), SignatureSource.BESIDE));
    var verdict = shop.verifier(rule).verify(shop.image("1"), Shop.soon());
    assertThat(verdict.rules().getFirst().outcome()).as(verdict.message()).isEqualTo(outcome);
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pour(OutputStream out) throws IOException {
    var piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    while (end.getCount() > 0) {
      out.write(piece);
    }
  }
}
