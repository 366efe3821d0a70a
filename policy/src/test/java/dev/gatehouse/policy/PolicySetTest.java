package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.rego.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySetTest {

  private static final String ALWAYS = "package x\nviolation[{\"msg\": \"no\"}] { true }";

  @Test
  void givesResultsInTheOrderOfActionAndMessage() throws Exception {
    var template = template("""
        package x
        violation[{"msg": m}] { m := ["b", "a", "ä", "Z"][_] }
        """);
    var set = set(template, constraint("one", "{}"),
        constraint("two", "{enforcementAction: warn}"));
    assertThat(messages(set)).containsExactly("deny Z", "deny a", "deny b", "deny ä", "warn Z",
        "warn a", "warn b", "warn ä");
    var decision = review(set, EnforcementPoint.WEBHOOK);
    assertThat(decision.denied()).isTrue();
    assertThat(decision.denials()).contains("[one] Z");
    assertThat(decision.warnings()).contains("[two] Z");
  }

  @Test
  void collapsesEqualViolationsAndKeepsThoseWithOtherDetails() throws Exception {
    var set = set(template("""
        package x
        violation[{"msg": "m", "details": {}}] { true }
        violation[{"msg": "m", "extra": 1}] { true }
        violation[{"msg": "m", "details": d}] { d := [1, 2][_] }
        """), constraint("c", "{}"));
    assertThat(messages(set)).containsExactly("deny m", "deny m", "deny m");
  }

  @Test
  void countsAnErrorInOneConstraintAsAViolationOfEachOfItsKind() throws Exception {
    var set = set(template("""
        package x
        p = x { x := input.parameters.l[_] }
        violation[{"msg": sprintf("%v", [p])}] { p }
        """), constraint("bad", "{parameters: {l: [1, 2]}}"),
        constraint("good", "{parameters: {l: [1]}}"));
    assertThat(messages(set)).hasSize(2)
        .allMatch(m -> m.contains("template:2: eval_conflict_error"));
  }

  @Test
  void stopsAPolicyThatLoopsAndSaysSo() throws Exception {
    var set = set(template("""
        package x
        n := numbers.range(1, 3000)
        violation[{"msg": "m"}] { n[a]; n[b]; n[c]; a + b + c < 0 }
        """), constraint("c", "{}"));
    var limits = new Limits(1_000_000, 500, Duration.ofSeconds(5), 1_000_000);
    var decision = set.review(review(), EnforcementPoint.WEBHOOK,
        ReviewOptions.DEFAULT.withLimits(limits));
    assertThat(decision.denied()).isTrue();
    assertThat(decision.results().getFirst().message()).contains("eval_limit_error");
  }

  @Test
  void failsTheReviewWhereAMessageIsNoText() throws Exception {
    var set = set(template("package x\nviolation[{\"msg\": 5}] { true }"), constraint("c", "{}"));
    assertThatThrownBy(() -> review(set, EnforcementPoint.WEBHOOK))
        .isInstanceOf(ReviewException.class)
        .hasMessageContaining(".msg accessor error: 5 is of the type json.Number, expected string");
  }

  @Test
  void deniesWhereItCannotTellWhetherAConstraintApplies() throws Exception {
    var set = set(template(ALWAYS),
        constraint("c", "{match: {namespaceSelector: {matchLabels: {a: b}}}}"));
    assertThat(messages(set)).containsExactly("deny unable to match constraints: error matching the"
        + " requested object: p :failed to run Match criteria: namespace selector for"
        + " namespace-scoped object but missing Namespace");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{}|deny|deny", "{enforcementAction: ''}|deny|deny",
      "{enforcementAction: dryrun}|dryrun|dryrun",
      "{enforcementAction: scoped, scopedEnforcementActions: [{action: warn, enforcementPoints: [{name: '*'}]}]}|warn|warn",
      "{enforcementAction: scoped, scopedEnforcementActions: [{action: warn, enforcementPoints: [{name: audit.gatekeeper.sh}]}]}|none|warn",
      "{enforcementAction: scoped, scopedEnforcementActions: [{action: deny, enforcementPoints: [{name: validation.gatekeeper.sh}]}, {action: warn, enforcementPoints: [{name: '*'}]}]}|deny warn|warn"})
  void takesTheActionsOfThePoint(String spec, String atWebhook, String atAudit) throws Exception {
    var set = set(template(ALWAYS), constraint("c", spec));
    assertThat(actions(set, EnforcementPoint.WEBHOOK)).isEqualTo(atWebhook);
    assertThat(actions(set, EnforcementPoint.AUDIT)).isEqualTo(atAudit);
  }

  @Test
  void looksAtOperationsOnlyAtTheWebhook() throws Exception {
    var template = KubernetesObject.of(Resources.object("""
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata: {name: k8stest}
        spec:
          crd: {spec: {names: {kind: K8sTest}}}
          targets:
          - target: admission.k8s.gatekeeper.sh
            operations: [DELETE]
            rego: "package x\\nviolation[{\\"msg\\": \\"no\\"}] { true }"
        """).value());
    var set = set(Template.parse(template, Origin.UNKNOWN, TemplateOptions.DEFAULT),
        constraint("c", "{}"));
    assertThat(review(set, EnforcementPoint.WEBHOOK).results()).isEmpty();
    assertThat(review(set, EnforcementPoint.GATOR).results()).hasSize(1);
  }

  @Test
  void letsAConstraintWaitForItsTemplate() throws Exception {
    var builder = PolicySet.builder();
    assertThat(builder.addConstraint(constraint("c", "{}"), Origin.UNKNOWN)).isEmpty();
    assertThat(builder.build().waiting()).hasSize(1);
    assertThat(builder.add(template(ALWAYS))).isEmpty();
    var set = builder.build();
    assertThat(set.waiting()).isEmpty();
    assertThat(messages(set)).containsExactly("deny no");
    assertThat(set.toBuilder().removeTemplate("k8stest").build().waiting()).hasSize(1);
  }

  @Test
  void hasADigestOfItsPoliciesAlone() throws Exception {
    var template = template(ALWAYS);
    var set = set(template, constraint("a", "{}"), constraint("b", "{}"));
    var other = set(template, constraint("b", "{}"), constraint("a", "{}"));
    assertThat(set.digest()).hasSize(64).isEqualTo(other.digest());
    assertThat(set.toBuilder().removeConstraint("K8sTest", "b").build().digest())
        .isNotEqualTo(set.digest());
    assertThat(set.toBuilder().build().template("k8stest")).containsSame(template);
  }

  @Test
  void seesTheInventoryAndNumbersAsGatekeeperDoes() throws Exception {
    var template = template(
        """
            package x
            violation[{"msg": sprintf("%v %v %v", [size, input.review.object.spec.size, input.parameters.size])}] {
              size := data.inventory.namespace["team-a"].v1.Pod.p.spec.size
            }
            """);
    var pod = Resources.pod("{size: 1000000}");
    var set = PolicySet.builder()
        .add(template.constraint(constraint("c", "{parameters: {size: 1000000}}"), Origin.UNKNOWN))
        .inventory(Inventory.builder().add(pod).build())
        .build();
    var review = Review.of(pod, Optional.empty(), ReviewSource.ORIGINAL);
    assertThat(set.review(review, EnforcementPoint.WEBHOOK, ReviewOptions.DEFAULT).results())
        .singleElement().extracting(Result::message).isEqualTo("1e+06 1e+06 1000000");
    assertThat(set.review(review, EnforcementPoint.GATOR, ReviewOptions.DEFAULT).results())
        .singleElement().extracting(Result::message).isEqualTo("1e+06 1e+06 1e+06");
  }

  @Test
  void pointsAtTheFieldThatAViolationSpeaksOf() throws Exception {
    var set = set(template("""
        package x
        violation[{"msg": msg}] {
          c := input.review.object.spec.containers[_]
          msg := sprintf("image %v is not allowed", [c.image])
        }
        """), constraint("c", "{}"));
    var pod = Resources.pod("{containers: [{name: a, image: 'x/y:1'}]}");
    var decision = set.review(Review.of(pod, Optional.empty(), ReviewSource.ORIGINAL),
        EnforcementPoint.WEBHOOK, ReviewOptions.DEFAULT.withExplain());
    assertThat(decision.results().getFirst().field()).map(FieldAtFault::toString)
        .contains("spec.containers[0].image = \"x/y:1\"");
  }

  private static KubernetesObject constraint(String name, String spec) {
    return Resources.constraint(name, spec);
  }

  private static Template template(String rego) throws InvalidResourceException {
    return Template.parse(Resources.template(rego), Origin.UNKNOWN, TemplateOptions.DEFAULT);
  }

  private static PolicySet set(Template template, KubernetesObject... constraints)
      throws InvalidResourceException {
    var builder = PolicySet.builder();
    assertThat(builder.add(template)).isEmpty();
    for (var constraint : constraints) {
      builder.addConstraint(constraint, Origin.UNKNOWN);
    }
    return builder.build();
  }

  private static Review review() {
    return Review.of(Resources.pod("{}"), Optional.empty(), ReviewSource.ORIGINAL);
  }

  private static Decision review(PolicySet set, EnforcementPoint point) throws ReviewException {
    return set.review(review(), point, ReviewOptions.DEFAULT);
  }

  private static List<String> messages(PolicySet set) throws ReviewException {
    return review(set, EnforcementPoint.WEBHOOK).results().stream()
        .map(result -> result.enforcementAction() + " " + result.message()).toList();
  }

  private static String actions(PolicySet set, EnforcementPoint point) throws ReviewException {
    var results = review(set, point).results();
    return results.isEmpty()
        ? "none"
        : String.join(" ", results.getFirst().actions().stream().map(Object::toString).toList());
  }
}
