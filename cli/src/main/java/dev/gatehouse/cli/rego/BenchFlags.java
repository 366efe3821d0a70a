package dev.gatehouse.cli.rego;

import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code opa bench} that change nothing here, and some that are known but refused. */
final class BenchFlags {

  @Option(names = "--benchmem", negatable = true, defaultValue = "true", fallbackValue = "true", description = "show the memory that an evaluation takes (default: ${DEFAULT-VALUE})")
  private boolean memory = true;

  @Option(names = {"-t",
      "--target"}, paramLabel = "TARGET", defaultValue = "rego", description = "what runs the policy: rego is the only one")
  private String target = "rego";

  @Option(names = {"--metrics",
      "--optimize-store-for-read-speed"}, arity = "0..1", description = "changes nothing: figures have no phases")
  void changesNothing(boolean given) {}

  @Option(names = "--e2e", hidden = true)
  private boolean server;

  @Option(names = {"-c", "--config-file", "--shutdown-grace-period",
      "--shutdown-wait-period"}, hidden = true)
  private List<String> ofServer = List.of();

  @Option(names = {"--package", "--import"}, hidden = true)
  private List<String> context = List.of();

  boolean memory() {
    return memory;
  }

  /** Why the command cannot do what is asked, empty if it can. */
  String refusal() {
    if (server || !ofServer.isEmpty()) {
      return "there is no server of queries to measure: --e2e and its settings are not offered";
    }
    if (!context.isEmpty()) {
      return "--package and --import are not offered: write whole paths, such as data.example.allow";
    }
    return target.equals("rego") ? "" : "target " + target + " is not offered, only rego";
  }
}
