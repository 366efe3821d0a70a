package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import java.time.Duration;
import java.util.List;

/** The command line, cold: the wall time of {@code verify} from start to exit, on all cores. */
final class VerifyCases {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String ALL_CORES = Lab.LOAD_CORE + "," + Lab.WORK_CORE;

  private final Lab lab;

  VerifyCases(Lab lab) {
    this.lab = lab;
  }

  /** A short command is soon repeated: three times as many rounds as elsewhere. */
  Comparison verify(String name, String path) {
    var gatehouse = lab.home("gatehouse").toString();
    wallSeconds(gatehouse, path); // builds it, if it is stale
    return Comparison.measure(name, Unit.SECONDS, 3 * lab.rounds(),
        () -> wallSeconds(lab.peer("gator"), path), () -> wallSeconds(gatehouse, path));
  }

  private double wallSeconds(String program, String path) {
    long start = System.nanoTime();
    lab.run(ALL_CORES, LIMIT, List.of(program, "verify", path));
    return (System.nanoTime() - start) / 1e9;
  }
}
