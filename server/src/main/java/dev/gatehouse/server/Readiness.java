package dev.gatehouse.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether the server should be sent requests, and why not. State: whether it is about to end.
 */
final class Readiness {

  private final String what;
  private final BooleanSupplier loaded;
  private final Supplier<List<String>> problems;
  private volatile boolean ending;

  /**
   * Readiness from its two sources.
   *
   * @param what is loaded before anything can be answered, such as {@code policies}
   * @param loaded whether it has been there once
   * @param problems what is wrong although the server serves with what it had before
   */
  Readiness(String what, BooleanSupplier loaded, Supplier<List<String>> problems) {
    this.what = what;
    this.loaded = loaded;
    this.problems = problems;
  }

  String what() {
    return what;
  }

  boolean isLoaded() {
    return loaded.getAsBoolean();
  }

  void end() {
    ending = true;
  }

  boolean isReady() {
    return !ending && isLoaded();
  }

  /** One line for each check, {@code [+]} for good and {@code [-]} for bad, then the problems. */
  List<String> details() {
    var lines = new ArrayList<String>();
    lines.add(isLoaded() ? "[+]" + what + " loaded" : "[-]" + what + " not loaded yet");
    lines.add(ending ? "[-]shutting down" : "[+]serving");
    problems.get().forEach(problem -> lines.add("[!]" + problem));
    return lines;
  }
}
