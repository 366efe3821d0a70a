package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who signed what, in one command. */
class ImageDemoTest {

  @Test
  void showsWhoSignedWhoOwnsAndWhatWasDecided() {
    var ran = Ran.command("demo", "images", "--exit");
    assertThat(ran.code()).as(ran.output()).isZero();
    var text = ran.output().replaceAll("\\s+", " ");
    assertThat(text)
        .containsPattern(
            "shop/signed:1.0 release@shop.example from \\S*.* shop \\(#shop\\) allowed")
        .containsPattern("shop/signed-long-ago:1.0 release@shop.example .*allowed")
        .containsPattern("shop/unsigned:1.0 nobody shop \\(#shop\\) denied")
        .containsPattern("shop/signed-by-another:1.0 intern@shop.example .*denied")
        .containsPattern("shop/tag-moved:1.0 nobody shop \\(#shop\\) denied")
        .containsPattern("shop/signature-copied:1.0 .*denied")
        .containsPattern("shop/log-forged:1.0 nobody that can be proven .*denied")
        .containsPattern(
            "elsewhere/tool:1.0 nobody unknown denied .*no image policy is about this image");
  }
}
