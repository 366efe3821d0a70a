package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.CapabilitiesHistory;
import dev.gatehouse.rego.CapabilitiesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what policies may use. */
@Command(name = "capabilities", description = "Shows what policies may use: every built-in function with its type, and the constructs of the language; without options, the versions that are known.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:shown", "1:there is no such version or file, or wrong usage"})
final class CapabilitiesCommand implements Callable<Integer> {

  @Option(names = "--current", description = "what this version has")
  private boolean current;

  @Option(names = "--version", paramLabel = "VERSION", description = "what a version of OPA has, such as v0.70.0")
  private @Nullable String version;

  @Option(names = "--file", paramLabel = "FILE", description = "what a file says")
  private @Nullable Path file;

  @Parameters(hidden = true, description = "changes nothing")
  private List<String> ignored = List.of();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    try {
      System.out.print(text());
      System.out.flush();
      return 0;
    } catch (IOException e) {
      System.err.println("error: cannot read " + e.getMessage());
    } catch (TextException | IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
    }
    return 1;
  }

  private String text() throws IOException, TextException {
    if (version != null && !version.isEmpty()) {
      var found = CapabilitiesHistory.load().find(version);
      return CapabilitiesJson.of(
          found.orElseThrow(() -> new IllegalArgumentException(
              "no capabilities version found " + version)))
          .text();
    }
    if (file != null) {
      var document = Json.parse(Files.readAllBytes(file));
      CapabilitiesReader.read(document);
      return CapabilitiesJson.withoutNames((ObjectValue) document).text();
    }
    return current
        ? CapabilitiesJson.of(CapabilitiesHistory.load().current(dialect.version())).text()
        : String.join("\n", CapabilitiesHistory.load().versions()) + "\n";
  }
}
