package dev.gatehouse.bench;

import java.util.List;

/** A benchmark that {@code bench/run} knows by name. */
interface Benchmark {

  /** The names of its cases. */
  List<String> cases();

  /** Measures the wanted cases. */
  void run(Lab lab, List<String> wanted, Report report);
}
