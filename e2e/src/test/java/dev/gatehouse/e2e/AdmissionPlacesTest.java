package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever an image can stand, a real API server stores it pinned or not at all. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Stage.class)
class AdmissionPlacesTest {

  private static final String POD_TEMPLATE = "{metadata: {labels: {app: x}}, spec: {restartPolicy:"
      + " %s, containers: [{name: main, image: \"%s\"}]}}";

  private Gate gate;
  private Shop shop;
  private String good;
  private String bad;
  private String pinned;

  @BeforeAll
  void start(Gate opened, Shop filled) throws Exception {
    gate = opened;
    shop = filled;
    pinned = shop.signed("shop/placed");
    good = shop.image("shop/placed");
    shop.push("shop/misplaced", "unsigned");
    bad = shop.image("shop/misplaced");
  }

  /** @param specification with {@code %s} in place of the template of its Pods */
  private static String workload(String type, String name, String specification) {
    var slash = type.lastIndexOf('/');
    return """
        apiVersion: %s
        kind: %s
        metadata: {namespace: shop, name: %s}
        %s
        """.formatted(type.substring(0, slash), type.substring(slash + 1), name, specification);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      apps/v1/Deployment       | Always | spec: {selector: {matchLabels: {app: x}}, template: %s} | .spec.template
      apps/v1/ReplicaSet       | Always | spec: {selector: {matchLabels: {app: x}}, template: %s} | .spec.template
      apps/v1/DaemonSet        | Always | spec: {selector: {matchLabels: {app: x}}, template: %s} | .spec.template
      apps/v1/StatefulSet      | Always | spec: {serviceName: x, selector: {matchLabels: {app: x}}, template: %s} | .spec.template
      v1/ReplicationController | Always | spec: {selector: {app: x}, template: %s} | .spec.template
      v1/PodTemplate           | Always | template: %s | .template
      batch/v1/Job             | Never  | spec: {template: %s} | .spec.template
      batch/v1/CronJob         | Never  | spec: {schedule: "@daily", jobTemplate: {spec: {template: %s}}} | .spec.jobTemplate.spec.template
      argoproj.io/v1alpha1/Rollout | Always | spec: {template: %s} | .spec.template
      """)
  void aWorkload(String type, String restart, String specification, String path)
      throws Exception {
    var kind = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    gate.create(workload(type, "good",
        specification.formatted(POD_TEMPLATE.formatted(restart, good)))).orFail();
    assertThat(gate.stored(kind + "/good", path + ".spec.containers[0].image")).isEqualTo(pinned);
    Gate.assertRefused(gate.create(workload(type, "bad",
        specification.formatted(POD_TEMPLATE.formatted(restart, bad)))),
        "no signature", "owner: shop (#shop)");
  }

  private static String pod(String name, String specification) {
    return workload("v1/Pod", name, "spec: " + specification);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      init-container | initContainers: [{name: before, image: "%s"}] | .spec.initContainers[0].image
      sidecar        | initContainers: [{name: beside, restartPolicy: Always, image: "%s"}] | .spec.initContainers[0].image
      volume         | volumes: [{name: files, image: {reference: "%s"}}] | .spec.volumes[0].image.reference
      """)
  void aPlaceInAPod(String name, String field, String path) throws Exception {
    var containers = "containers: [{name: main, image: \"" + good + "\"}]";
    gate.create(pod("good-" + name, "{" + containers + ", " + field.formatted(good) + "}"))
        .orFail();
    assertThat(gate.stored("pod/good-" + name, path)).isEqualTo(pinned);
    Gate.assertRefused(
        gate.create(pod("bad-" + name, "{" + containers + ", " + field.formatted(bad) + "}")),
        "no signature");
  }

  @Test
  void anEphemeralContainerOfAPodThatRuns() throws Exception {
    gate.createPod("shop/debugged", good).orFail();
    Gate.assertRefused(debug("intruder", bad), "Pod debugged, ephemeral container intruder",
        "no signature");
    debug("doctor", good).orFail();
    assertThat(gate.stored("pod/debugged", ".spec.ephemeralContainers[*].image"))
        .isEqualTo(pinned);
  }

  private Program.Result debug(String container, String image) throws Exception {
    return gate.cluster().kubectl("debug", "debugged", "-n", "shop", "--profile", "general", "-c",
        container, "--image", image);
  }

  @Test
  void aNewImageOfAnOldWorkload() throws Exception {
    gate.create(workload("apps/v1/Deployment", "changed",
        "spec: {selector: {matchLabels: {app: x}}, template: "
            + POD_TEMPLATE.formatted("Always", good) + "}"))
        .orFail();
    Gate.assertRefused(setImage("shop", "changed", bad), "no signature");
    var next = shop.signed("shop/placed-next");
    setImage("shop", "changed", shop.image("shop/placed-next")).orFail();
    assertThat(gate.stored("deployment/changed", ".spec.template.spec.containers[0].image"))
        .isEqualTo(next);
  }

  private Program.Result setImage(String namespace, String deployment, String image)
      throws Exception {
    return gate.cluster().kubectl("set", "image", "-n", namespace, "deployment/" + deployment,
        "main=" + image);
  }

  /** An update answers for the images that it brings, so what runs can be mended and ended. */
  @Test
  void whatWasThereBeforeTheGateCanBeScaledLabelledAndDeleted() throws Exception {
    var kubectl = gate.cluster();
    gate.create("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {namespace: old, name: old}
        spec: {selector: {matchLabels: {app: x}}, template: %s}
        """.formatted(POD_TEMPLATE.formatted("Always", bad))).orFail();
    gate.createPod("old/old", bad).orFail();
    kubectl.kubectl("label", "namespace", "old", "gate-").orFail();
    Await.until("the namespace is gated", Duration.ofSeconds(20),
        () -> gate.createPod("old/new", bad, "--dry-run=server").status() != 0);
    kubectl.kubectl("scale", "-n", "old", "deployment/old", "--replicas=3").orFail();
    kubectl.kubectl("label", "-n", "old", "pod/old", "deployment/old", "team=shop").orFail();
    assertThat(kubectl.kubectl("get", "-n", "old", "deployment/old", "-o",
        "jsonpath={.spec.replicas} {.spec.template.spec.containers[0].image}").orFail())
        .isEqualTo("3 " + bad);
    Gate.assertRefused(setImage("old", "old", shop.image("shop/misplaced-too")), "not found");
    kubectl.kubectl("delete", "-n", "old", "pod/old", "deployment/old", "--wait=false").orFail();
  }
}
