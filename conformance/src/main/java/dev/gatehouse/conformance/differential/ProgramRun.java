package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.program.Bender;
import dev.gatehouse.conformance.differential.program.Breaker;
import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.rego.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares programs one after the other; counts what came of them and prints what differs, made small. */
final class ProgramRun {

  private final Peer peer;
  private final Backend backend;
  private final int most;
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private final Map<PeerFault, String> excused = new EnumMap<>(PeerFault.class);
  private int programs;
  private int faulty;
  private int queries;
  private int defined;
  private int halted;
  private int differences;

  /** @param most differences of one kind that are made small and printed */
  ProgramRun(Peer peer, Backend backend, int most) {
    this.peer = peer;
    this.backend = backend;
    this.most = most;
  }

  /** Compares the cases of suites and the templates below a folder, and what becomes of them when changed. */
  void compareAll(Path folder, long seed, int count) throws IOException {
    for (var each : SuitePrograms.below(folder).entrySet()) {
      var whole = each.getValue();
      compare(each.getKey(), whole);
      for (var i = 0; i < count; i++) {
        var dice = new Dice(seed * 1_000_003L + 31L * each.getKey().hashCode() + i);
        compare(each.getKey() + " bent", new Bender(dice).bent(whole));
        compare(each.getKey() + " broken", new Breaker(dice).broken(whole));
      }
    }
  }

  void compare(String name, Program program) throws IOException {
    var ours = Engine.outcome(program, backend);
    var theirs = peer.outcome(program);
    count(theirs);
    var difference = Difference.between(program, ours, theirs);
    if (difference == null) {
      return;
    }
    var fault = PeerFault.of(program, ours, theirs);
    if (fault.isPresent()) {
      excused.merge(fault.get(), name, (some, more) -> some + ", " + more);
      return;
    }
    differences++;
    if (kinds.merge(difference.kind(), 1, Integer::sum) <= most) {
      print(name, Shrinker.shrink(program, smaller -> isAlike(smaller, difference)).renumbered());
    }
  }

  private boolean isAlike(Program smaller, Difference difference) throws IOException {
    var ours = Engine.outcome(smaller, backend);
    var theirs = peer.outcome(smaller);
    var found = Difference.between(smaller, ours, theirs);
    return found != null
        && found.kind().equals(difference.kind())
        && PeerFault.of(smaller, ours, theirs).isEmpty();
  }

  private void print(String name, Program small) throws IOException {
    var theirs = peer.outcome(small);
    System.out.println("=== " + name);
    System.out.println(Difference.between(small, Engine.outcome(small, backend), theirs));
    System.out.println(CaseText.of(name, small, theirs));
  }

  private void count(Outcome outcome) {
    programs++;
    faulty += outcome.issues().isEmpty() ? 0 : 1;
    for (var reply : outcome.replies()) {
      queries++;
      halted += reply.faults().isEmpty() ? 0 : 1;
      defined += reply.solutions().isEmpty() ? 0 : 1;
    }
  }

  int differences() {
    return differences;
  }

  @Override
  public String toString() {
    return programs + " programs (" + faulty + " faulty), " + queries + " queries (" + defined
        + " defined, " + halted + " halted), " + differences + " differences " + kinds
        + (excused.isEmpty() ? "" : ", explained by faults of OPA: " + excused);
  }
}
