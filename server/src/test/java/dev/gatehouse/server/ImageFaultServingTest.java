package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a registry does in the middle of a decision, the webhook admits nothing, answers in time
 * and takes little; afterwards it decides as before. What is wrong with a trust root admits nothing
 * either.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ImageFaultServingTest {

  /** The deadline of one image is 2 seconds; the rest is a loaded machine's. */
  private static final Duration LONGEST = Duration.ofSeconds(9);
  /** What the client may read at most, and what lies in the buffers of sockets. */
  private static final long MOST_BYTES = 24L << 20;
  private static final List<String> PLACES = List.of("/manifests/1", "/referrers/", ".sig",
      "/blobs/");

  @TempDir
  private static Path folder;
  private FaultyRegistry registry;
  private ImageStage stage;
  private int images;

  @BeforeAll
  void start() throws Exception {
    var sigstore = LocalSigstore.create(InstantSource.system()).serve();
    registry = FaultyRegistry.before(sigstore.address());
    stage = ImageStage.start(folder, sigstore, registry.address());
  }

  @AfterAll
  void stop() throws IOException {
    stage.close();
    registry.close();
  }

  /** The images are signed by somebody else alone, so to admit one can only be a mistake. */
  @ParameterizedTest
  @EnumSource
  void aRegistrysFaultAdmitsNothingWhereverItHappens(RegistryFault fault) throws Exception {
    for (var place : PLACES) {
      var name = "bad-" + images++;
      stage.push(name, ImageStage.MALLORY);
      registry.misbehave(place, fault);
      var began = System.nanoTime();
      var review = stage.ask("/v1/admit", stage.image(name + ":1"));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).as(place).isLessThan(LONGEST);
      assertThat(review.at("response", "allowed")).as(place).hasToString("false");
      assertThat(review.textAt("response", "status", "message")).as(place)
          .contains("[image-policy-shop-releases]", "owner: shop (#shop)");
      assertThat(registry.written()).as(place).isLessThan(MOST_BYTES);
      registry.behave();
    }
    var good = "good-" + images++;
    stage.push(good, ImageStage.RELEASE);
    assertAllowed(good, true);
  }

  private void assertAllowed(String name, boolean allowed) throws Exception {
    var review = stage.ask("/v1/admit", stage.image(name + ":1"));
    assertThat(review.at("response", "allowed"))
        .as(review.textAt("response", "status", "message")).hasToString(String.valueOf(allowed));
  }

  @Test
  void aLogWhoseKeyWasRotatedIsBelievedWhenTheRootNamesBothKeys() throws Exception {
    stage.push("rotated", ImageStage.RELEASE);
    var old = stage.rules().trustedRoot();
    var rotated = stage.sigstore().sigstore().foreignRoot();
    assertDecides(old.with("tlogs", items(rotated, "tlogs")), false);
    assertDecides(old.with("tlogs", ArrayValue.of(Stream.concat(
        items(old, "tlogs").items().stream(), items(rotated, "tlogs").items().stream())
        .toList())), true);
    assertDecides(old, true);
  }

  @Test
  void anExpiredTrustRootAdmitsNothing() throws Exception {
    stage.push("rotated", ImageStage.RELEASE);
    var root = stage.rules().trustedRoot();
    for (var part : List.of("tlogs", "ctlogs", "certificateAuthorities")) {
      assertDecides(root.with(part, ArrayValue.of(items(root, part).items().stream()
          .map(item -> ended((ObjectValue) item)).toList())), false);
    }
    assertDecides(root, true);
  }

  /** Has the server believe another root, which it takes from the file while it serves. */
  private void assertDecides(ObjectValue root, boolean allowed) throws Exception {
    stage.rules().withTrustedRoot(root).write(folder);
    TestServer.await(() -> {
      try {
        return BooleanValue.of(allowed).equals(
            stage.ask("/v1/admit", stage.image("rotated:1")).at("response", "allowed"));
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  private static ArrayValue items(ObjectValue root, String part) {
    return (ArrayValue) Objects.requireNonNull(root.get(part));
  }

  /** The same, good for one day of long ago. */
  private static Value ended(ObjectValue item) {
    var never = ObjectValue.of("start", StringValue.of("2020-01-01T00:00:00Z"), "end",
        StringValue.of("2020-01-02T00:00:00Z"));
    return item.get("publicKey") instanceof ObjectValue key
        ? item.with("publicKey", key.with("validFor", never))
        : item.with("validFor", never);
  }
}
