package dev.gatehouse.cli.report;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.LinkedHashSet;
import java.util.List;

/** SARIF 2.1.0: a rule for each group, a result for each finding that failed or warned. */
public final class Sarif {

  private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  public static ObjectValue of(List<Finding> findings, String version) {
    var rules = new LinkedHashSet<String>();
    findings.forEach(f -> rules.add(f.group()));
    var driver = ObjectValue.builder().put("name", text("gatehouse")).put("version", text(version))
        .put("rules", array(rules.stream().map(id -> ObjectValue.of("id", text(id))).toList()))
        .build();
    var run = ObjectValue.of("tool", ObjectValue.of("driver", driver), "results",
        array(findings.stream().filter(Sarif::isResult).map(Sarif::result).toList()));
    return ObjectValue.builder().put("$schema", text(SCHEMA)).put("version", text("2.1.0"))
        .put("runs", ArrayValue.of(run)).build();
  }

  private static boolean isResult(Finding finding) {
    return switch (finding.outcome()) {
      case FAILED, WARNED -> true;
      case PASSED, SKIPPED -> false;
    };
  }

  private static ObjectValue result(Finding finding) {
    var level = finding.outcome() == Finding.Outcome.FAILED ? "error" : "warning";
    var result = ObjectValue.builder().put("ruleId", text(finding.group()))
        .put("level", text(level))
        .put("message", ObjectValue.of("text", text(finding.name() + ": " + finding.message())));
    if (!finding.file().isEmpty()) {
      result.put("locations", ArrayValue.of(location(finding)));
    }
    return result.build();
  }

  private static ObjectValue location(Finding finding) {
    var physical = ObjectValue.builder().put("artifactLocation",
        ObjectValue.of("uri", text(finding.file().replace('\\', '/'))));
    if (finding.line() > 0) {
      physical.put("region", ObjectValue.of("startLine", IntegerValue.of(finding.line())));
    }
    return ObjectValue.of("physicalLocation", physical.build());
  }

  private static Value text(String text) {
    return StringValue.of(text);
  }

  private static Value array(List<? extends Value> items) {
    return ArrayValue.of(items);
  }
}
