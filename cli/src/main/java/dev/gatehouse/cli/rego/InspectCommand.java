package dev.gatehouse.cli.rego;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a bundle holds. */
@Command(name = "inspect", description = "Shows manifest, namespaces and annotations of a bundle or a Rego file.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:shown", "1:it cannot be read, or wrong usage"})
final class InspectCommand implements Callable<Integer> {

  /** How it is written. */
  enum Format {
    PRETTY, JSON
  }

  @Parameters(paramLabel = "PATH", description = "a bundle file or folder, or a Rego file")
  private String path = "";

  @Option(names = {"-a", "--annotations"}, description = "list annotations")
  private boolean annotations;

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "pretty", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.PRETTY;

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    try {
      var inspection = path.endsWith(".rego")
          ? Inspection.of(dev.gatehouse.cli.rego.Files
              .loadModules(List.of(path), Grammar.of(dialect.version()), List.of()).modules())
          : Inspection.of(Bundles.read(path, Grammar.of(dialect.version()), List.of()), path);
      System.out.print(switch (format) {
        case JSON -> inspection.json(annotations).text();
        case PRETTY -> inspection.text(annotations);
      });
      System.out.flush();
      return 0;
    } catch (ProblemException e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }
}
