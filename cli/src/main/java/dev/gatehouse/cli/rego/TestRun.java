package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Inquiry;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.NetworkAccess;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.trace.Coverage;
import dev.gatehouse.rego.types.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs tests one after the other; for one thread. */
final class TestRun {

  private final Policy policy;
  private final ObjectValue data;
  private final List<Module> modules;
  private final Duration timeout;
  private final List<TestRules.Test> tests;
  private final Begun begun;
  private final TestObservation observation;

  private TestRun(
      Policy policy, Loaded loaded, List<TestRules.Test> tests, Begun begun,
      TestObservation observation) {
    this.policy = policy;
    this.data = loaded.data();
    this.modules = loaded.modules();
    this.timeout = observation.timeout();
    this.tests = tests;
    this.begun = begun;
    this.observation = observation;
  }

  /** The cases that have begun; changes as a test runs. */
  private static final class Begun {
    private final List<Value> names = new ArrayList<>();
    private TestTrace trace = TestTrace.NONE;

    void start(TestTrace of) {
      names.clear();
      trace = of;
    }

    void add(Value path) {
      names.add(path);
      if (trace != TestTrace.NONE && path instanceof ArrayValue parts) {
        trace.begin(parts.items().stream().map(TestResult::name).toList());
      }
    }
  }

  /** Compiles the modules with their tests. @throws ProblemException with every issue */
  static TestRun prepare(
      Loaded loaded,
      Grammar grammar,
      Map<List<String>, Value> schemas,
      NetworkAccess network,
      TestObservation observation)
      throws ProblemException {
    var rules = TestRules.of(loaded.modules());
    var begun = new Begun();
    var options = new CompileOptions(false, true, Set.of(), List.of(caseBegins(begun)))
        .withNetwork(network);
    var policy = new Loaded(rules.modules(), loaded.data())
        .compile(grammar.limit(options.withSchemas(schemas)));
    return new TestRun(policy, loaded, rules.tests(), begun, observation);
  }

  /** The modules as they are written. */
  List<Module> modules() {
    return modules;
  }

  /** Every test, in the order of modules and their source. */
  List<TestRules.Test> tests() {
    return tests;
  }

  private static Builtin caseBegins(Begun begun) {
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
      return new TestResult(test, false, null, 0, "", Map.of(), TestTrace.NONE);
    }
    var trace = observation.trace();
    begun.start(trace);
    var output = new StringBuilder();
    var start = System.nanoTime();
    try {
      var value = value(test, input(output), trace);
      var nanos = System.nanoTime() - start;
      var cases = test.hasCases()
          ? TestResult.cases(value, begun.names)
          : Map.<String, TestResult.Case>of();
      var failed = test.hasCases()
          ? value == null || cases.values().stream().anyMatch(TestResult.Case::failed)
          : value != BooleanValue.TRUE;
      observation.repeat(settings -> again(test, settings));
      return new TestResult(test, failed, null, nanos, output.toString(), cases, trace);
    } catch (EvaluationException e) {
      var nanos = System.nanoTime() - start;
      return new TestResult(test, false, Problem.of(e), nanos, output.toString(), Map.of(), trace);
    } catch (PolicyException e) {
      throw new IllegalStateException(test.query() + " is no query", e);
    }
  }

  private Input input(StringBuilder output) {
    return Input.of(null, data)
        .withLimits(Durations.limits(timeout))
        .withPrint(line -> output.append(line).append('\n'));
  }

  private @Nullable Value value(TestRules.Test test, Input input, TestTrace trace)
      throws PolicyException {
    if (!observation.isNeeded()) {
      return policy.prepare(test.query()).value(input);
    }
    var answers = inquire(test).answers(input, Settings.DEFAULT, observation.observer(trace));
    return answers.isEmpty() ? null : answers.getFirst().expressions().getFirst().value();
  }

  private Inquiry inquire(TestRules.Test test) throws PolicyException {
    return policy.inquire(new Source("", test.query(), RegoVersion.V1), QueryContext.NONE);
  }

  /** What the test reaches with other settings. */
  private Coverage again(TestRules.Test test, Settings settings) {
    var coverage = new Coverage();
    try {
      inquire(test).answers(input(new StringBuilder()), settings, coverage);
    } catch (EvaluationException e) {
      System.err.println("warning: another coverage pass failed: " + e.getMessage());
    } catch (PolicyException e) {
      throw new IllegalStateException(test.query() + " is no query", e);
    }
    return coverage;
  }

  /** Runs a test for about a second; times it. */
  TestBenchmark benchmark(TestRules.Test test) {
    begun.start(TestTrace.NONE);
    try {
      return TestBenchmark.of(
          test, policy.prepare(test.query()), input(new StringBuilder()));
    } catch (PolicyException e) {
      throw new IllegalStateException(test.query() + " is no query", e);
    }
  }
}
