package dev.gatehouse.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The executable {@code gatehouse}: decides what may enter a Kubernetes cluster. */
@Command(name = "gatehouse", mixinStandardHelpOptions = true,
    description = "Decides what may enter a Kubernetes cluster.", subcommands = {Rehearse.class})
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
