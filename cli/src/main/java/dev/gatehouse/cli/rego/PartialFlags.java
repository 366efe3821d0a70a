package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.PartialOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** How a query is evaluated in part. */
final class PartialFlags {

  @Option(names = {"-p",
      "--partial"}, description = "evaluate as far as possible without what is unknown, and print what is left")
  private boolean partial;

  @Option(names = {"-u",
      "--unknowns"}, paramLabel = "PATH", description = "a document that is unknown, such as input.user or data.roles (default: input)")
  private List<String> unknowns = List.of();

  boolean isPartial() {
    return partial;
  }

  PartialOptions options() {
    return unknowns.isEmpty()
        ? PartialOptions.DEFAULT
        : PartialOptions.DEFAULT.withUnknowns(unknowns);
  }
}
