package dev.gatehouse.cli.rego;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a query, after it has run long enough for the machine to have compiled it. */
@Command(name = "bench", description = "Measures how long a Rego query takes, prepared and warm.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:measured", "1:the query is undefined or has errors, or wrong usage"})
final class BenchCommand implements Callable<Integer> {

  private static final long WARM_UP_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MEASURED_NANOS = Duration.ofSeconds(1).toNanos();

  /** How figures are written. */
  enum Format {
    PRETTY, JSON, GOBENCH
  }

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "the query")
  private @Nullable String query;

  @Option(names = {"-i", "--input"}, paramLabel = "FILE", description = "input document")
  private @Nullable Path input;

  @Option(names = {"-I", "--stdin-input"}, description = "read the input document from stdin")
  private boolean inputFromStdin;

  @Option(names = "--stdin", description = "read the query from stdin")
  private boolean queryFromStdin;

  @Option(names = "--count", paramLabel = "COUNT", defaultValue = "1", description = "how often to measure (default: ${DEFAULT-VALUE})")
  private int count = 1;

  @Option(names = "--fail", arity = "0..1", defaultValue = "true", fallbackValue = "true", description = "exit code 1 if the query is undefined (default: ${DEFAULT-VALUE})")
  private boolean fail = true;

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "pretty", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.PRETTY;

  @Mixin
  private NetworkOption network = new NetworkOption();

  @Mixin
  private SchemaFiles schemas = new SchemaFiles();

  @Mixin
  private BenchFlags flags = new BenchFlags();

  @Mixin
  private PartialFlags partial = new PartialFlags();

  @Mixin
  private PolicyFiles files = new PolicyFiles();

  /** What was measured: runs, their time, and the memory they allocated in bytes. */
  private record Figures(long runs, long nanos, long bytes) {

    String text(Format format, boolean memory) {
      return switch (format) {
        case JSON -> memory
            ? JsonTree.object().with("N", runs).with("T", nanos).with("MemBytes", bytes).text()
            : JsonTree.object().with("N", runs).with("T", nanos).text();
        case GOBENCH -> "BenchmarkGatehouseEval\t%8d\t%10d ns/op".formatted(runs, nanos / runs)
            + (memory ? "\t%8d B/op%n".formatted(bytes / runs) : "\n");
        case PRETTY -> {
          var table = new Table(List.of())
              .row(List.of("samples", String.valueOf(runs)))
              .row(List.of("ns/op", String.valueOf(nanos / runs)));
          yield memory
              ? table.row(List.of("B/op", String.valueOf(bytes / runs))).text()
              : table.text();
        }
      };
    }
  }

  @Override
  public Integer call() {
    if (query == null && !queryFromStdin) {
      throw new ParameterException(
          spec.commandLine(), "specify query argument or --stdin");
    }
    var refusal = flags.refusal();
    if (!refusal.isEmpty()) {
      System.err.println(refusal);
      return 1;
    }
    try {
      var loaded = files.load();
      var options = new CompileOptions(false, false, Set.of(), List.of())
          .withSchemas(schemas.load())
          .withNetwork(network.access());
      var prepared = prepared(loaded.compile(options), query());
      var document = document();
      var settings = Input.of(document, loaded.data()).withLimits(Durations.limits(Duration.ZERO));
      if (prepared.run(settings) == 0 && fail) {
        System.err.println("1 error occurred: undefined result");
        return 1;
      }
      run(prepared, settings, WARM_UP_NANOS);
      for (var i = 0; i < count; i++) {
        System.out.print(run(prepared, settings, MEASURED_NANOS).text(format, flags.memory()));
        System.out.flush();
      }
      return 0;
    } catch (PolicyException e) {
      System.err.println(Problem.text(Problem.of(e.issues()), ""));
    } catch (EvaluationException e) {
      System.err.println(Problem.text(List.of(Problem.of(e)), ""));
    } catch (ProblemException e) {
      System.err.println(Problem.text(e.problems("loading error: "), ""));
    } catch (IOException | TextException e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }

  private String query() throws IOException {
    return queryFromStdin || query == null
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : query;
  }

  private @Nullable Value document() throws IOException, TextException {
    if (inputFromStdin) {
      return dev.gatehouse.cli.rego.Files.document(System.in.readAllBytes());
    }
    return input == null
        ? null
        : dev.gatehouse.cli.rego.Files.document(Files.readAllBytes(input));
  }

  /** What is measured; gives the number of its results. */
  private interface Measured {
    int run(Input input);
  }

  private Measured prepared(Policy policy, String text) throws PolicyException {
    if (!partial.isPartial()) {
      var whole = policy.prepare(text, files.version());
      return input -> whole.solutions(input).size();
    }
    var source = new Source("", text, files.version());
    var inPart = policy.preparePartial(source, QueryContext.NONE, partial.options());
    return input -> inPart.result(input).queries().size();
  }

  private static Figures run(Measured query, Input input, long atLeastNanos) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var bytes = threads.getCurrentThreadAllocatedBytes();
    var start = System.nanoTime();
    var runs = 0L;
    long nanos;
    do {
      for (var i = 0; i < 16; i++) {
        query.run(input);
      }
      runs += 16;
      nanos = System.nanoTime() - start;
    } while (nanos < atLeastNanos);
    return new Figures(runs, nanos, threads.getCurrentThreadAllocatedBytes() - bytes);
  }
}
