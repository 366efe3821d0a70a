package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.trust.image.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an image policy in a file to the answer of the webhook, with a registry and a Sigstore. */
class ImageStoryTest {

  @TempDir
  private Path folder;
  private ImageStage stage;

  @BeforeEach
  void start() throws Exception {
    stage = ImageStage.start(folder);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private void assertRefused(String image, String... because) throws Exception {
    var review = stage.ask("/v1/admit", image);
    assertThat(review.at("response", "allowed")).hasToString("false");
    assertThat(review.textAt("response", "status", "message")).contains(because);
    assertThat(stage.ask("/v1/mutate", image).at("response", "patch")).isNull();
  }

  @Test
  void admitsAndPinsWhatTheWantedIdentitySigned() throws Exception {
    var digest = stage.push("web", ImageStage.RELEASE);
    var mutated = stage.ask("/v1/mutate", stage.image("web:1"));
    assertThat(new String(Base64.getDecoder().decode(mutated.textAt("response", "patch")),
        StandardCharsets.UTF_8)).contains(stage.image("web:1@" + digest));
    assertThat(stage.ask("/v1/admit", stage.image("web:1@" + digest)).at("response", "allowed"))
        .hasToString("true");
    var finding = stage.images().find(
        List.of(stage.image("web:1")), Surroundings.NONE,
        System.nanoTime() + Duration.ofSeconds(20).toNanos())
        .getFirst();
    assertThat(Json.write(finding.facts())).contains("release@shop.example",
        "https://accounts.example.com", digest, "\"team\":\"shop\"", "\"outcome\":\"verified\"");
  }

  @Test
  void refusesAnUnsignedImageNamingItsOwner() throws Exception {
    stage.push("unsigned");
    assertRefused(stage.image("unsigned:1"), "no signature", "release@shop.example",
        "owner: shop (#shop)");
  }

  @Test
  void refusesAnImageThatSomebodyElseSigned() throws Exception {
    stage.push("web", ImageStage.MALLORY);
    assertRefused(stage.image("web:1"), "it was signed by mallory@elsewhere.example",
        "expected release@shop.example", "owner: shop (#shop)");
  }

  @Test
  void refusesATagThatWasMovedAfterSigning() throws Exception {
    stage.push("web", ImageStage.RELEASE);
    var evil = stage.sigstore().registry().push("shop/web", "evil", "something else");
    stage.sigstore().registry().tag("shop/web", "1", evil);
    assertRefused(stage.image("web:1"), "no signature of " + evil);
  }

  @Test
  void refusesAnImageThatNoPolicyIsAbout() throws Exception {
    assertRefused(stage.sigstore().address() + "/other/web:1",
        "no image policy is about this image",
        "no owner is known");
  }

  @Test
  void saysWhenTheRegistryDoesNotAnswer() throws Exception {
    assertRefused(stage.image("nowhere:1"), "not found", "owner: shop (#shop)");
  }

  @Test
  void keepsTheLastGoodRulesWhenFilesBreakAndTakesMendedOnes() throws Exception {
    stage.push("web", ImageStage.MALLORY);
    var rules = folder.resolve("policies/images.yaml");
    var good = Files.readString(rules);
    Files.writeString(rules, good.replace("subject: release@shop.example", "nobody: x"));
    TestServer.await(() -> !stage.images().problems().isEmpty());
    assertThat(stage.images().problems()).anySatisfy(
        problem -> assertThat(problem).contains("images.yaml:", "ImagePolicy shop-releases",
            "nobody"));
    assertRefused(stage.image("web:1"), "mallory@elsewhere.example");
    Files.writeString(rules, good.replace("subject: release@shop.example",
        "subject: mallory@elsewhere.example"));
    TestServer.await(() -> stage.images().problems().isEmpty());
    TestServer.await(() -> stage.images().find(List.of(stage.image("web:1")),
        Surroundings.NONE, System.nanoTime() + Duration.ofSeconds(5).toNanos()).getFirst().error()
        .isEmpty());
  }
}
