package dev.gatehouse.cli.review;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Locale;

/** Outcomes for programs: an array with an object for each. */
public final class OutcomeValue {

  private OutcomeValue() {}

  public static ArrayValue of(List<Outcome> outcomes) {
    return ArrayValue.of(outcomes.stream().map(OutcomeValue::of).toList());
  }

  private static ObjectValue of(Outcome outcome) {
    return ObjectValue.builder().put("file", text(outcome.file()))
        .put("object", text(outcome.object()))
        .put("decision", text(outcome.verdict().name().toLowerCase(Locale.ROOT)))
        .put("findings",
            ArrayValue.of(outcome.findings().stream().map(OutcomeValue::of).toList()))
        .build();
  }

  private static ObjectValue of(Outcome.Finding finding) {
    var value = ObjectValue.builder().put("action", text(finding.action()))
        .put("constraint", text(finding.constraint())).put("message", text(finding.message()));
    finding.field().ifPresent(field -> value.put("field", text(field)));
    return value.build();
  }

  private static Value text(String text) {
    return StringValue.of(text);
  }
}
