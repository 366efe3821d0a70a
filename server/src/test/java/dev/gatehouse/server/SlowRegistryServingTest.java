package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.LocalSigstore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that never answers does not keep images of other registries from being judged. */
class SlowRegistryServingTest {

  private static final int SLOW_REQUESTS = 30;

  @TempDir
  private Path folder;

  @Test
  void imagesOfOtherRegistriesAreAdmittedWhileOneRegistryHangs() throws Exception {
    var sigstore = LocalSigstore.create(InstantSource.system()).serve();
    try (var slow = FaultyRegistry.before(sigstore.address());
        var stage = ImageStage.start(folder, sigstore, slow.address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var rules = folder.resolve("policies").resolve("images.yaml");
      Files.writeString(rules, twoRegistries(stage, sigstore.address()));
      stage.push("quick", ImageStage.RELEASE);
      var quick = sigstore.address() + "/shop/quick:1";
      TestServer.await(() -> stage.images().problems().isEmpty());
      TestServer.await(() -> isAllowed(stage, quick));
      slow.misbehave("/manifests/", RegistryFault.SLOW);
      var hanging = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < SLOW_REQUESTS; i++) {
        var image = stage.image("slow-" + i + ":1");
        hanging.add(threads.submit(() -> isAllowed(stage, image)));
      }
      TestServer.await(() -> slow.written() > 0);
      stage.push("late", ImageStage.RELEASE);
      assertThat(isAllowed(stage, sigstore.address() + "/shop/late:1")).isTrue();
      assertThat(hanging).noneMatch(Future::isDone);
      for (var answer : hanging) {
        assertThat(answer.get()).isFalse();
      }
    }
  }

  private static String twoRegistries(ImageStage stage, String other) {
    var rules = stage.rules().withSettings(
        Map.of("atOnce", 8, "badForSeconds", 1, "tagForSeconds", 1, "deadlineSeconds",
            9));
    return rules.text()
        .replace("registries: [", "registries: [{host: \"" + other + "\", plainHTTP: true}, ")
        .replace("images: [{glob: \"" + rules.registry() + "/shop/**\"}]\n  authorities",
            "images: [{glob: \"" + rules.registry() + "/shop/**\"}, {glob: \"" + other
                + "/shop/**\"}]\n  authorities");
  }

  private static boolean isAllowed(ImageStage stage, String image) {
    try {
      return ImageStage.isAllowed(stage.ask("/v1/admit", image));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
