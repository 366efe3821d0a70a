package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is written about the commands agrees with them. */
class DocumentationTest {

  private static final Path PAGE = Path.of(System.getProperty("gatehouse.home", ".."))
      .resolve("docs/cli.md");

  @Test
  void thePageOfTheCommandLineIsMadeFromTheCommands() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, ReferenceCommand.markdown());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(ReferenceCommand.markdown());
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    Main.commandLine().getSubcommands().forEach((name, command) -> {
      if (!command.getCommandSpec().usageMessage().hidden() && !name.equals("help")
          && command.getSubcommands().isEmpty()) {
        assertThat(command.getUsageMessage()).as(name).contains("Examples:");
      }
    });
  }

  @Test
  void completionKnowsEveryCommand() {
    assertThat(Ran.command("completion", "bash").output())
        .contains("verify", "review", "serve", "expand", "bench", "demo");
  }

  @Test
  void anUnknownOptionIsAFaultOfTheCommandLine() {
    assertThat(Ran.command("verify", "--nonsense", "x").code()).isEqualTo(ExitCode.USAGE);
  }
}
