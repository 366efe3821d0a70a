package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one benchmark by name; {@code bench/run} starts it. */
public final class Main {

  private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(
      Map.of("rego", new RegoBenchmark(), "trust", new TrustBenchmark(), "webhook",
          new WebhookBenchmark()));

  private Main() {}

  /**
   * Runs a benchmark, all of its cases or those named, and exits with 0, with 1 if a side failed,
   * or with 2 if there is no such benchmark or case.
   *
   * @param arguments the checkout, the peers' folder, a benchmark's name, names of cases
   */
  public static void main(String[] arguments) throws IOException {
    var names = List.of(arguments).subList(2, arguments.length);
    var benchmark = names.isEmpty() ? null : BENCHMARKS.get(names.getFirst());
    if (benchmark == null) {
      System.err.println("usage: bench/run NAME [CASE...]");
      BENCHMARKS.forEach((name, each) -> System.err
          .println("  " + name + ": " + String.join(", ", each.cases())));
      System.exit(2);
      return;
    }
    var wanted = names.size() == 1 ? benchmark.cases() : names.subList(1, names.size());
    if (!benchmark.cases().containsAll(wanted)) {
      System.err.println("the cases are " + String.join(", ", benchmark.cases()));
      System.exit(2);
    }
    System.exit(run(benchmark, wanted, Path.of(arguments[0]), Path.of(arguments[1])));
  }

  private static int run(Benchmark benchmark, List<String> wanted, Path home, Path peers)
      throws IOException {
    int rounds = Optional.ofNullable(System.getenv("GATEHOUSE_BENCH_ROUNDS"))
        .map(Integer::parseInt).orElse(3);
    var report = new Report();
    try (var lab = Lab.open(home, peers, rounds)) {
      benchmark.run(lab, wanted, report);
      report.print(System.out);
      return report.isComplete() ? 0 : 1;
    } catch (BenchException e) {
      report.print(System.out);
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }
}
