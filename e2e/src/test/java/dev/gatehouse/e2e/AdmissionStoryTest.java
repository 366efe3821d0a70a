package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see who ask a real API server for Pods with good and bad images. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Stage.class)
class AdmissionStoryTest {

  private Gate gate;
  private Shop shop;

  @BeforeAll
  void start(Gate opened, Shop filled) {
    gate = opened;
    shop = filled;
  }

  @Test
  void aPodWithTheWantedSignatureIsAdmittedAndPinned() throws Exception {
    var pinned = shop.signed("shop/web");
    gate.createPod("shop/web", shop.image("shop/web")).orFail();
    assertThat(gate.stored("pod/web", ".spec.containers[0].image")).isEqualTo(pinned);
  }

  @Test
  void aPodOfTheWantedWorkflowIsAdmittedAndPinned() throws Exception {
    var pinned = shop.sign(shop.workflow("acme/app"), shop.push("ci/app", "built"));
    gate.createPod("shop/app", shop.image("ci/app")).orFail();
    assertThat(gate.stored("pod/app", ".spec.containers[0].image")).isEqualTo(pinned);
  }

  @Test
  void anUnsignedImageIsRefusedAndItsOwnerIsNamed() throws Exception {
    var pushed = shop.push("shop/unsigned", "nobody signs this");
    Gate.assertRefused(gate.createPod("shop/unsigned", shop.image("shop/unsigned")),
        "[image-policy-shop-releases] Pod unsigned, container main: image "
            + shop.image("shop/unsigned") + ": ",
        "no signature of " + pushed.substring(pushed.indexOf('@') + 1),
        "expected one by release@shop.example", "owner: shop (#shop)");
  }

  @Test
  void anImageThatSomebodyElseSignedIsRefusedAndBothAreNamed() throws Exception {
    shop.sign(shop.intern(), shop.push("shop/intern", "signed by the intern"));
    Gate.assertRefused(gate.createPod("shop/intern", shop.image("shop/intern")),
        "it was signed by intern@shop.example", "expected release@shop.example",
        "owner: shop (#shop)");
  }

  @Test
  void anImageWithTheSignatureOfAnotherRepositorysWorkflowIsRefused() throws Exception {
    shop.sign(shop.workflow("mallory/app"), shop.push("ci/forked", "built elsewhere"));
    Gate.assertRefused(gate.createPod("shop/forked", shop.image("ci/forked")),
        "it was signed by https://github.com/mallory/app/.github/workflows/release.yml",
        "expected https://github.com/acme/app/", "owner: builds (builds@acme.example)");
  }

  @Test
  void aTagThatWasMovedIsRefusedAndWhatWasPinnedStillRuns() throws Exception {
    var pinned = shop.signed("shop/moved");
    gate.createPod("shop/before", shop.image("shop/moved")).orFail();
    var moved = shop.push("shop/moved", "something else");
    Await.until("the tag is asked for again", Duration.ofSeconds(20),
        () -> gate.createPod("shop/after", shop.image("shop/moved"), "--dry-run=server")
            .status() != 0);
    Gate.assertRefused(gate.createPod("shop/after", shop.image("shop/moved")),
        "no signature of " + moved.substring(moved.indexOf('@') + 1), "owner: shop (#shop)");
    gate.createPod("shop/by-digest", pinned).orFail();
    assertThat(gate.stored("pod/by-digest", ".spec.containers[0].image")).isEqualTo(pinned);
  }

  @Test
  void anImageThatNoPolicyIsAboutIsRefused() throws Exception {
    Gate.assertRefused(gate.createPod("shop/stranger", "registry.example.com/anything:1"),
        "no image policy is about this image", "no owner is known");
  }

  @Test
  void anImageThatIsNotThereIsRefusedWithItsOwnMessage() throws Exception {
    Gate.assertRefused(gate.createPod("shop/nowhere", shop.image("shop/nowhere")), "not found",
        "owner: shop (#shop)");
  }

  @Test
  void oneBadImageAmongGoodOnesRefusesThePodAndIsNamedAlone() throws Exception {
    shop.signed("shop/first");
    shop.push("shop/second", "unsigned");
    var result = gate.create("""
        apiVersion: v1
        kind: Pod
        metadata: {namespace: shop, name: mixed}
        spec:
          containers:
          - {name: first, image: "%s"}
          - {name: second, image: "%s"}
        """.formatted(shop.image("shop/first"), shop.image("shop/second")));
    Gate.assertRefused(result, "container second");
    assertThat(result.output()).doesNotContain("container first");
  }
}
