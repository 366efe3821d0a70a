package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The product in one command. */
class DemoTest {

  @Test
  void showsDecisionsAndSaysWhatToTryNext() {
    var ran = Ran.command("demo", "--exit");
    assertThat(ran.code()).isZero();
    assertThat(ran.output()).containsPattern("Pod shop/web +allowed")
        .containsPattern("Pod shop/agent +denied +no-privileged-containers")
        .containsPattern("Pod shop/report +warned +containers-limit-their-memory")
        .contains("https://127.0.0.1:", "What to try next", "gatehouse review");
  }

  @Test
  void namesTheFieldAndTheValueAtFault() {
    assertThat(Ran.command("demo", "--exit").output())
        .contains("at spec.containers[0].image = \"nicolaka/netshoot\"");
  }
}
