package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real Gatekeeper asks our provider about images, in policies and in mutations. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Stage.class)
class GatekeeperTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Gatekeeper gatekeeper;
  private Shop shop;

  @BeforeAll
  void start(Gatekeeper opened, Shop filled) throws Exception {
    gatekeeper = opened;
    shop = filled;
    shop.push("shop/canary", "unsigned");
    Await.until("gatekeeper judges images", PATIENCE,
        () -> create("canary", shop.image("shop/canary"), "--dry-run=server").status() != 0);
    var good = shop.signed("shop/pinned-canary");
    Await.until("gatekeeper pins images", PATIENCE,
        () -> create("pinned-canary", shop.image("shop/pinned-canary"), "--dry-run=server", "-o",
            "yaml").output().contains(good));
  }

  private Program.Result create(String name, String image, String... more)
      throws IOException, InterruptedException {
    return gatekeeper.createPod(name, image, more);
  }

  private static void assertRefused(Program.Result result, String... words) {
    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output()).contains("denied the request").contains(words);
  }

  @Test
  void aGoodImageIsAdmittedAndPinned() throws Exception {
    var pinned = shop.signed("shop/kept");
    create("good", shop.image("shop/kept")).orFail();
    assertThat(gatekeeper.cluster().kubectl("get", "pod/good", "-n", "gatekept", "-o",
        "jsonpath={.spec.containers[0].image}").orFail()).isEqualTo(pinned);
  }

  @Test
  void badImagesAreRefusedWithOurWords() throws Exception {
    shop.push("shop/kept-unsigned", "unsigned");
    shop.sign(shop.intern(), shop.push("shop/kept-by-intern", "signed by the intern"));
    assertRefused(create("unsigned", shop.image("shop/kept-unsigned")),
        "[signed-images]", "no signature of sha256:", "expected one by release@shop.example",
        "owner: shop (#shop)");
    assertRefused(create("wrong", shop.image("shop/kept-by-intern")),
        "it was signed by intern@shop.example", "expected release@shop.example");
    assertRefused(create("stranger", "registry.example.com/anything:1"),
        "no image policy is about this image", "no owner is known");
  }

  @Test
  void oneBadImageDoesNotSpoilTheOthers() throws Exception {
    shop.signed("shop/beside-bad");
    shop.push("shop/kept-bad", "unsigned");
    var pod = """
        apiVersion: v1
        kind: Pod
        metadata: {namespace: gatekept, name: mixed}
        spec:
          containers:
          - {name: good, image: "%s"}
          - {name: bad, image: "%s"}
          - {name: nonsense, image: "not an image"}
        """.formatted(shop.image("shop/beside-bad"), shop.image("shop/kept-bad"));
    var result = gatekeeper.cluster().send("create", pod);
    assertRefused(result, shop.image("shop/kept-bad"), "not an image");
    assertThat(result.output()).doesNotContain(shop.image("shop/beside-bad"));
  }

  @Test
  void answersAreRememberedByGatekeeper() throws Exception {
    shop.signed("shop/asked-once");
    create("asked-once", shop.image("shop/asked-once")).orFail();
    var pinned = gatekeeper.cluster().kubectl("get", "pod/asked-once", "-n", "gatekept", "-o",
        "jsonpath={.spec.containers[0].image}").orFail();
    create("asked-again", pinned, "--dry-run=server").orFail();
    var answers = answered();
    for (var i = 0; i < 3; i++) {
      create("asked-" + i, pinned, "--dry-run=server").orFail();
    }
    // Mutations are not remembered, policies' questions are: one answer each, and not two.
    assertThat(answered() - answers).isEqualTo(3);
  }

  private long answered() throws Exception {
    return gatekeeper.provider().answered("memory") + gatekeeper.provider().answered("registry");
  }

  @Test
  void aProviderThatAnotherAuthorityVouchesForIsNotBelieved() throws Exception {
    var certificates = gatekeeper.cluster().certificates();
    gatekeeper.apply("""
        apiVersion: externaldata.gatekeeper.sh/v1beta1
        kind: Provider
        metadata: {name: impostor}
        spec: {url: "%s", timeout: 5, caBundle: %s}
        """.formatted(gatekeeper.provider().url("/validate"), certificates.bundle("stranger")))
        .orFail();
    gatekeeper.apply(template("impostor")).orFail();
    Await.until("there are constraints", PATIENCE, () -> gatekeeper.apply("""
        apiVersion: constraints.gatekeeper.sh/v1beta1
        kind: AsksImpostor
        metadata: {name: asks-impostor}
        spec: {match: {labelSelector: {matchLabels: {asks: impostor}}}}
        """).status() == 0);
    shop.signed("shop/asks-impostor");
    var pod = Gate.pod("gatekept/asks-impostor", shop.image("shop/asks-impostor"))
        .replace("name: asks-impostor", "name: asks-impostor, labels: {asks: impostor}");
    Await.until("the constraint holds", PATIENCE,
        () -> gatekeeper.cluster().send("create", pod, "--dry-run=server").status() != 0);
    assertRefused(gatekeeper.cluster().send("create", pod), "[asks-impostor]",
        "certificate signed by unknown authority");
  }

  private static String template(String provider) {
    return """
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata: {name: asks%1$s}
        spec:
          crd: {spec: {names: {kind: AsksImpostor}}}
          targets:
          - target: admission.k8s.gatekeeper.sh
            rego: |
              package asks
              violation[{"msg": answer.system_error}] {
                keys := [c.image | c := input.review.object.spec.containers[_]]
                answer := external_data({"provider": "%1$s", "keys": keys})
                answer.system_error != ""
              }
        """.formatted(provider);
  }

  @Test
  void nobodyButGatekeeperIsServed() throws Exception {
    assertThat(ask("gatekeeper").output()).contains("ProviderResponse", "\"systemError\":\"\"");
    assertThat(ask("kube-apiserver").output()).doesNotContain("\"items\":[{");
    assertThat(ask("stranger-gatekeeper").status()).isNotZero();
  }

  private Program.Result ask(String caller) throws Exception {
    return Program.run(gatekeeper.cluster().certificates().folder(), Map.of(),
        List.of("curl", "-s", "--cacert", "ca.crt", "--cert", caller + ".crt", "--key",
            caller + ".key", "-H", "Content-Type: application/json", "-d",
            "{\"apiVersion\": \"externaldata.gatekeeper.sh/v1beta1\", \"kind\":"
                + " \"ProviderRequest\", \"request\": {\"keys\": [\"registry.example.com/x:1\"]}}",
            gatekeeper.provider().url("/validate")));
  }
}
