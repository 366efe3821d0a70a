package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The Rego engine alone: prepared queries, one thread, one core, against OPA's Go package. */
final class RegoBenchmark implements Benchmark {

  private static final String TEMPLATES = "templates-geomean";
  private static final String COMPILE = "compile-template";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Milliseconds for each case. */
  private record Effort(int peerWarm, int ourWarm, int measured) {}

  private static final Effort ONE_CASE = new Effort(200, 3000, 1000);
  private static final Effort MANY_CASES = new Effort(20, 200, 60);

  /** A compiler is ten times the code of an evaluation, and takes as much longer until it is warm. */
  private static final Effort COMPILATIONS = new Effort(20, 1000, 60);

  /** What one evaluation took. */
  private record Outcome(double nanoseconds, double bytes, Value result) {}

  @Override
  public List<String> cases() {
    var names = new ArrayList<>(List.of(TEMPLATES, COMPILE));
    names.addAll(RegoCases.names());
    return names;
  }

  @Override
  public void run(Lab lab, List<String> wanted, Report report) {
    if (wanted.contains(TEMPLATES)) {
      report.measure(TEMPLATES,
          () -> compare(lab, TEMPLATES, TemplateCases.evaluations(lab), MANY_CASES, report));
    }
    if (wanted.contains(COMPILE)) {
      report.measure(COMPILE,
          () -> compare(lab, COMPILE, TemplateCases.compilations(lab), COMPILATIONS, report));
    }
    for (var name : RegoCases.names()) {
      if (wanted.contains(name)) {
        report.measure(name,
            () -> compare(lab, name, List.of(RegoCases.named(name)), ONE_CASE, report));
      }
    }
  }

  private static Comparison compare(
      Lab lab, String name, List<ObjectValue> cases, Effort effort, Report report) {
    var file = write(lab, cases);
    var bytes = new ArrayList<Double>();
    var peerBytes = new ArrayList<Double>();
    var results = new LinkedHashMap<String, Value>();
    var comparison = Comparison.measure(name, Unit.MICROSECONDS, lab.rounds(), () -> {
      var outcomes = peer(lab, file, effort);
      peerBytes.add(mean(outcomes, Outcome::bytes));
      requireSame(results, outcomes);
      return mean(outcomes, Outcome::nanoseconds) / 1000;
    }, () -> {
      var outcomes = ours(lab, file, effort);
      bytes.add(mean(outcomes, Outcome::bytes));
      requireSame(results, outcomes);
      return mean(outcomes, Outcome::nanoseconds) / 1000;
    });
    report.note("%s: %,.0f bytes allocated each time, the peer %,.0f", name,
        Comparison.median(bytes), Comparison.median(peerBytes));
    return comparison;
  }

  private static Map<String, Outcome> peer(Lab lab, Path cases, Effort effort) {
    return outcomes(lab.run(Lab.WORK_CORE, LIMIT, List.of(lab.peer("regobench"), cases.toString(),
        Integer.toString(effort.peerWarm()), Integer.toString(effort.measured()))));
  }

  private static Map<String, Outcome> ours(Lab lab, Path cases, Effort effort) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return outcomes(lab.run(Lab.WORK_CORE, LIMIT,
        List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            RegoSide.class.getName(), cases.toString(), Integer.toString(effort.ourWarm()),
            Integer.toString(effort.measured()))));
  }

  private static Map<String, Outcome> outcomes(String lines) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    for (var line : lines.lines().toList()) {
      try {
        var outcome = (ObjectValue) Json.parse(line);
        outcomes.put(((StringValue) field(outcome, "name")).value(),
            new Outcome(Double.parseDouble(field(outcome, "nanoseconds").toString()),
                Double.parseDouble(field(outcome, "bytes").toString()), field(outcome, "result")));
      } catch (TextException e) {
        throw new BenchException("no outcome: " + line, e);
      }
    }
    return outcomes;
  }

  private static Value field(ObjectValue outcome, String name) {
    var value = outcome.get(name);
    if (value == null) {
      throw new BenchException("no " + name + " in " + outcome);
    }
    return value;
  }

  /** The geometric mean over cases. */
  private static double mean(Map<String, Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
    return Math.exp(outcomes.values().stream().mapToDouble(figure).map(Math::log).average()
        .orElseThrow(() -> new BenchException("no outcome at all")));
  }

  /** Speed counts for nothing if the results differ. */
  private static void requireSame(Map<String, Value> results, Map<String, Outcome> outcomes) {
    outcomes.forEach((name, outcome) -> {
      var known = results.putIfAbsent(name, outcome.result());
      if (known != null && !known.equals(outcome.result())) {
        throw new BenchException("results differ for " + name + ": " + known + " and "
            + outcome.result());
      }
    });
  }

  private static Path write(Lab lab, List<ObjectValue> cases) {
    var texts = cases.stream().map(Json::write).toList();
    try {
      return Files.writeString(lab.folder("rego").resolve("cases.json"),
          "[" + String.join(",\n", texts) + "]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
