package dev.gatehouse.cli.judge;

import dev.gatehouse.cli.report.Finding;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Violations as {@code gator test} writes them, field for field and in its order of fields. */
public final class JudgementText {

  static final String TARGET = "admission.k8s.gatekeeper.sh";
  private static final int INDENT = 4;

  private JudgementText() {}

  /** A line for each, for people. */
  public static String lines(List<Judgement> judgements) {
    var out = new StringBuilder();
    for (var judgement : judgements) {
      out.append(title(judgement.object())).append(": [")
          .append(Quotes.quote(judgement.result().constraint().name())).append("] Message: ")
          .append(Quotes.quote(judgement.result().message())).append('\n');
    }
    return out.toString();
  }

  private static String title(KubernetesObject object) {
    var name = object.namespace().isEmpty()
        ? object.name()
        : object.namespace() + "/" + object.name();
    return object.apiVersion() + "/" + object.kind() + " " + name;
  }

  /** An array; {@code null} where there are none, as Go writes it. */
  public static String json(List<Judgement> judgements) {
    if (judgements.isEmpty()) {
      return "null";
    }
    var out = new StringBuilder("[\n");
    for (var i = 0; i < judgements.size(); i++) {
      out.append(i == 0 ? "" : ",\n").append(" ".repeat(INDENT)).append('{');
      jsonFields(judgements.get(i), out);
      out.append('\n').append(" ".repeat(INDENT)).append('}');
    }
    return out.append("\n]").toString();
  }

  private static void jsonFields(Judgement judgement, StringBuilder out) {
    var prefix = " ".repeat(2 * INDENT);
    var style = new JsonStyle(true, prefix, " ".repeat(INDENT), true);
    var separator = "\n";
    for (var field : fields(judgement).entrySet()) {
      out.append(separator).append(prefix).append('"').append(field.getKey()).append("\": ")
          .append(Json.write(field.getValue(), style).stripLeading());
      separator = ",\n";
    }
  }

  private static Map<String, Value> fields(Judgement judgement) {
    var result = judgement.result();
    var fields = new LinkedHashMap<String, Value>();
    fields.put("target", StringValue.of(TARGET));
    if (!result.message().isEmpty()) {
      fields.put("msg", StringValue.of(result.message()));
    }
    result.details()
        .ifPresent(details -> fields.put("metadata", ObjectValue.of("details", details)));
    fields.put("constraint", result.constraint().object().value());
    if (!result.enforcementAction().isEmpty()) {
      fields.put("enforcementAction", StringValue.of(result.enforcementAction()));
    }
    if (!result.scopedActions().isEmpty()) {
      fields.put("scopedActions",
          ArrayValue.of(result.scopedActions().stream().map(StringValue::of).toList()));
    }
    fields.put("violatingObject", judgement.object().value());
    fields.put("trace", NullValue.NULL);
    return fields;
  }

  /** A finding for each, for reports. */
  public static List<Finding> findings(List<Judgement> judgements) {
    return judgements.stream().map(j -> new Finding(
        j.result().constraint().kind() + "/" + j.result().constraint().name(), title(j.object()),
        j.result().denies() ? Finding.Outcome.FAILED : Finding.Outcome.WARNED,
        j.result().message(), "", 0, Duration.ZERO)).toList();
  }
}
