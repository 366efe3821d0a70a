package dev.gatehouse.rego.builtin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares calls with a real {@code opa}: {@code OPA NAMES COUNT SEED [FILE]}; prints each
 * difference, and writes calls with their outcome to the file.
 */
final class DifferentialRun {

  private static final Set<String> LEFT_OUT = Set.of(
      "rand.intn",
      "uuid.rfc4122",
      "time.now_ns",
      "opa.runtime",
      "http.send",
      "net.lookup_ip_addr",
      "internal.print",
      "internal.test_case",
      "internal.template_string",
      "rego.parse_module");

  private DifferentialRun() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var oracle = new OpaOracle(Path.of(args[0]));
    var builtins = Builtins.standard();
    var count = Integer.parseInt(args[2]);
    var generator = new CallGenerator(Long.parseLong(args[3]));
    var calls = new ArrayList<BuiltinCall>();
    for (var name : builtins.names()) {
      var row = builtins.find(name);
      if (row == null || LEFT_OUT.contains(name) || !name.matches(args[1])
          || row.code() instanceof Builtin.Intrinsic) {
        continue;
      }
      for (var i = 0; i < count; i++) {
        calls.add(generator.next(row));
      }
    }
    var distinct = new ArrayList<>(new java.util.LinkedHashSet<>(calls));
    // What is beyond our limits would fill the peer's memory.
    distinct.removeIf(call -> isBeyondLimits(outcome(call, builtins)));
    var differences = 0;
    var agreed = new StringBuilder();
    for (var from = 0; from < distinct.size(); from += 5000) {
      var batch = distinct.subList(from, Math.min(from + 5000, distinct.size()));
      var expected = outcomes(oracle, batch);
      for (var i = 0; i < batch.size(); i++) {
        var actual = outcome(batch.get(i), builtins);
        if (!isSame(batch.get(i).name(), actual, expected.get(i))) {
          differences++;
          System.out.println(batch.get(i).name() + batch.get(i).argsText());
          System.out.println("   opa:  " + expected.get(i));
          System.out.println("   ours: " + actual);
        } else if (actual.equals(expected.get(i)) && actual.indexOf('\n') < 0) {
          var call = batch.get(i);
          agreed.append(call.name()).append('\t').append(call.argsText()).append('\t');
          agreed.append(actual).append('\n');
        }
      }
    }
    if (args.length > 4) {
      java.nio.file.Files.writeString(Path.of(args[4]), agreed);
    }
    System.out.println(distinct.size() + " calls, " + differences + " differences");
  }

  /** Our own parsers tell faults in their own words. */
  private static boolean isSame(String name, String actual, String expected) {
    return actual.equals(expected)
        || expected.equals("crash")
        || name.endsWith(".unmarshal")
            && actual.startsWith("eval_builtin_error")
            && expected.startsWith("eval_builtin_error");
  }

  private static boolean isBeyondLimits(String outcome) {
    return outcome.startsWith("limit") || outcome.contains("integer of more than");
  }

  /** Halves a batch that makes the peer crash until the call is found. */
  private static List<String> outcomes(OpaOracle oracle, List<BuiltinCall> calls)
      throws IOException, InterruptedException {
    try {
      return oracle.outcomes(calls);
    } catch (IOException e) {
      if (calls.size() == 1) {
        return List.of("crash");
      }
      var half = calls.size() / 2;
      var all = new ArrayList<>(outcomes(oracle, calls.subList(0, half)));
      all.addAll(outcomes(oracle, calls.subList(half, calls.size())));
      return all;
    }
  }

  private static String outcome(BuiltinCall call, Builtins builtins) {
    try {
      return call.outcome(builtins);
    } catch (RuntimeException | StackOverflowError e) {
      return "THROWN " + e + " " + java.util.Arrays.stream(e.getStackTrace()).limit(3).toList();
    }
  }
}
