package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.LocalSigstore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server has verified it remembers for itself: another one, or the same after a restart,
 * verifies again. It never takes an image for good because something in a request says so.
 */
class ImageReplicaTest {

  @TempDir
  private Path folder;

  @Test
  void anotherReplicaVerifiesAgainAndAdmitsNothingThatItCannotVerify() throws Exception {
    var sigstore = LocalSigstore.create(InstantSource.system()).serve();
    try (var registry = FaultyRegistry.before(sigstore.address());
        var first = ImageStage.start(
            Files.createDirectory(folder.resolve("first")), sigstore, registry.address());
        var second = ImageStage.start(
            Files.createDirectory(folder.resolve("second")), sigstore, registry.address())) {
      var child = first.image("web@" + first.push("web", ImageStage.RELEASE));
      assertAllowed(first, child, true);
      registry.misbehave("/", RegistryFault.DOWN);
      assertAllowed(first, child, true);
      assertAllowed(second, child, false);
      registry.behave();
      assertAllowed(second, child, true);
      registry.misbehave("/", RegistryFault.DOWN);
      assertAllowed(second, child, true);
      try (var restarted = ImageStage.start(
          Files.createDirectory(folder.resolve("again")), sigstore, registry.address())) {
        assertAllowed(restarted, child, false);
      }
    }
  }

  private static void assertAllowed(ImageStage stage, String image, boolean expected)
      throws Exception {
    var review = stage.ask("/v1/admit", image);
    assertThat(review.at("response", "allowed")).as(review.toString())
        .hasToString(String.valueOf(expected));
  }
}
