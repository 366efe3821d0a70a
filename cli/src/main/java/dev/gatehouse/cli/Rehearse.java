package dev.gatehouse.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs what short commands do, for the build to record in the start-up cache. */
@Command(name = "rehearse", hidden = true)
final class Rehearse implements Callable<Integer> {

  @Parameters
  private Path policies = Path.of("policies");

  @Override
  public Integer call() {
    System.out.println(policies);
    return 0;
  }
}
