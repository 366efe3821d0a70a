package dev.gatehouse.cli.judge;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlStyle;
import java.util.List;

/** Violations as {@code gator test -o yaml} writes them: the fields of Go's types in their order. */
public final class JudgementYaml {

  private static final String RESULT_INDENT = "    ";

  private final StringBuilder out = new StringBuilder();

  private JudgementYaml() {}

  public static String of(List<Judgement> judgements) {
    if (judgements.isEmpty()) {
      return "[]\n";
    }
    var yaml = new JudgementYaml();
    judgements.forEach(yaml::append);
    return yaml.out.toString();
  }

  private void append(Judgement judgement) {
    var result = judgement.result();
    out.append("- result:\n");
    field("target", StringValue.of(JudgementText.TARGET));
    field("msg", StringValue.of(result.message()));
    field("metadata", result.details().<Value>map(details -> ObjectValue.of("details", details))
        .orElse(ObjectValue.EMPTY));
    field("constraint", ObjectValue.of("object", result.constraint().object().value()));
    field("enforcementaction", StringValue.of(result.enforcementAction()));
    field("scopedenforcementactions",
        ArrayValue.of(result.scopedActions().stream().map(StringValue::of).toList()));
    out.append("  ").append(text("violatingObject", judgement.object().value()));
    out.append("  trace: null\n");
  }

  private void field(String name, Value value) {
    text(name, value).lines().forEach(
        line -> out.append(line.isEmpty() ? "" : RESULT_INDENT).append(line).append('\n'));
  }

  private static String text(String name, Value value) {
    return Yaml.write(ObjectValue.of(name, value), YamlStyle.GO_YAML_3);
  }
}
