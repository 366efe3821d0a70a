package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.trust.image.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Policies in Rego inside of image policies are part of the decision. */
@TestInstance(Lifecycle.PER_CLASS)
class ImageFactPolicyServingTest {

  private static final String SCAN = "https://scanner.example.com/scan/v1";
  private static final String RULE = """
      apiVersion: trust.gatehouse.dev/v1alpha1
      kind: ImagePolicy
      metadata: {name: %s}
      spec:
        images: [{glob: "%s/scanned/%s/**"}]
        authorities:
        - name: release
          keyless:
            trustRootRef: local
            identities: [{issuer: "%s", subject: %s}]
          attestations:
          - name: scan
            predicateType: %s
            policy:
              type: rego
              data: |
                package sigstore
                isCompliant[{"result": ok, "error": "too many holes"}] {
                  ok := input.predicate.holes < 3
                }
        policy:
          type: rego
      %s
      ---
      """;

  @TempDir
  private static Path folder;
  private ImageStage stage;

  @BeforeAll
  void start() throws Exception {
    stage = ImageStage.start(folder);
    var rules = rule("signers", "count(input.authorityMatches.release.attestations.scan) == 1", "")
        + rule("spec", "not input.spec.hostNetwork; input.metadata.name == \"web\";"
            + " input.typemeta.kind == \"Pod\"",
            "    includeSpec: true\n    includeObjectMeta: true\n    includeTypeMeta: true\n")
        + rule("config", "input.config[\"linux/amd64\"].architecture == \"amd64\"",
            "    fetchConfigFile: true\n")
        + rule("failing", "input.config", "");
    Files.writeString(folder.resolve("policies").resolve("scanned.yaml"), rules);
    push("scanned/signers/ready", 0);
    TestServer.await(() -> isAllowed("signers/ready", ""));
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  private String rule(String name, String condition, String fields) {
    return RULE.formatted(name, stage.rules().registry(), name,
        ImageStage.RELEASE.issuer(), ImageStage.RELEASE.name(), SCAN,
        fields + "    data: |\n      package sigstore\n      isCompliant { " + condition + " }\n");
  }

  private void push(String repository, int holes) {
    var registry = stage.sigstore().registry();
    var digest = registry.push(repository, "1", repository);
    registry.attach(repository, digest, stage.sigstore().sigstore().signing(digest)
        .by(ImageStage.RELEASE).attesting(SCAN, ObjectValue.of("holes", IntegerValue.of(holes)))
        .bundle());
  }

  private KubernetesObject ask(String name, String fields) {
    try {
      return stage.ask("/v1/admit", "shop", fields,
          stage.rules().registry() + "/scanned/" + name + ":1");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isAllowed(String name, String fields) {
    return ImageStage.isAllowed(ask(name, fields));
  }

  private String message(String name, String fields) {
    return ask(name, fields).textAt("response", "status", "message");
  }

  @Test
  void whatIsAttestedMustComply() {
    push("scanned/signers/bad", 3);
    assertThat(message("signers/bad", "")).contains("too many holes");
  }

  @Test
  void anyAttestationThatCompliesIsEnough() {
    push("scanned/signers/mended", 3);
    var registry = stage.sigstore().registry();
    var digest = registry.digest("scanned/signers/mended", "1").orElseThrow();
    registry.attach("scanned/signers/mended", digest,
        stage.sigstore().sigstore().signing(digest).by(ImageStage.RELEASE)
            .attesting(SCAN, ObjectValue.of("holes", IntegerValue.of(1))).bundle());
    assertThat(isAllowed("signers/mended", "")).isTrue();
  }

  @Test
  void theWholePolicyLooksAtTheObjectThatUsesTheImage() {
    push("scanned/spec/a", 0);
    assertThat(isAllowed("spec/a", "")).isTrue();
    assertThat(message("spec/a", "\"hostNetwork\": true, "))
        .contains("the policy of spec objects: isCompliant is not true");
    assertThat(isAllowed("spec/a", "")).isTrue();
  }

  @Test
  void theWholePolicyLooksAtTheConfigurationOfTheImage() {
    push("scanned/config/a", 0);
    assertThat(isAllowed("config/a", "")).isTrue();
    push("scanned/failing/a", 0);
    assertThat(message("failing/a", "")).contains("isCompliant is not true");
  }

  @Test
  void aPolicyThatLooksAtTheObjectRefusesWhereThereIsNone() {
    push("scanned/spec/alone", 0);
    var finding = stage.images().find(
        List.of(stage.rules().registry() + "/scanned/spec/alone:1"),
        Surroundings.NONE,
        System.nanoTime() + Duration.ofSeconds(5).toNanos()).getFirst();
    assertThat(finding.error()).contains("the object that uses the image", "there is none");
  }
}
