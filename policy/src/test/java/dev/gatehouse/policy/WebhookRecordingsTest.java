package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Answers recorded from the real Gatekeeper are reproduced. */
class WebhookRecordingsTest {

  @TestFactory
  Stream<DynamicTest> answersAsGatekeeperDoes() throws IOException {
    var suites = Conformance.folder("webhook");
    try (var folders = Files.list(suites)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("policies"))).sorted()
          .toList().stream().flatMap(WebhookRecordingsTest::answers);
    }
  }

  private static Stream<DynamicTest> answers(Path suite) {
    var policies = load(suite);
    var admission = new Admission("gatekeeper-system", TemplateOptions.DEFAULT,
        Admission.UnknownNamespace.REFUSE);
    try (var reviews = Files.list(suite.resolve("reviews"))) {
      return reviews.sorted().toList().stream().map(review -> {
        var name = suite.getFileName() + "/" + review.getFileName();
        return DynamicTest.dynamicTest(name, () -> {
          var request = AdmissionReview.parse(Json.parse(Files.readAllBytes(review))).request();
          var answer = admission.admit(policies, request, ReviewOptions.DEFAULT).response();
          var recorded = Json.parse(Files.readAllBytes(
              suite.resolve("responses").resolve(review.getFileName())));
          assertThat(essence(answer.toValue())).isEqualTo(essence(recorded));
        });
      });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static PolicySet load(Path suite) {
    try (var source = new FolderPolicySource(
        List.of(suite.resolve("policies"), suite.resolve("cluster")), TemplateOptions.DEFAULT,
        Duration.ofSeconds(1))) {
      var loaded = source.current();
      assertThat(loaded.problems()).isEmpty();
      return loaded.policies().orElseThrow();
    }
  }

  /** What must be the same: lines sorted, because tied lines come in any order. */
  private static String essence(Value value) {
    var response = KubernetesObject.of((ObjectValue) value);
    var lines = response.textAt("status", "message").split("\n");
    Arrays.sort(lines);
    var warnings = response.at("warnings") instanceof ArrayValue texts
        ? texts.items().stream().map(Value::toString).sorted().toList()
        : List.of();
    return response.textAt("uid") + "\n" + BooleanValue.TRUE.equals(response.at("allowed")) + "\n"
        + response.at("status", "code") + "\n" + response.textAt("status", "reason") + "\n"
        + String.join("\n", lines) + "\n" + warnings;
  }
}
