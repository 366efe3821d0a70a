package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways in which a real API server calls: dry runs, in a hurry, again, for controllers. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Stage.class)
class AdmissionModesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Gate gate;
  private Shop shop;

  @BeforeAll
  void start(Gate opened, Shop filled) {
    gate = opened;
    shop = filled;
  }

  @Test
  void aDryRunIsDecidedAlikeAndStoresNothing() throws Exception {
    var pinned = shop.signed("shop/rehearsed");
    shop.push("shop/rehearsed-badly", "unsigned");
    assertThat(gate.createPod("shop/rehearsed", shop.image("shop/rehearsed"), "--dry-run=server",
        "-o", "jsonpath={.spec.containers[0].image}").orFail()).isEqualTo(pinned);
    Gate.assertRefused(gate.createPod("shop/rehearsed", shop.image("shop/rehearsed-badly"),
        "--dry-run=server"), "no signature");
    assertThat(gate.cluster().kubectl("get", "pod/rehearsed", "-n", "shop").status()).isNotZero();
  }

  @Test
  void aPolicyThatOnlyWarnsAdmitsWithAWarning() throws Exception {
    var result = gate.createPod("opted-in/tool", "registry.example.com/tools/hammer:1");
    assertThat(result.orFail()).contains("Warning: [image-policy-tried-out]",
        "tools are not signed yet", "no owner is known", "pod/tool created");
  }

  @Test
  void aClusterImagePolicyHoldsForNamespacesWithItsLabelAlone() throws Exception {
    assertThat(gate.createPod("shop/tool", "registry.example.com/tools/hammer:1").output())
        .doesNotContain("image-policy-tried-out");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsSaidToBeSilentBeforeTheApiServerGivesUp() throws Exception {
    Gate.assertRefused(gate.createPod("shop/silent", shop.silentImage()), "did not say in time",
        "owner: shop (#shop)");
  }

  @Test
  void aWebhookWithLittleTimeIsAnsweredInThatTime() throws Exception {
    Gate.assertRefused(gate.createPod("hasty/silent", shop.silentImage()), "did not say in time");
  }

  @Test
  void aGateThatIsGoneAdmitsNothingUnlessThatIsWrittenDown() throws Exception {
    var webhooks = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: gone-%1$s}
        webhooks:
        - name: gone.gatehouse.dev
          clientConfig: {url: "https://127.0.0.1:%2$d/v1/admit"}
          admissionReviewVersions: [v1]
          sideEffects: None
          failurePolicy: %1$s
          timeoutSeconds: 2
          objectSelector: {matchLabels: {gone: "%1$s"}}
          rules: [{operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [configmaps]}]
        """;
    var map = "{apiVersion: v1, kind: ConfigMap, metadata: {namespace: shop, name: %1$s, labels:"
        + " {gone: %2$s}}}";
    var port = Program.freePort();
    for (var policy : List.of("Fail", "Ignore")) {
      gate.create(webhooks.formatted(policy, port).replace("name: gone-" + policy,
          "name: gone-" + policy.toLowerCase(Locale.ROOT))).orFail();
    }
    Await.until("the webhook is called", PATIENCE,
        () -> gate.create(map.formatted("fail", "Fail"), "--dry-run=server").status() != 0);
    assertThat(gate.create(map.formatted("fail", "Fail")).output())
        .contains("failed calling webhook \"gone.gatehouse.dev\"");
    gate.create(map.formatted("ignore", "Ignore")).orFail();
  }

  @Test
  void aContainerThatAnotherWebhookAddsIsPinnedByTheSecondCall() throws Exception {
    var pinned = shop.signed("shop/sidecar");
    var main = shop.signed("shop/main");
    var certificates = gate.cluster().certificates();
    try (var injector = new Injector(certificates, shop.image("shop/sidecar"))) {
      gate.create("""
          apiVersion: admissionregistration.k8s.io/v1
          kind: MutatingWebhookConfiguration
          metadata: {name: injector}
          webhooks:
          - name: injector.example.com
            clientConfig: {url: "%s", caBundle: %s}
            admissionReviewVersions: [v1]
            sideEffects: None
            objectSelector: {matchLabels: {inject: "yes"}}
            rules: [{operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods]}]
          """.formatted(injector.url(), certificates.bundle("ca"))).orFail();
      var pod = Gate.pod("shop/injected", shop.image("shop/main"))
          .replace("name: injected", "name: injected, labels: {inject: \"yes\"}");
      Await.until("the injector is called", PATIENCE,
          () -> gate.create(pod, "--dry-run=server", "-o", "yaml").orFail().contains("sidecar"));
      gate.create(pod).orFail();
      assertThat(gate.stored("pod/injected", ".spec.containers[*].image"))
          .isEqualTo(main + " " + pinned);
      gate.cluster().kubectl("delete", "mutatingwebhookconfiguration", "injector").orFail();
    }
  }

  /** What a controller makes of an approved workload names the digest that was approved. */
  @Test
  void theChildrenOfAnApprovedWorkloadAreNotVerifiedAgain() throws Exception {
    var pinned = shop.signed("shop/parent");
    var before = gate.gatehouse().answered("registry");
    gate.create(owned("Deployment", "parent", shop.image("shop/parent"), "")).orFail();
    var template = gate.stored("deployment/parent", ".spec.template.spec.containers[0].image");
    var owner = "ownerReferences: [{apiVersion: apps/v1, kind: %s, name: parent, uid: %s, controller:"
        + " true}], ";
    gate.create(owned("ReplicaSet", "parent", template,
        owner.formatted("Deployment", gate.stored("deployment/parent", ".metadata.uid"))),
        "--as=system:serviceaccount:kube-system:deployment-controller").orFail();
    for (var i = 0; i < 5; i++) {
      gate.create(Gate.pod("shop/parent-" + i, template).replace("namespace: shop",
          owner.formatted("ReplicaSet", gate.stored("replicaset/parent", ".metadata.uid"))
              + "namespace: shop"),
          "--as=system:serviceaccount:kube-system:replicaset-controller").orFail();
    }
    assertThat(gate.stored("pod/parent-4", ".spec.containers[0].image")).isEqualTo(pinned);
    assertThat(gate.gatehouse().answered("registry") - before).isEqualTo(1);
  }

  private static String owned(String kind, String name, String image, String owner) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {%snamespace: shop, name: %s}
        spec:
          selector: {matchLabels: {app: x}}
          template:
            metadata: {labels: {app: x}}
            spec: {containers: [{name: main, image: "%s"}]}
        """.formatted(kind, owner, name, image);
  }

  @Test
  void onlyTheApiServerIsServed() throws Exception {
    assertThat(ask("kube-apiserver").output()).contains("AdmissionReview");
    assertThat(ask("gatekeeper").output()).doesNotContain("AdmissionReview");
    assertThat(ask("stranger-kube-apiserver").status()).isNotZero();
  }

  private Program.Result ask(String caller) throws Exception {
    var certificates = gate.cluster().certificates();
    return Program.run(certificates.folder(), Map.of(), List.of("curl", "-s", "--cacert", "ca.crt",
        "--cert", caller + ".crt", "--key", caller + ".key", "-H", "Content-Type: application/json",
        "-d", "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"}",
        gate.gatehouse().url("/v1/admit")));
  }
}
