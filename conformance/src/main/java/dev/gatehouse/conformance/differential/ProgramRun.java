package dev.gatehouse.conformance.differential;

import dev.gatehouse.rego.Backend;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares programs one after the other; counts what came of them and prints what differs, made small. */
final class ProgramRun {

  /** A body of {@code not true} alone counts as none in OPA, where the head has a call. */
  private static final Pattern PEERS_FAULT = Pattern.compile("not\\s+true\\b");

  private final Peer peer;
  private final Backend backend;
  private final int most;
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
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

  void compare(String name, Program program) throws IOException {
    if (program.modules().stream().anyMatch(module -> PEERS_FAULT.matcher(module.text()).find())) {
      return;
    }
    var theirs = peer.outcome(program);
    var difference = Difference.between(program, Engine.outcome(program, backend), theirs);
    count(theirs);
    if (difference == null || isFaultOfPeer(theirs)) {
      return;
    }
    differences++;
    if (kinds.merge(difference.kind(), 1, Integer::sum) > most) {
      return;
    }
    var small = Shrinker.shrink(program, smaller -> {
      var found = Difference.between(smaller, Engine.outcome(smaller, backend),
          peer.outcome(smaller));
      return found != null && found.kind().equals(difference.kind())
          && !isFaultOfPeer(peer.outcome(smaller));
    }).renumbered();
    System.out.println("=== " + name);
    System.out
        .println(Difference.between(small, Engine.outcome(small, backend), peer.outcome(small)));
    System.out.println(CaseText.of(name, small, peer.outcome(small)));
  }

  /** The peer looks for the variables of a template string before it knows imports and rules. */
  private static boolean isFaultOfPeer(Outcome theirs) {
    return theirs.issues().stream().anyMatch(issue -> issue.message().endsWith(" is undeclared"));
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
        + " defined, " + halted + " halted), " + differences + " differences " + kinds;
  }
}
