package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews on the command line. */
class ReviewCommandTest {

  private static final Path QUICKSTART = Path.of(System.getProperty("gatehouse.home", ".."))
      .resolve("examples/quickstart");

  private static Ran review(String... more) {
    var arguments = new java.util.ArrayList<>(java.util.List.of("review", "--policies",
        QUICKSTART.resolve("policies").toString(), "--cluster",
        QUICKSTART.resolve("cluster").toString()));
    arguments.addAll(java.util.List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }

  @Test
  void everyExampleIsDecidedAsItsNameSays() throws Exception {
    try (var files = Files.list(QUICKSTART.resolve("objects"))) {
      for (var file : files.sorted().toList()) {
        var wanted = file.getFileName().toString().split("_")[0];
        assertThat(review(file.toString()).output()).as(file.toString()).startsWith(wanted);
      }
    }
  }

  @Test
  void endsWithOneWhereSomethingIsDenied() {
    assertThat(review(QUICKSTART.resolve("objects/denied_privileged.yaml").toString()).code())
        .isEqualTo(1);
    assertThat(review(QUICKSTART.resolve("objects/warned_no_memory_limit.yaml").toString()).code())
        .isZero();
  }

  @Test
  void writesJsonAndYamlThatSayTheSame() throws Exception {
    var objects = QUICKSTART.resolve("objects").toString();
    var json = Json.parse(review(objects, "-o", "json").output());
    var yaml = Yaml.parse(review(objects, "-o", "yaml").output()).getFirst().value();
    assertThat(json).isEqualTo(yaml).isInstanceOf(ArrayValue.class);
  }

  @Test
  void saysWhereAPolicyIsBroken(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("template.yaml"), """
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata:
          name: broken
        spec:
          crd: {spec: {names: {kind: Broken}}}
          targets:
            - target: admission.k8s.gatekeeper.sh
              rego: |
                package broken
                violation[{"msg": msg}] { msg := nowhere }
                violation[{"msg": "x"}] { count(y) }
                violation[{"msg": "y"}] { not elsewhere }
        """);
    var ran = Ran.command("review", "--policies", folder.toString(),
        QUICKSTART.resolve("objects/allowed_pod.yaml").toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.errors()).contains("template.yaml:11:", "template.yaml:12:",
        "template.yaml:13:");
  }

  @Test
  void asksForSomebodyWhoDecides() {
    var ran = Ran.command("review", QUICKSTART.resolve("objects/allowed_pod.yaml").toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.errors()).contains("--policies", "--server");
  }

  @Test
  void anUnreachableServerIsAFailureAndNoApproval() {
    var ran = Ran.command("review", "--server", "https://127.0.0.1:1",
        QUICKSTART.resolve("objects/allowed_pod.yaml").toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.output()).startsWith("failed").contains("no answer from");
  }
}
