package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.PartialOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** What becomes part of the result of a partial evaluation. */
final class InliningFlags {

  @Option(names = "--disable-inlining", paramLabel = "PATH", description = "a document whose rules stay rules of their own, such as data.example.allow")
  private List<String> disableInlining = List.of();

  @Option(names = "--shallow-inlining", description = "rules that depend on what is unknown stay rules of their own")
  private boolean shallowInlining;

  @Option(names = {"--nondeterminstic-builtins",
      "--nondeterministic-builtins"}, description = "call functions that give different results each time, such as time.now_ns")
  private boolean nondeterministic;

  PartialOptions apply(PartialOptions options) {
    return options.withDisableInlining(disableInlining)
        .withShallowInlining(shallowInlining)
        .withNondeterministicBuiltins(nondeterministic);
  }
}
