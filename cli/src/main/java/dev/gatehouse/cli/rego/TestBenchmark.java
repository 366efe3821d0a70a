package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Query;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Times a test, in the form of Go's benchmarks. */
record TestBenchmark(TestRules.Test test, boolean isGo, boolean withMemory) {

  private static final long SECOND = 1_000_000_000L;

  /** Runs the test for about a second, after as long to warm up. */
  String run(Supplier<Query> prepare, Input input) {
    var query = prepare.get();
    repeat(query, input);
    var memory = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    var before = memory.getCurrentThreadAllocatedBytes();
    var start = System.nanoTime();
    var count = repeat(query, input);
    var nanos = System.nanoTime() - start;
    var bytes = memory.getCurrentThreadAllocatedBytes() - before;
    var text = "%s\t%8d\t%10d ns/op\t%10d timer_rego_query_eval_ns/op".formatted(
        name(), count, nanos / count, nanos / count);
    return withMemory ? text + "\t%8d B/op".formatted(bytes / count) : text;
  }

  private static long repeat(Query query, Input input) {
    var count = 0L;
    for (var end = System.nanoTime() + SECOND; System.nanoTime() < end;) {
      query.value(input);
      count++;
    }
    return count;
  }

  private String name() {
    var name = test.packageName() + "." + test.name();
    return isGo
        ? "Benchmark" + Arrays.stream(name.split("[._]"))
            .filter(part -> !part.isEmpty())
            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
            .collect(Collectors.joining())
        : name;
  }
}
