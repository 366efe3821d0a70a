package dev.gatehouse.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Problem;
import dev.gatehouse.policy.TemplateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPolicySourceTest {

  private static final String TEMPLATE = """
      # A template.
      apiVersion: templates.gatekeeper.sh/v1
      kind: ConstraintTemplate
      metadata:
        name: k8stest
      spec:
        crd:
          spec:
            names:
              kind: K8sTest
        targets:
        - target: admission.k8s.gatekeeper.sh
          rego: |
            package x
            violation[{"msg": "no"}] { true }
      """;
  private static final String CONSTRAINT = """
      apiVersion: constraints.gatekeeper.sh/v1beta1
      kind: K8sTest
      metadata: {name: c}
      spec: {}
      """;

  @TempDir
  private Path folder;

  @Test
  void loadsEveryFileOfATree() throws IOException {
    write("a/template.yaml", TEMPLATE);
    write("b/c/constraint.yml", CONSTRAINT);
    write("cluster/ns.json",
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"ns1\"}}");
    write("notes.txt", "not read");
    write(".hidden/x.yaml", "]");
    try (var source = source()) {
      var loaded = source.current();
      assertThat(loaded.problems()).isEmpty();
      assertThat(loaded.policies().map(PolicySet::constraints).orElseThrow()).hasSize(1);
      assertThat(loaded.policies().orElseThrow().inventory().namespace("ns1")).isPresent();
    }
  }

  @Test
  void locatesEveryFaultOfATemplateInItsFile() throws IOException {
    write("t.yaml", TEMPLATE.replace("violation[{\"msg\": \"no\"}] { true }", """
        violation[{"msg": a}] { true }
              violation[{"msg": b}] { true }
              violation[{"msg": c}] { true }
        """));
    try (var source = source()) {
      var problems = source.current().problems();
      assertThat(problems).extracting(p -> p.location().row()).containsExactly(15, 16, 17);
      assertThat(problems).allSatisfy(p -> {
        assertThat(p.location().file()).endsWith("t.yaml");
        assertThat(p.location().column()).isGreaterThan(6);
        assertThat(p.resource()).isEqualTo("ConstraintTemplate k8stest");
      });
    }
  }

  @Test
  void reportsTheFaultsOfAllFilesAtOnce() throws IOException {
    write("bad.yaml", "a: [\n");
    write("nokind.yaml", "a: b\n");
    write("c.yaml", CONSTRAINT.replace("spec: {}", "spec:\n  foo: 1\n  match:\n    scope: 5\n"));
    write("t.yaml", TEMPLATE);
    try (var source = source()) {
      var problems = source.current().problems();
      assertThat(problems).extracting(Problem::toString)
          .anyMatch(p -> p.contains("bad.yaml"))
          .anyMatch(p -> p.contains("nokind.yaml:1:1: document is no Kubernetes object"))
          .anyMatch(p -> p.contains("c.yaml:5:") && p.contains("unknown field spec.foo"))
          .anyMatch(p -> p.contains("c.yaml:7:") && p.contains("must be of type string"));
    }
  }

  @Test
  void keepsTheLastGoodSetWhileAFileIsBroken() throws IOException {
    write("t.yaml", TEMPLATE);
    write("c.yaml", CONSTRAINT);
    try (var source = source()) {
      var good = source.current().policies().orElseThrow();
      write("c.yaml", "broken: [");
      var broken = source.reload().orElseThrow();
      assertThat(broken.isCurrent()).isFalse();
      assertThat(broken.policies()).containsSame(good);
      write("c.yaml", CONSTRAINT.replace("name: c", "name: changed"));
      var mended = source.reload().orElseThrow();
      assertThat(mended.isCurrent()).isTrue();
      assertThat(mended.policies().orElseThrow().template("k8stest"))
          .isEqualTo(good.template("k8stest"));
      assertThat(source.reload()).isEmpty();
    }
  }

  @Test
  void saysThatAConstraintWaitsForItsTemplate() throws IOException {
    write("c.yaml", CONSTRAINT);
    try (var source = source()) {
      var loaded = source.current();
      assertThat(loaded.problems()).isEmpty();
      assertThat(loaded.notices()).singleElement().extracting(Problem::message).asString()
          .contains("waits for its template");
    }
  }

  @Test
  void showsPoliciesOnlyTheTypesThatAConfigSyncs() throws IOException {
    write("config.yaml", """
        apiVersion: config.gatekeeper.sh/v1alpha1
        kind: Config
        metadata: {name: config, namespace: gatekeeper-system}
        spec:
          sync: {syncOnly: [{group: "", version: v1, kind: Pod}]}
          match: [{excludedNamespaces: [kube-*], processes: ["*"]}]
        """);
    write("objects.yaml",
        """
            {apiVersion: v1, kind: Namespace, metadata: {name: ns1}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns1}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: q, namespace: kube-system}}
            ---
            {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: r, namespace: ns1}}]}
            """);
    try (var source = source()) {
      var inventory = source.current().policies().orElseThrow().inventory();
      assertThat(inventory.namespace("ns1")).isPresent();
      assertThat(Json.write(inventory.value())).contains("\"p\"").contains("\"r\"")
          .doesNotContain("\"q\"").doesNotContain("cluster");
    }
  }

  @Test
  void reportsAFolderThatIsNotThere() {
    try (var source = new FolderPolicySource(
        List.of(folder.resolve("absent")), TemplateOptions.DEFAULT, Duration.ofSeconds(1))) {
      assertThat(source.current().policies()).isEmpty();
      assertThat(source.current().problems()).singleElement().extracting(Problem::message)
          .asString().contains("there is no such file or folder");
    }
  }

  private FolderPolicySource source() {
    return new FolderPolicySource(
        List.of(folder), TemplateOptions.DEFAULT, Duration.ofMillis(20));
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
