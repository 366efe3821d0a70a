package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the tree of a module. */
@Command(name = "parse", description = "Parses a Rego file and prints its tree.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:parsed", "1:the file cannot be read or parsed, or wrong usage"})
final class ParseCommand implements Callable<Integer> {

  /** How the tree is written. */
  enum Format {
    PRETTY, JSON
  }

  @Parameters(paramLabel = "FILE", description = "a Rego file")
  private String file = "";

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "pretty", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.PRETTY;

  @Option(names = "--json-include", paramLabel = "ELEMENTS", split = ",", description = "what to add or, with - before it, to leave out: locations, comments")
  private List<String> include = List.of();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    List<Problem> problems;
    try {
      var text = new String(
          Files.bytes(Path.of(Files.withoutScheme(file))),
          StandardCharsets.UTF_8);
      var module = Parser.parseModule(new Source(file, text, dialect.version()));
      System.out.print(format == Format.JSON ? json(module) : TreeText.of(module));
      System.out.flush();
      return 0;
    } catch (PolicyException e) {
      problems = Problem.of(e.issues());
    } catch (NoSuchFileException e) {
      problems = List.of(Problem.of("open " + file + ": no such file or directory"));
    } catch (IOException e) {
      problems = List.of(Problem.of(String.valueOf(e.getMessage())));
    }
    System.err.print(
        JsonTree.object().with("errors", JsonTree.array(problems, Problem::json)).text());
    return 1;
  }

  private String json(Module module) {
    Value json = AstJson.of(
        includes("comments", true) ? module : withoutComments(module),
        includes("locations", false));
    return AstOrder.of(json).text();
  }

  private boolean includes(String element, boolean byDefault) {
    var included = byDefault;
    for (var option : include) {
      if (option.endsWith(element)) {
        included = !option.startsWith("-");
      }
    }
    return included;
  }

  private static Module withoutComments(Module module) {
    return new Module(module.location(), module.path(), module.version(), module.imports(),
        module.rules(), module.annotations(), List.of());
  }
}
