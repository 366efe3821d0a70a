package dev.gatehouse.cli.rego;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "QUERY", description = "the query")
  private String query = "";

  @Option(names = {"-i", "--input"}, paramLabel = "FILE", description = "input document")
  private @Nullable Path input;

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
  private PolicyFiles files = new PolicyFiles();

  /** What was measured: runs, their time, and the memory they allocated in bytes. */
  private record Figures(long runs, long nanos, long bytes) {

    String text(Format format) {
      return switch (format) {
        case JSON -> JsonTree.object().with("N", runs).with("T", nanos).with("MemBytes", bytes)
            .text();
        case GOBENCH -> "BenchmarkGatehouseEval\t%8d\t%10d ns/op\t%8d B/op%n"
            .formatted(runs, nanos / runs, bytes / runs);
        case PRETTY -> new Table(List.of())
            .row(List.of("samples", String.valueOf(runs)))
            .row(List.of("ns/op", String.valueOf(nanos / runs)))
            .row(List.of("B/op", String.valueOf(bytes / runs)))
            .text();
      };
    }
  }

  @Override
  public Integer call() {
    try {
      var loaded = files.load();
      var prepared = loaded.compile(new CompileOptions(false, false, Set.of(), List.of())
          .withNetwork(network.access()))
          .prepare(query, files.version());
      var document = input == null
          ? null
          : dev.gatehouse.cli.rego.Files.document(Files.readAllBytes(input));
      var settings = Input.of(document, loaded.data()).withLimits(Durations.limits(Duration.ZERO));
      if (prepared.solutions(settings).isEmpty() && fail) {
        System.err.println("1 error occurred: undefined result");
        return 1;
      }
      run(prepared, settings, WARM_UP_NANOS);
      for (var i = 0; i < count; i++) {
        System.out.print(run(prepared, settings, MEASURED_NANOS).text(format));
        System.out.flush();
      }
      return 0;
    } catch (PolicyException e) {
      System.err.println(Problem.text(Problem.of(e.issues()), ""));
    } catch (EvaluationException e) {
      System.err.println(Problem.text(List.of(Problem.of(e)), ""));
    } catch (ProblemException | IOException | TextException e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }

  private static Figures run(Query query, Input input, long atLeastNanos) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var bytes = threads.getCurrentThreadAllocatedBytes();
    var start = System.nanoTime();
    var runs = 0L;
    long nanos;
    do {
      for (var i = 0; i < 16; i++) {
        query.solutions(input);
      }
      runs += 16;
      nanos = System.nanoTime() - start;
    } while (nanos < atLeastNanos);
    return new Figures(runs, nanos, threads.getCurrentThreadAllocatedBytes() - bytes);
  }
}
