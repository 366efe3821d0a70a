package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Policy resources are admitted and refused as by the real Gatekeeper. */
class OwnResourcesTest {

  /** Templates whose code Gatekeeper admits and then reports in their status. */
  private static final Set<String> REFUSED_BY_US = Set.of(
      "template-data-ref", "template-empty-rego", "template-http-send", "template-import-data",
      "template-lib-bad-package", "template-lib-missing", "template-no-violation",
      "template-parse-error", "template-rego-v1-import", "template-two-errors",
      "template-undefined-function", "template-unknown-engine", "template-unsafe-var");

  @TestFactory
  Stream<DynamicTest> admitsAsGatekeeperDoes() throws IOException {
    var suite = Conformance.folder("own-resources");
    var policies = load(suite);
    var admission = new Admission("gatekeeper-system", TemplateOptions.DEFAULT,
        Admission.UnknownNamespace.REFUSE);
    try (var reviews = Files.list(suite.resolve("reviews"))) {
      return reviews.sorted().toList().stream()
          .filter(file -> !file.getFileName().toString().matches("(assign|modifyset).*"))
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            var request = AdmissionReview.parse(Json.parse(Files.readAllBytes(file))).request();
            var answer = admission.admit(policies, request, ReviewOptions.DEFAULT).response();
            var recorded = KubernetesObject.of((ObjectValue) Json.parse(
                Files.readAllBytes(suite.resolve("responses").resolve(file.getFileName()))));
            var name = file.getFileName().toString().replace(".json", "");
            if (REFUSED_BY_US.contains(name)) {
              assertThat(answer.code()).isEqualTo(422);
              assertThat(answer.message()).isNotEmpty();
            } else {
              assertThat(Integer.toString(answer.code()))
                  .as(answer.message())
                  .isEqualTo(String.valueOf(recorded.at("status", "code")));
            }
          }));
    }
  }

  private static PolicySet load(Path suite) {
    try (var source = new FolderPolicySource(List.of(suite.resolve("policies")),
        TemplateOptions.DEFAULT, Duration.ofSeconds(1))) {
      var loaded = source.current();
      assertThat(loaded.problems()).isEmpty();
      return loaded.policies().orElseThrow();
    }
  }
}
