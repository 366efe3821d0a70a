package dev.gatehouse.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.ReviewSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

  private static final String POD = "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: team-a, labels: {app: web}}}";
  private static final String ROLE = "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}}";
  private static final String NAMESPACE = "{apiVersion: v1, kind: Namespace, metadata: {name: team-a, labels: {env: prod}}}";

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{}|true|true|true",
      "{kinds: [{apiGroups: [''], kinds: [Pod]}]}|true|false|false",
      "{kinds: [{apiGroups: ['*'], kinds: ['*']}]}|true|true|true",
      "{kinds: [{kinds: [Pod]}, {apiGroups: [rbac.authorization.k8s.io]}]}|true|true|false",
      "{kinds: [{apiGroups: [apps], kinds: [Pod]}]}|false|false|false",
      "{kinds: []}|true|true|true", "{kinds: [{}]}|true|true|true",
      "{scope: Cluster}|false|true|true", "{scope: Namespaced}|true|false|false",
      "{scope: cluster}|true|true|true", "{scope: '*'}|true|true|true",
      "{namespaces: [team-a]}|true|true|true", "{namespaces: [team-b]}|false|true|false",
      "{namespaces: ['team-*']}|true|true|true", "{namespaces: ['*-b', '*-a']}|true|true|true",
      "{excludedNamespaces: [team-a]}|false|true|false",
      "{excludedNamespaces: ['*-b']}|true|true|true",
      "{excludedNamespaces: ['*']}|false|true|false",
      "{labelSelector: {}}|true|true|true",
      "{labelSelector: {matchLabels: {app: web}}}|true|false|false",
      "{labelSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}|false|true|true",
      "{labelSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}}|false|true|true",
      "{namespaceSelector: {matchLabels: {env: prod}}}|true|true|true",
      "{namespaceSelector: {matchLabels: {env: dev}}}|false|true|false",
      "{name: p}|true|false|false", "{name: 'team*'}|false|false|true", "{name: ''}|true|true|true",
      "{source: All}|true|true|true", "{source: Original}|true|true|true",
      "{source: Generated}|false|false|false"})
  void decidesForNamespacedClusterWideAndNamespaceObjects(
      String match, boolean pod, boolean role, boolean namespace) throws Exception {
    var inNamespace = object(NAMESPACE);
    assertThat(matches(match, POD, inNamespace)).as("pod").isEqualTo(pod);
    assertThat(matches(match, ROLE, null)).as("cluster role").isEqualTo(role);
    assertThat(matches(match, NAMESPACE, null)).as("namespace").isEqualTo(namespace);
  }

  @Test
  void failsWhereTheNamespaceIsNeededAndMissing() {
    assertThatThrownBy(() -> matches("{namespaceSelector: {matchLabels: {a: b}}}", POD, null))
        .isInstanceOf(MatchException.class)
        .hasMessage("namespace selector for namespace-scoped object but missing Namespace");
  }

  @Test
  void looksAtCriteriaInTheirOrderSoThatAnEarlierNoHidesALaterError() throws Exception {
    assertThat(matches("{source: Somewhere, name: other}", POD, null)).isFalse();
    assertThatThrownBy(() -> matches("{source: Somewhere, name: p}", POD, null))
        .hasMessage("invalid source field \"Somewhere\"");
  }

  @Test
  void failsWhereAConstraintAsksForASourceThatNobodyNamed() throws Exception {
    var match = Match.parse(value("{source: Original}"));
    var subject = new Subject(object(POD), null, ReviewSource.UNKNOWN);
    assertThatThrownBy(() -> match.matches(subject))
        .hasMessage("source field not specified for resource p");
  }

  @Test
  void matchesNamesThatAreToBeMade() throws Exception {
    var generated = "{apiVersion: v1, kind: Pod, metadata: {generateName: web-}}";
    assertThat(matches("{name: 'web-*'}", generated, null)).isTrue();
    assertThat(matches("{name: '*web-'}", generated, null)).isFalse();
  }

  @Test
  void takesTheNamespaceThatCameAlongBeforeTheOneTheObjectNames() throws Exception {
    var other = object("{apiVersion: v1, kind: Namespace, metadata: {name: team-b}}");
    assertThat(matches("{namespaces: [team-b]}", POD, other)).isTrue();
  }

  @Test
  void reportsEveryMalformedCriterion() {
    assertThatThrownBy(() -> Match.parse(value(
        "{kinds: x, scope: 5, labelSelector: {matchExpressions: [{key: 'a b', operator: In}]}}")))
        .isInstanceOfSatisfying(InvalidFieldsException.class,
            e -> assertThat(e.errors()).hasSize(4));
  }

  private static boolean matches(String match, String object, @Nullable KubernetesObject namespace)
      throws Exception {
    return Match.parse(value(match))
        .matches(new Subject(object(object), namespace, ReviewSource.ORIGINAL));
  }

  private static KubernetesObject object(String yaml) throws TextException {
    return KubernetesObject.of((ObjectValue) value(yaml));
  }

  private static Value value(String yaml) throws TextException {
    return Yaml.parse(yaml).getFirst().value();
  }
}
