package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.PartialOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what partial evaluations of programs leave with what they leave in OPA, and with what whole
 * evaluations give.
 */
final class PartialRun {

  private final Peer peer;
  private final int most;
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private int programs;
  private int queries;
  private int differences;
  private int faults;

  /** @param most differences of one kind that are made small and printed */
  PartialRun(Peer peer, int most) {
    this.peer = peer;
    this.most = most;
  }

  /** Options for a program, as the dice fall. */
  static PartialOptions options(Program program, Dice dice) {
    var fields = Engine.json(program.data()) instanceof ObjectValue data ? names(data) : List.of();
    var unknowns = new ArrayList<String>();
    if (dice.percent(70) || fields.isEmpty()) {
      unknowns.add("input");
    } else if (!program.input().isEmpty()
        && Engine.json(program.input()) instanceof ObjectValue input
        && !input.isEmpty()) {
      unknowns.add("input." + dice.pick(names(input)));
    }
    if (!fields.isEmpty() && (unknowns.isEmpty() || dice.percent(15))) {
      unknowns.add("data." + dice.pick(fields));
    }
    var documents = program.queries().stream().filter(q -> q.matches("data(\\.\\w+)+")).toList();
    var kept = dice.percent(15) && !documents.isEmpty()
        ? List.of(dice.pick(documents))
        : List.<String>of();
    return PartialOptions.DEFAULT.withUnknowns(unknowns)
        .withDisableInlining(kept)
        .withShallowInlining(dice.percent(15))
        .withNondeterministicBuiltins(dice.percent(10));
  }

  private static List<String> names(ObjectValue object) {
    var names = new ArrayList<String>();
    for (var i = 0; i < object.size(); i++) {
      if (object.keyAt(i) instanceof StringValue name && name.value().matches("[a-z]\\w*")) {
        names.add(name.value());
      }
    }
    return names;
  }

  void compare(String name, Program program, PartialOptions options) throws IOException {
    programs++;
    queries += program.queries().size();
    for (var query : program.queries()) {
      var fault = PartialEngine.fault(program, query, options);
      if (fault != null) {
        faults++;
        report(name, "meaning", program.withQueries(List.of(query)), options);
      }
    }
    var difference = difference(program, options);
    if (difference != null) {
      differences++;
      report(name, difference.kind(), program, options);
    }
  }

  private @Nullable Difference difference(
      Program program, PartialOptions options) throws IOException {
    var ours = PartialEngine.left(program, options);
    var theirs = peer.left(program, options);
    return PeerFault.of(program, ours, theirs).isPresent()
        ? null
        : Difference.between(program, ours, theirs);
  }

  private boolean differs(String kind, Program program, PartialOptions options)
      throws IOException {
    if (kind.equals("meaning")) {
      return !program.queries().isEmpty()
          && PartialEngine.fault(program, program.queries().getFirst(), options) != null;
    }
    var found = difference(program, options);
    return found != null && found.kind().equals(kind);
  }

  private void report(String name, String kind, Program program, PartialOptions options)
      throws IOException {
    if (kinds.merge(kind, 1, Integer::sum) > most) {
      return;
    }
    var small = Shrinker.shrink(program, smaller -> differs(kind, smaller, options)).renumbered();
    System.out.println("=== " + name + ": " + kind + " " + options);
    if (kind.equals("meaning")) {
      System.out.println(PartialEngine.fault(small, small.queries().getFirst(), options));
    } else {
      System.out.println(difference(small, options));
    }
    small.modules().forEach(module -> System.out.println(module.text().indent(4)));
    System.out.println("    " + small.data() + " " + small.input() + " " + small.queries());
  }

  /** Results that mean something else than what was asked. */
  int faults() {
    return faults;
  }

  /** Faults, and results that read otherwise than the peer's. */
  int differences() {
    return differences + faults;
  }

  @Override
  public String toString() {
    return programs + " programs, " + queries + " queries, " + faults
        + " that mean something else, "
        + differences + " differences " + kinds;
  }
}
