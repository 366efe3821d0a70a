package dev.gatehouse.bench;

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

/** The engines that run the same cases, each in a process of its own on one core. */
final class RegoEngines {

  /** Three minutes are needed on an idle core. */
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String REGORUS = "regorusbench";

  private final Lab lab;
  private final Path cases;
  private final Effort effort;

  private RegoEngines(Lab lab, Path cases, Effort effort) {
    this.lab = lab;
    this.cases = cases;
    this.effort = effort;
  }

  /** Milliseconds for each case. */
  record Effort(int peerWarm, int ourWarm, int measured) {}

  /** What one evaluation took, and what it gave. */
  record Outcome(double nanoseconds, double bytes, Value result) {}

  static RegoEngines of(Lab lab, List<ObjectValue> cases, Effort effort) {
    var texts = cases.stream().map(Json::write).toList();
    try {
      var file = Files.writeString(lab.folder("rego").resolve("cases.json"),
          "[" + String.join(",\n", texts) + "]");
      return new RegoEngines(lab, file, effort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** OPA's Go package. */
  Map<String, Outcome> opa() {
    return run(List.of(lab.peer("regobench")), effort.peerWarm());
  }

  Map<String, Outcome> ours() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return run(List.of(java, "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
        System.getProperty("java.class.path"),
        RegoSide.class.getName()), effort.ourWarm());
  }

  /** Regorus, without the cases that it does not support; nothing if it is not there. */
  Map<String, Outcome> regorus() {
    return lab.hasPeer(REGORUS)
        ? run(List.of(lab.peer(REGORUS)), effort.peerWarm())
        : Map.of();
  }

  private Map<String, Outcome> run(List<String> program, int warm) {
    var command = new ArrayList<>(program);
    command.addAll(
        List.of(cases.toString(), Integer.toString(warm), Integer.toString(effort.measured())));
    return outcomes(lab.run(Lab.WORK_CORE, LIMIT, command));
  }

  private static Map<String, Outcome> outcomes(String lines) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    for (var line : lines.lines().toList()) {
      try {
        var outcome = (ObjectValue) Json.parse(line);
        if (outcome.get("unsupported") == null) {
          outcomes.put(((StringValue) field(outcome, "name")).value(),
              new Outcome(Double.parseDouble(field(outcome, "nanoseconds").toString()),
                  Double.parseDouble(field(outcome, "bytes").toString()),
                  field(outcome, "result")));
        }
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
}
