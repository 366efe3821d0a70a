package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.RegoVersion;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say which policies and data to work on. */
final class PolicyFiles {

  @Option(names = {"-d",
      "--data"}, paramLabel = "PATH", description = "policy or data file or folder; a prefix such as foo.bar: says where data goes")
  private List<String> data = List.of();

  @Option(names = {"-b", "--bundle"}, paramLabel = "PATH", description = "bundle file or folder")
  private List<String> bundles = List.of();

  @Option(names = "--ignore", paramLabel = "PATTERN", split = ",", description = "names of files and folders to leave out")
  private List<String> ignored = List.of();

  @Mixin
  private Dialect dialect = new Dialect();

  RegoVersion version() {
    return dialect.version();
  }

  /** Everything that is named. @throws ProblemException if something cannot be read or parsed */
  Loaded load() throws ProblemException {
    return Files.load(data, Grammar.of(version()), ignored)
        .and(Bundles.load(bundles, Grammar.of(version()), ignored));
  }
}
