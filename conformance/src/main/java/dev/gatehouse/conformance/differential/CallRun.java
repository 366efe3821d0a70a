package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Reply;
import dev.gatehouse.conformance.differential.call.CallGenerator;
import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.Builtins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Compares calls of every built-in function, with errors that halt and with errors that do not. */
final class CallRun {

  /** What depends on time, chance, the machine or the network, and what no policy calls itself. */
  private static final Set<String> LEFT_OUT = Set.of("rand.intn", "uuid.rfc4122", "time.now_ns",
      "opa.runtime", "http.send", "net.lookup_ip_addr", "print", "rego.metadata.chain",
      "rego.metadata.rule", "assign", "eq");

  private static final Set<String> OF_FUNCTIONS = Set.of(EvaluationException.TYPE,
      EvaluationException.BUILTIN, "rego_parse_error");

  private static final int BATCH = 50;

  /** How often the peer is asked again where it says something else. */
  private static final int REPEATS = 12;

  private final Peer peer;
  private final int most;
  private final Map<String, Integer> differences = new TreeMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private int calls;
  private int panics;

  /** @param most differences of one function that are printed */
  CallRun(Peer peer, int most) {
    this.peer = peer;
    this.most = most;
  }

  /** Compares as many calls of each function whose name matches a pattern. */
  void compareAll(Pattern names, long seed, int count) throws IOException {
    var builtins = Builtins.standard();
    for (var name : builtins.names()) {
      var builtin = builtins.find(name);
      if (builtin != null && names.matcher(name).matches() && !LEFT_OUT.contains(name)
          && !name.startsWith("internal.")) {
        compare(builtin, new CallGenerator(new Dice(seed * 1_000_003L + name.hashCode())), count);
      }
    }
  }

  private void compare(Builtin builtin, CallGenerator generator, int count) throws IOException {
    for (var done = 0; done < count; done += BATCH) {
      var queries = new ArrayList<String>();
      for (var i = 0; i < Math.min(BATCH, count - done); i++) {
        queries.add("x = " + generator.call(builtin));
      }
      for (var halting : List.of(false, true)) {
        compare(builtin.name(), new Program(List.of(), "{}", "", queries, false, halting));
      }
    }
  }

  private void compare(String name, Program program) throws IOException {
    var ours = Engine.outcome(program).replies();
    var theirs = replies(program);
    for (var i = 0; i < program.queries().size(); i++) {
      calls++;
      tallies.merge(name, Tally.of(theirs.get(i)), Tally::plus);
      var only = program.withQueries(program.queries().subList(i, i + 1));
      if (!isSame(ours.get(i), theirs.get(i)) && !isAlsoSaid(ours.get(i), only)
          && differences.merge(name, 1, Integer::sum) <= most) {
        System.out.println("# ours " + shown(ours.get(i)));
        System.out.println(CaseText.of(program.queries().get(i), only,
            new Outcome(List.of(), List.of(theirs.get(i)))));
      }
    }
  }

  /**
   * Whether the peer says the same at times, or something else each time: of several faults it may see
   * another one first, and it may print an address. A fresh one is asked first, for a peer that has
   * compiled an expression before takes a template with the same text for it.
   */
  private boolean isAlsoSaid(Reply ours, Program only) throws IOException {
    peer.restart();
    var said = new HashSet<Reply>();
    for (var i = 0; i < REPEATS; i++) {
      var again = peer.outcome(only).replies();
      if (!again.isEmpty()
          && (isSame(ours, again.getFirst()) || isChance(said, again.getFirst()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isChance(Set<Reply> said, Reply reply) {
    said.add(reply);
    return reply.faults().isEmpty() && said.size() > 1;
  }

  /** A call that the peer panics at takes the others of its program along, so they go alone then. */
  private List<Reply> replies(Program program) throws IOException {
    var together = peer.outcome(program).replies();
    if (!together.isEmpty()) {
      return together;
    }
    var replies = new ArrayList<Reply>();
    for (var query : program.queries()) {
      var alone = peer.outcome(program.withQueries(List.of(query))).replies();
      panics += alone.isEmpty() ? 1 : 0;
      replies.add(alone.isEmpty() ? new Reply(List.of(), List.of(), true) : alone.getFirst());
    }
    return replies;
  }

  /**
   * Errors are the same if their codes are: what they say may come from a library's own words. Those
   * of a module that is read as a value come out of the peer as they are.
   */
  private static boolean isSame(Reply ours, Reply theirs) {
    return ours.limited() || theirs.limited()
        || ours.solutions().equals(theirs.solutions()) && codes(ours).equals(codes(theirs));
  }

  private static List<String> codes(Reply reply) {
    return reply.faults().stream()
        .map(Outcome.Fault::code)
        .map(code -> OF_FUNCTIONS.contains(code) ? EvaluationException.BUILTIN : code)
        .distinct()
        .toList();
  }

  /** What calls of a function came to in the peer: how many gave a value, nothing or an error. */
  private record Tally(int values, int undefined, int errors) {

    static Tally of(Reply reply) {
      return !reply.faults().isEmpty()
          ? new Tally(0, 0, 1)
          : reply.solutions().isEmpty() ? new Tally(0, 1, 0) : new Tally(1, 0, 0);
    }

    Tally plus(Tally other) {
      return new Tally(
          values + other.values, undefined + other.undefined, errors + other.errors);
    }

    int percent() {
      return 100 * values / Math.max(1, values + undefined + errors);
    }
  }

  /** For each function, how many of a hundred calls gave a value. */
  String shares() {
    var lines = new StringBuilder("# of a hundred calls, so many gave a value:\n");
    tallies.forEach((name, tally) -> lines.append("# %3d %s%n".formatted(tally.percent(), name)));
    return lines.toString();
  }

  private static String shown(Reply reply) {
    return reply.faults().isEmpty() ? reply.solutions().toString() : reply.faults().toString();
  }

  int differences() {
    return differences.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    return calls + " calls (the peer panicked at " + panics + "), " + differences()
        + " differences " + differences;
  }
}
