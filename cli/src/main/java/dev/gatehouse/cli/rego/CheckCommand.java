package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.CompileOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks modules. */
@Command(name = "check", description = "Checks Rego files for errors; prints nothing if there are none.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:no errors", "1:errors, or wrong usage"})
final class CheckCommand implements Callable<Integer> {

  /** How errors are written. */
  enum Format {
    PRETTY, JSON
  }

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  private List<String> paths = List.of();

  @Option(names = {"-S", "--strict"}, description = "compile in strict mode")
  private boolean strict;

  @Option(names = {"-b", "--bundle"}, description = "the paths are bundles: archives or folders")
  private boolean bundles;

  @Option(names = {"-m",
      "--max-errors"}, paramLabel = "COUNT", defaultValue = "10", description = "how many errors of compilation are shown, 0 for all (default: ${DEFAULT-VALUE})")
  private int maxErrors = 10;

  @Option(names = "--ignore", paramLabel = "PATTERN", split = ",", description = "names of files and folders to leave out")
  private List<String> ignored = List.of();

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "pretty", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.PRETTY;

  @Option(names = {"--v0-v1",
      "--rego-v1"}, description = "modules must be valid in Rego before 1.0 and since")
  private boolean both;

  @Mixin
  private CapabilitiesOption capabilities = new CapabilitiesOption();

  @Mixin
  private Dialect dialect = new Dialect();

  @Mixin
  private SchemaFiles schemas = new SchemaFiles();

  @Override
  public Integer call() {
    try {
      var grammar = capabilities.limited(dialect.version(both));
      (bundles
          ? Bundles.load(paths, grammar, ignored)
          : Files.loadModules(paths, grammar, ignored))
          .compile(
              grammar.limit(new CompileOptions(strict, true, Set.of(), List.of())
                  .withSchemas(schemas.load())));
      return 0;
    } catch (ProblemException e) {
      System.err.print(switch (format) {
        case JSON -> JsonTree.object()
            .withList("errors", JsonTree.array(e.first(maxErrors), Problem::json)).text();
        case PRETTY -> e.text(maxErrors) + "\n";
      });
      return 1;
    }
  }
}
