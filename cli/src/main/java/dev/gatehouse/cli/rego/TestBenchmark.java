package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Query;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How long a test takes.
 *
 * @param count runs
 * @param nanos of all runs
 * @param bytes that all runs allocated
 */
record TestBenchmark(TestRules.Test test, long count, long nanos, long bytes) {

  private static final long SECOND = 1_000_000_000L;

  /** Runs the test for about a second, after as long to warm up. */
  static TestBenchmark of(TestRules.Test test, Query query, Input input) {
    repeat(query, input);
    var memory = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    var before = memory.getCurrentThreadAllocatedBytes();
    var start = System.nanoTime();
    var count = repeat(query, input);
    var nanos = System.nanoTime() - start;
    return new TestBenchmark(
        test, count, nanos, memory.getCurrentThreadAllocatedBytes() - before);
  }

  private static long repeat(Query query, Input input) {
    var count = 0L;
    for (var end = System.nanoTime() + SECOND; System.nanoTime() < end;) {
      query.value(input);
      count++;
    }
    return count;
  }

  /** In the form of Go's benchmarks. */
  String text(boolean isGo, boolean withMemory) {
    var text = "%s\t%8d\t%10d ns/op\t%10d timer_rego_query_eval_ns/op".formatted(
        name(isGo), count, nanos / count, nanos / count);
    return withMemory ? text + "\t%8d B/op".formatted(bytes / count) : text;
  }

  JsonTree json() {
    return JsonTree.object()
        .with("N", count)
        .with("T", nanos)
        .with("MemBytes", bytes)
        .with("Extra", JsonTree.object().with("timer_rego_query_eval_ns/op", nanos / count));
  }

  private String name(boolean isGo) {
    var name = test.packageName() + "." + test.name();
    return isGo
        ? "Benchmark" + Arrays.stream(name.split("[._]"))
            .filter(part -> !part.isEmpty())
            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
            .collect(Collectors.joining())
        : name;
  }
}
