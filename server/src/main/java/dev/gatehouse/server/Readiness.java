package dev.gatehouse.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether the server should be sent requests, and why not. State: whether it is about to end.
 */
final class Readiness {

  private final BooleanSupplier policiesLoaded;
  private final Supplier<List<String>> problems;
  private volatile boolean ending;

  /**
   * Readiness from its two sources.
   *
   * @param policiesLoaded whether there has been a set of policies
   * @param problems what is wrong although the server serves with what it had before
   */
  Readiness(BooleanSupplier policiesLoaded, Supplier<List<String>> problems) {
    this.policiesLoaded = policiesLoaded;
    this.problems = problems;
  }

  boolean hasPolicies() {
    return policiesLoaded.getAsBoolean();
  }

  void end() {
    ending = true;
  }

  boolean isReady() {
    return !ending && hasPolicies();
  }

  /** One line for each check, {@code [+]} for good and {@code [-]} for bad, then the problems. */
  List<String> details() {
    var lines = new ArrayList<String>();
    lines.add(hasPolicies() ? "[+]policies loaded" : "[-]policies not loaded yet");
    lines.add(ending ? "[-]shutting down" : "[+]serving");
    problems.get().forEach(problem -> lines.add("[!]" + problem));
    return lines;
  }
}
