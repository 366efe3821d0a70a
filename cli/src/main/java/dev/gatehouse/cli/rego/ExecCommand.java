package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Mixin
  private NetworkOption network = new NetworkOption();

  @Mixin
  private PolicyFiles files = new PolicyFiles();

  /** What was decided on an input; exactly one of value and error is there. */
  private record Outcome(String path, @Nullable Value value, @Nullable Problem error) {

    JsonTree json() {
      var json = JsonTree.object();
      if (value != null) {
        return json.with("decision_id", UUID.randomUUID().toString())
            .with("path", path).with("result", value);
      }
      return error == null ? json : json.with("path", path).with("error", error.codeFirst());
    }

    boolean isEmpty() {
      return switch (value) {
        case null -> true;
        case ArrayValue array -> array.isEmpty();
        case SetValue set -> set.isEmpty();
        case ObjectValue object -> object.isEmpty();
        default -> false;
      };
    }
  }

  @Override
  public Integer call() {
    try {
      var loaded = files.load();
      var query = loaded.compile(new CompileOptions(false, true, Set.of(), List.of())
          .withNetwork(network.access()))
          .prepare(reference());
      var outcomes = new ArrayList<Outcome>();
      for (var input : inputs) {
        decide(input, query, loaded.data(), outcomes);
      }
      if (stdin) {
        outcomes.add(decide("--", System.in.readAllBytes(), query, loaded.data()));
      }
      System.out.print(
          JsonTree.object().with("result", JsonTree.array(outcomes, Outcome::json)).text());
      System.out.flush();
      return judged(outcomes);
    } catch (PolicyException e) {
      System.err.println("error: " + Problem.text(Problem.of(e.issues()), ""));
    } catch (ProblemException | IOException e) {
      System.err.println("error: " + e.getMessage());
    }
    return 1;
  }

  private String reference() {
    var reference = new StringBuilder("data");
    for (var part : decision.split("/")) {
      reference.append(part.isEmpty() ? "" : "[" + StringValue.of(part) + "]");
    }
    return reference.toString();
  }

  private void decide(Path input, Query query, ObjectValue data, List<Outcome> outcomes)
      throws IOException {
    if (Files.isDirectory(input)) {
      for (var child : dev.gatehouse.cli.rego.Files.children(input)) {
        if (Files.isDirectory(child) || child.toString().matches(".*\\.(json|ya?ml)")) {
          decide(child, query, data, outcomes);
        }
      }
    } else {
      outcomes.add(decide(input.toString(), Files.readAllBytes(input), query, data));
    }
  }

  private Outcome decide(String path, byte[] text, Query query, ObjectValue data) {
    try {
      var input = dev.gatehouse.cli.rego.Files.document(text);
      var value = query.value(
          Input.of(input, data)
              .withLimits(Durations.limits(timeout))
              .withPrint(System.err::println));
      return value == null
          ? failure(path, "opa_undefined_error", decision + " decision was undefined")
          : new Outcome(path, value, null);
    } catch (TextException e) {
      return failure(path, "internal_error", "unable to parse input: " + e.getMessage());
    } catch (EvaluationException e) {
      return new Outcome(path, null, Problem.of(e));
    }
  }

  private static Outcome failure(String path, String code, String message) {
    return new Outcome(path, null, new Problem(code, message, null, null, true));
  }

  private int judged(List<Outcome> outcomes) {
    var errors = outcomes.stream().filter(outcome -> outcome.error != null).count();
    var failures = failDefined
        ? outcomes.stream().filter(outcome -> outcome.value != null).count()
        : failNonEmpty ? outcomes.stream().filter(outcome -> !outcome.isEmpty()).count() : 0;
    var undefined = outcomes.stream().filter(ExecCommand::isUndefined).count();
    var bad = fail ? errors : failures + (failDefined || failNonEmpty ? errors - undefined : 0);
    if (bad > 0) {
      System.err.println(
          "error: %d decisions are not as the flags ask for".formatted(bad));
      return 1;
    }
    return 0;
  }

  private static boolean isUndefined(Outcome outcome) {
    return outcome.error != null && outcome.error.code().equals("opa_undefined_error");
  }
}
