package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a test ended.
 *
 * @param failed whether it or one of its cases does not hold
 * @param error what halted it, null for nothing
 * @param nanos how long it took
 * @param output what it printed
 * @param cases its cases by name
 * @param trace what happened, where that is of interest
 */
record TestResult(
    TestRules.Test test,
    boolean failed,
    @Nullable Problem error,
    long nanos,
    String output,
    Map<String, Case> cases,
    TestTrace trace) {

  /** A case of a test, or a group of cases. */
  record Case(String name, boolean failed, Map<String, Case> cases) {

    Case {
      cases = Collections.unmodifiableMap(new TreeMap<>(cases));
    }

    boolean isLeaf() {
      return cases.isEmpty();
    }

    JsonTree json() {
      var json = JsonTree.object().with("name", name);
      if (failed) {
        json.with("fail", true);
      }
      return withCases(json, cases);
    }
  }

  /** Name, outcome and time. */
  String headline() {
    var text = test.packageName() + "." + test.name() + ": " + outcome();
    return skipped() ? text : text + " (" + Durations.text(nanos) + ")";
  }

  /** The headline and the outcomes of cases. */
  String fullText() {
    var text = new StringBuilder(headline());
    if (!cases.isEmpty()) {
      text.append('\n');
      lines(cases, "", text);
    }
    return text.toString();
  }

  private static void lines(Map<String, Case> cases, String indent, StringBuilder text) {
    for (var inner : cases.values()) {
      text.append(indent).append(inner.name).append(inner.failed ? ": FAIL\n" : ": PASS\n");
      lines(inner.cases, indent + "  ", text);
    }
  }

  boolean passed() {
    return !failed && !skipped() && error == null;
  }

  boolean skipped() {
    return test.isTodo();
  }

  /** {@code PASS}, {@code FAIL}, {@code SKIPPED} or {@code ERROR}. */
  String outcome() {
    if (passed()) {
      return "PASS";
    }
    return failed ? "FAIL" : skipped() ? "SKIPPED" : "ERROR";
  }

  /**
   * The cases of a test with a value.
   *
   * @param value what holds, an object by the names of cases
   * @param begun the names of every case that was begun
   */
  static Map<String, Case> cases(@Nullable Value value, List<Value> begun) {
    var cases = new TreeMap<String, Case>();
    if (value instanceof ObjectValue object) {
      for (var i = 0; i < object.size(); i++) {
        var name = name(object.keyAt(i));
        cases.put(name, held(name, object.valueAt(i)));
      }
    }
    for (var path : begun) {
      if (path instanceof ArrayValue names) {
        addFailed(cases, names.items().stream().map(TestResult::name).toList());
      }
    }
    return cases;
  }

  static String name(Value key) {
    return key instanceof StringValue text ? text.value() : Json.write(key);
  }

  private static Case held(String name, Value value) {
    var inner = value instanceof ObjectValue ? cases(value, List.of()) : Map.<String, Case>of();
    var failed = inner.isEmpty()
        ? value != BooleanValue.TRUE
        : inner.values().stream().anyMatch(Case::failed);
    return new Case(name, failed, inner);
  }

  /** A case that was begun and is not among those that hold has failed, and so have its groups. */
  private static void addFailed(Map<String, Case> cases, List<String> path) {
    var name = path.getFirst();
    var known = cases.get(name);
    if (path.size() == 1) {
      if (known == null) {
        cases.put(name, new Case(name, true, Map.of()));
      }
      return;
    }
    var inner = new TreeMap<>(known == null ? Map.<String, Case>of() : known.cases);
    addFailed(inner, path.subList(1, path.size()));
    var failed = inner.values().stream().anyMatch(Case::failed);
    cases.put(name, new Case(name, failed, inner));
  }

  private static JsonTree.Fields withCases(JsonTree.Fields json, Map<String, Case> cases) {
    if (!cases.isEmpty()) {
      var fields = JsonTree.object();
      cases.forEach((name, inner) -> fields.with(name, inner.json()));
      json.with("sub_results", fields);
    }
    return json;
  }

  JsonTree.Fields json() {
    var json = JsonTree.object()
        .with("location", Problem.locationJson(test.location()))
        .with("package", test.packageName())
        .with("name", test.name());
    if (failed) {
      json.with("fail", true);
    }
    if (error != null) {
      json.with("error", error.codeFirst());
    }
    if (skipped()) {
      json.with("skip", true);
    }
    json.with("duration", nanos);
    json.withList("trace", JsonTree.array(trace.shown(), Explanation::json));
    if (!output.isEmpty()) {
      var bytes = output.getBytes(StandardCharsets.UTF_8);
      json.with("output", Base64.getEncoder().encodeToString(bytes));
    }
    return withCases(json, cases);
  }
}
