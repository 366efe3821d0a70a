package dev.gatehouse.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs what short commands do, for the build to record in the start-up cache. */
@Command(name = "rehearse", hidden = true, description = "Runs typical commands; the build records what they load.")
final class RehearseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "folder with suites of policies")
  private Path policies = Path.of("policies");

  @Override
  public Integer call() {
    var help = Main.commandLine().getUsageMessage();
    System.out.println(help.length() + policies.toString().length());
    return ExitCode.OK;
  }
}
