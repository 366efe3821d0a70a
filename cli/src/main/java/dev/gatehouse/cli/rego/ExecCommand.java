package dev.gatehouse.cli.rego;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides on many inputs. */
@Command(name = "exec", description = "Evaluates one decision for each input file.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:evaluated", "1:a --fail flag applies, the policy has errors, or wrong usage"})
final class ExecCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "input files, and folders of them: .json, .yaml, .yml")
  private List<Path> inputs = List.of();

  @Option(names = "--decision", paramLabel = "PATH", defaultValue = "/system/main", description = "the document to evaluate, such as example/allow (default: ${DEFAULT-VALUE})")
  private String decision = "";

  @Option(names = {"-I", "--stdin-input"}, description = "read one input document from stdin")
  private boolean stdin;

  @Option(names = "--fail", description = "exit code 1 if a decision is undefined or an error")
  private boolean fail;

  @Option(names = "--fail-defined", description = "exit code 1 if a decision is defined or an error")
  private boolean failDefined;

  @Option(names = "--fail-non-empty", description = "exit code 1 if a decision is not empty or an error")
  private boolean failNonEmpty;

  @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "0s", converter = Durations.class, description = "how long each evaluation may take, such as 500ms")
  private Duration timeout = Duration.ZERO;

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "json", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  void format(Format named) {}

  @Option(names = {"-l",
      "--log-level"}, paramLabel = "LEVEL", description = "changes nothing: there is no log")
  void logLevel(LogLevel level) {}

  @Option(names = {"--log-format",
      "--log-timestamp-format"}, paramLabel = "FORMAT", description = "change nothing: there is no log")
  void log(String setting) {}

  @Option(names = {"-c", "--config-file", "--set", "--set-file"}, hidden = true)
  private List<String> configuration = List.of();

  @Mixin
  private NetworkOption network = new NetworkOption();

  @Mixin
  private PolicyFiles files = new PolicyFiles();

  /** How much {@code opa} logs. */
  enum LogLevel {
    DEBUG, INFO, ERROR
  }

  /** How decisions are written. */
  enum Format {
    JSON
  }

  @Override
  public Integer call() {
    try {
      var fault = fault();
      if (!fault.isEmpty()) {
        System.err.println("error: " + fault);
        return 1;
      }
      var loaded = files.load();
      var query = loaded.compile(new CompileOptions(false, true, Set.of(), List.of())
          .withNetwork(network.access()))
          .prepare(reference());
      var decisions = new Decisions(
          decision(), query, Input.of(null, loaded.data()).withLimits(Durations.limits(timeout)));
      if (stdin) {
        decisions.add("--stdin-input", dev.gatehouse.cli.rego.Files.document(typed()));
      }
      for (var input : inputs) {
        decisions.add(input);
      }
      System.out.print(decisions.json().text());
      System.out.flush();
      return judged(decisions);
    } catch (PolicyException e) {
      System.err.println("error: " + Problem.text(Problem.of(e.issues()), ""));
    } catch (NoSuchFileException e) {
      System.err.println("error: lstat " + e.getMessage() + ": no such file or directory");
    } catch (ProblemException | IOException | TextException e) {
      System.err.println("error: " + e.getMessage());
    }
    return 1;
  }

  private static byte[] typed() throws IOException {
    var text = System.in.readAllBytes();
    if (text.length == 0) {
      throw new IOException("cannot execute on empty input; please enter valid json or yaml when"
          + " using the --stdin-input flag");
    }
    return text;
  }

  private String fault() {
    if (!configuration.isEmpty()) {
      return "configuration is not offered: name bundles with --bundle, the decision with --decision";
    }
    if (!stdin && inputs.isEmpty()) {
      return "requires at least 1 path arg, or the --stdin-input flag";
    }
    if (fail && failDefined) {
      return "specify --fail or --fail-defined but not both";
    }
    if (failNonEmpty && (fail || failDefined)) {
      return "specify --fail-non-empty or " + (fail ? "--fail" : "--fail-defined")
          + " but not both";
    }
    return "";
  }

  private String decision() {
    return decision.isEmpty() ? "/system/main" : decision;
  }

  private String reference() {
    var reference = new StringBuilder("data");
    for (var part : decision().split("/")) {
      reference.append(part.isEmpty() ? "" : "[" + StringValue.of(part) + "]");
    }
    return reference.toString();
  }

  private int judged(Decisions decisions) {
    if (!fail && !failDefined && !failNonEmpty) {
      return 0;
    }
    var failures = fail
        ? decisions.nulls()
        : failDefined ? decisions.defined() : decisions.notEmpty();
    var errors = decisions.errors() + (fail ? decisions.undefined() : 0);
    if (failures + errors == 0) {
      return 0;
    }
    System.err.println(
        "error: there were %d failures and %d errors counted in the results list, and %s is set"
            .formatted(failures, errors,
                fail ? "--fail" : failDefined ? "--fail-defined" : "--fail-non-empty"));
    return 1;
  }
}
