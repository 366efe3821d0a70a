package dev.gatehouse.policy.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Resources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpanderTest {

  private static final KubernetesObject DEPLOYMENT = Resources.object("""
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: Web, namespace: team-a}
      spec: {template: {metadata: {labels: {app: web}}, spec: {containers: []}}}
      """);

  @Test
  void makesTheObjectWithTheNameNamespaceAndOwnerOfItsParent() throws Exception {
    var expander = Expander.of(List.of(template("pods", "Deployment", "Pod", "spec.template")));
    assertThat(expander.expand(DEPLOYMENT, Optional.empty())).singleElement().satisfies(made -> {
      assertThat(made.template()).isEqualTo("pods");
      assertThat(made.enforcementAction()).isEqualTo("warn");
      assertThat(Json.write(made.object().value()))
          .isEqualTo("{\"apiVersion\":\"apps/v1\",\"kind\":"
              + "\"Pod\",\"metadata\":{\"labels\":{\"app\":\"web\"},\"name\":\"web-pod\",\"namespace\":"
              + "\"team-a\",\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\","
              + "\"name\":\"Web\",\"uid\":\"\"}]},\"spec\":{\"containers\":[]}}");
    });
  }

  @Test
  void leavesOutTemplatesThatGoRoundInACircle() throws Exception {
    var expander = Expander.of(List.of(template("a", "Deployment", "Pod", "spec.template"),
        template("b", "Pod", "Job", "spec"), template("c", "Job", "Deployment", "spec")));
    assertThat(expander.conflicts()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(expander.expand(DEPLOYMENT, Optional.empty())).isEmpty();
  }

  @Test
  void failsWhereTheSourceIsMissingOrTheObjectHasNoType() throws Exception {
    var expander = Expander.of(List.of(template("pods", "Deployment", "Pod", "spec.tmpl")));
    assertThatThrownBy(() -> expander.expand(DEPLOYMENT, Optional.empty()))
        .hasMessage("could not find source field \"spec.tmpl\" in resource Web");
    assertThatThrownBy(() -> expander.expand(
        Resources.object("{metadata: {name: x}}"), Optional.empty()))
        .hasMessage("cannot expand resource x with empty GVK");
  }

  @Test
  void refusesATemplateThatAppliesToWhatItMakes() {
    assertThatThrownBy(() -> template("a", "Pod", "Pod", "spec"))
        .isInstanceOf(InvalidFieldsException.class)
        .hasMessageContaining("generates GVK apps/v1, Kind=Pod, but also applies to that same GVK");
  }

  private static ExpansionTemplate template(String name, String from, String to, String source)
      throws InvalidFieldsException {
    return ExpansionTemplate.parse(Resources.object("""
        apiVersion: expansion.gatekeeper.sh/v1alpha1
        kind: ExpansionTemplate
        metadata: {name: %s}
        spec:
          applyTo: [{groups: [apps], versions: [v1], kinds: [%s]}]
          templateSource: %s
          generatedGVK: {group: apps, version: v1, kind: %s}
          enforcementAction: warn
        """.formatted(name, from, source, to)));
  }
}
