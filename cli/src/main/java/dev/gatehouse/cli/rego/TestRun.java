package dev.gatehouse.cli.rego;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.types.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs tests one after the other; for one thread. */
final class TestRun {

  private final Policy policy;
  private final ObjectValue data;
  private final Duration timeout;
  private final List<TestRules.Test> tests;
  private final List<Value> begun;

  private TestRun(
      Policy policy, Loaded loaded, Duration timeout, List<TestRules.Test> tests,
      List<Value> begun) {
    this.policy = policy;
    this.data = loaded.data();
    this.timeout = timeout;
    this.tests = tests;
    this.begun = begun;
  }

  /** Compiles the modules with their tests. @throws ProblemException with every issue */
  static TestRun prepare(Loaded loaded, Duration timeout) throws ProblemException {
    var rules = TestRules.of(loaded.modules());
    var begun = new ArrayList<Value>();
    var options = new CompileOptions(false, true, Set.of(), List.of(caseBegins(begun)));
    var policy = new Loaded(rules.modules(), loaded.data()).compile(options);
    return new TestRun(policy, loaded, timeout, rules.tests(), begun);
  }

  /** Every test, in the order of modules and their source. */
  List<TestRules.Test> tests() {
    return tests;
  }

  private static Builtin caseBegins(List<Value> begun) {
    var type = new Type.Function(List.of(Type.array(Type.ANY)), Type.BOOLEAN, null);
    Builtin.Code1 code = (context, names) -> {
      begun.add(names);
      return BooleanValue.TRUE;
    };
    return new Builtin(TestRules.CASE_BEGINS, "", type, Set.of(Builtin.Flag.NONDETERMINISTIC),
        "Notes that a case of a test begins.", code);
  }

  TestResult run(TestRules.Test test) {
    if (test.isTodo()) {
      return new TestResult(test, false, null, 0, "", Map.of());
    }
    begun.clear();
    var output = new StringBuilder();
    var input = Input.of(null, data)
        .withLimits(Durations.limits(timeout))
        .withPrint(line -> output.append(line).append('\n'));
    var start = System.nanoTime();
    try {
      var value = policy.prepare(test.query()).value(input);
      var nanos = System.nanoTime() - start;
      var cases = test.hasCases()
          ? TestResult.cases(value, begun)
          : Map.<String, TestResult.Case>of();
      var failed = test.hasCases()
          ? value == null || cases.values().stream().anyMatch(TestResult.Case::failed)
          : value != BooleanValue.TRUE;
      return new TestResult(test, failed, null, nanos, output.toString(), cases);
    } catch (EvaluationException e) {
      var nanos = System.nanoTime() - start;
      return new TestResult(test, false, Problem.of(e), nanos, output.toString(), Map.of());
    } catch (PolicyException e) {
      throw new IllegalStateException(test.query() + " is no query", e);
    }
  }
}
