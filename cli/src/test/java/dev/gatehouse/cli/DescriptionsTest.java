package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Descriptions are joined to paragraphs; lists of commands show whole sentences. */
class DescriptionsTest {

  @Test
  void joinsLinesAndLeavesTheFirstSentenceAlone() {
    assertThat(Descriptions.paragraphs(List.of("Serves /v1/admit from", "folders. Files that", "",
        "change are read."))).containsExactly("Serves /v1/admit from folders.", "Files that", "",
            "change are read.");
    assertThat(Descriptions.paragraphs(List.of("Runs tests."))).containsExactly("Runs tests.");
    assertThat(Descriptions.paragraphs(List.of())).isEmpty();
  }

  @Test
  void listsOfCommandsEndWithTheSentence() {
    var help = Ran.command("help").output().replaceAll("\\s+", " ");
    assertThat(help).contains("serve Serves the admission webhook /v1/admit over HTTPS from folders"
        + " of policies. provider");
  }
}
