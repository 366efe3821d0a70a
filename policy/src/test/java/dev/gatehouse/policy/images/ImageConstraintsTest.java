package dev.gatehouse.policy.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.policy.provider.LocalProvider;
import dev.gatehouse.policy.provider.ProviderItem;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies about images hold objects to what a provider says about their images. */
class ImageConstraintsTest {

  private static final String POLICY = """
      apiVersion: trust.gatehouse.dev/v1alpha1
      kind: ImagePolicy
      metadata: {name: shop}
      spec: {}
      """;

  @TempDir
  private Path folder;
  private final List<String> asked = new ArrayList<>();

  /** Knows good images; answers nothing about silent ones. */
  private Optional<LocalProvider> provider(String name) {
    return Optional.of((keys, deadline) -> {
      asked.add(name + " " + keys);
      return keys.stream().filter(key -> !image(key).startsWith("silent"))
          .map(name.equals(ImageConstraints.COVERAGE_PROVIDER)
              ? ImageConstraintsTest::covered
              : ImageConstraintsTest::answer)
          .toList();
    });
  }

  /** The image that a key is about: all of it, or a part of what is told. */
  private static String image(String key) {
    return key.replaceFirst("^\\{\"image\":\"([^\"]*)\".*$", "$1");
  }

  private static String told(String image) {
    return "{\"image\":\"" + image + "\",\"namespace\":\"shop\",\"object\":{},"
        + "\"pullSecrets\":[],\"serviceAccount\":\"\"}";
  }

  /** The policy is about every image. */
  private static ProviderItem covered(String key) {
    return ProviderItem.of(key, ObjectValue.of("policies", ArrayValue.of(StringValue.of("shop")),
        "ownership", StringValue.of("no owner is known")));
  }

  private static ProviderItem answer(String key) {
    if (image(key).startsWith("unasked")) {
      return ProviderItem.of(key, NullValue.NULL);
    }
    return image(key).startsWith("good")
        ? ProviderItem.of(key, ObjectValue.of("digest", StringValue.of("sha256:1")))
        : ProviderItem.failed(key, "nobody signed it; owner: team payments");
  }

  private String admit(String policies, String object) throws Exception {
    Files.writeString(folder.resolve("policies.yaml"), policies);
    var data = new ExternalData(
        Duration.ZERO, Optional::empty, System::nanoTime, this::provider);
    try (var source = FolderPolicySource.withProviders(
        List.of(folder), TemplateOptions.DEFAULT, Duration.ofSeconds(9), data)) {
      var loaded = source.current();
      assertThat(loaded.problems()).isEmpty();
      return admit(loaded.policies().orElseThrow(), object);
    }
  }

  private static String admit(PolicySet policies, String object) {
    var value = yaml(object);
    var request = AdmissionRequest.of(ObjectValue.builder()
        .put("uid", StringValue.of("1"))
        .put("operation", StringValue.of("CREATE"))
        .put("namespace", StringValue.of("shop"))
        .put("kind", ObjectValue.builder()
            .put("group", StringValue.of(value.group()))
            .put("version", StringValue.of(value.type().version()))
            .put("kind", StringValue.of(value.kind()))
            .build())
        .put("object", value.value())
        .build());
    var admission = new Admission("gatekeeper-system", TemplateOptions.DEFAULT,
        Admission.UnknownNamespace.ASSUME);
    var response = admission.admit(policies, request, ReviewOptions.DEFAULT).response();
    return response.allowed() + " " + response.message() + String.join("\n", response.warnings());
  }

  private static KubernetesObject yaml(String text) {
    try {
      return KubernetesObject.of((ObjectValue) Yaml.parse(text.getBytes(UTF_8)).getFirst().value());
    } catch (TextException e) {
      throw new AssertionError(e);
    }
  }

  private static String pod(String image) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {tier: front}}
        spec: {containers: [{name: web, image: "%s"}]}
        """.formatted(image);
  }

  @Test
  void admitsWhatIsFoundGood() throws Exception {
    assertThat(admit(POLICY, pod("good:1"))).isEqualTo("true ");
    assertThat(asked).containsExactlyInAnyOrder("image-uses/shop [" + told("good:1") + "]",
        "images-covered [good:1]");
  }

  @Test
  void tellsWithWhichSecretsAnImageIsPulledAndWhatPoliciesLookAt() throws Exception {
    var looking = POLICY.replace("spec: {}",
        "spec: {policy: {includeObjectMeta: true, includeTypeMeta: true, includeSpec: false}}");
    admit(looking, pod("good:1").replace("spec: {",
        "spec: {serviceAccountName: robot, imagePullSecrets: [{name: a}, {name: b}], "));
    assertThat(asked).contains("image-uses/shop [" + told("good:1")
        .replace("\"object\":{}", "\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\","
            + "\"metadata\":{\"labels\":{\"tier\":\"front\"},\"name\":\"web\","
            + "\"namespace\":\"shop\"}}")
        .replace("[]", "[\"a\",\"b\"]")
        .replace("\"serviceAccount\":\"\"", "\"serviceAccount\":\"robot\"") + "]");
  }

  @Test
  void aReferenceNeverSaysWhereItIsUsed() throws Exception {
    var image = "{\\\"image\\\":\\\"good:1\\\",\\\"namespace\\\":\\\"other\\\"}";
    assertThat(admit(POLICY, pod(image))).startsWith("false ");
  }

  @Test
  void refusesTheOthersWithTheReason() throws Exception {
    assertThat(admit(POLICY, pod("bad:1"))).contains("false ",
        "[image-policy-shop] Pod web, container web: image bad:1: nobody signed it; owner: team"
            + " payments");
  }

  @Test
  void refusesAnImageAboutWhichNothingIsSaid() throws Exception {
    assertThat(admit(POLICY, pod("silent:1"))).contains("false ",
        "image silent:1: nothing is known about the image");
  }

  @Test
  void looksIntoWorkloads() throws Exception {
    for (var kind : List.of("apps/v1 Deployment", "apps/v1 DaemonSet", "apps/v1 StatefulSet",
        "apps/v1 ReplicaSet", "batch/v1 Job", "v1 ReplicationController")) {
      var words = kind.split(" ", -1);
      assertThat(admit(POLICY, """
          apiVersion: %s
          kind: %s
          metadata: {name: web, namespace: shop}
          spec: {template: {spec: {initContainers: [{name: a, image: bad}],
            volumes: [{name: v, image: {reference: worse}}]}}}
          """.formatted(words[0], words[1]))).as(kind)
          .contains("init container a: image bad", "volume v: image worse");
    }
  }

  @Test
  void onlyWarnsWhereThePolicySaysSo() throws Exception {
    var warning = POLICY.replace("spec: {}", "spec: {mode: warn}") + """
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageSettings
        metadata: {name: settings}
        spec: {noMatch: allow}
        """;
    assertThat(admit(warning, pod("bad:1"))).startsWith("true ").contains("nobody signed it");
    assertThat(asked).containsExactly("image-uses/shop [" + told("bad:1") + "]");
  }

  @Test
  void demandsDigestsWhereTheSettingsSaySo() throws Exception {
    var settings = """
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageSettings
        metadata: {name: settings}
        spec: {requireDigest: true}
        """;
    assertThat(admit(POLICY + settings, pod("good:1"))).startsWith("false").contains(
        "the image is not named by digest, so what runs may differ from what was verified");
    assertThat(admit(POLICY + settings, pod("good:1@sha256:" + "a".repeat(64))))
        .startsWith("true");
    assertThat(admit(POLICY + settings, pod("unasked:1"))).startsWith("true");
    assertThatThrownBy(() -> ImageConstraints.requireDigest(List.of(yaml(
        settings.substring(4).replace("true", "sometimes"))))).hasMessageContainingAll(
            "spec.requireDigest", "expected true or false");
  }

  @Test
  void holdsOnlyTheResourcesThatAPolicyNames() throws Exception {
    var policy = POLICY.replace("spec: {}", """
        spec:
          match:
          - {group: apps, resource: deployments, version: v1}
          - {resource: pods, version: v1, selector: {matchLabels: {tier: back}}}
        """);
    assertThat(admit(policy, pod("bad:1").replace("front", "back")))
        .contains("[image-policy-shop-2]").doesNotContain("image-policies-cover");
    asked.clear();
    assertThat(admit(policy, pod("good:1"))).startsWith("false")
        .contains("[image-policies-cover]", "no image policy is about this image here: those that"
            + " are (shop) hold for other objects; no owner is known");
    assertThat(asked).containsExactly("images-covered [good:1]");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {matchLabels: {tier: front}}                                              | true
      {matchLabels: {tier: back}}                                               | false
      {matchExpressions: [{key: tier, operator: In, values: [front, back]}]}    | true
      {matchExpressions: [{key: tier, operator: In, values: [back]}]}           | false
      {matchExpressions: [{key: tier, operator: NotIn, values: [back]}]}        | true
      {matchExpressions: [{key: other, operator: NotIn, values: [back]}]}       | true
      {matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}       | false
      {matchExpressions: [{key: tier, operator: Exists}]}                       | true
      {matchExpressions: [{key: other, operator: Exists}]}                      | false
      {matchExpressions: [{key: other, operator: DoesNotExist}]}                | true
      {matchExpressions: [{key: tier, operator: DoesNotExist}]}                 | false
      """)
  void coversOnlyWhatASelectorSelects(String selector, boolean covered) throws Exception {
    var policy = POLICY.replace("spec: {}",
        "spec: {match: [{resource: pods, version: v1, selector: " + selector + "}]}");
    assertThat(admit(policy, pod("good:1"))).startsWith(String.valueOf(covered));
  }

  @Test
  void aClusterImagePolicyCoversNothingInNamespacesThatDoNotOptIn() throws Exception {
    var policies = POLICY.replace("name: shop", "name: other") + "---\n"
        + POLICY.replace("trust.gatehouse.dev/v1alpha1", "policy.sigstore.dev/v1beta1")
            .replace("ImagePolicy", "ClusterImagePolicy");
    assertThat(admit(policies, pod("good:1"))).startsWith("false")
        .contains("no image policy is about this image here");
    var namespace = """
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {policy.sigstore.dev/include: "true"}}
        """;
    assertThat(admit(policies + namespace, pod("good:1"))).startsWith("true");
  }

  @Test
  void readsClusterImagePoliciesForNamespacesThatOptIn() throws Exception {
    var policy = POLICY.replace("trust.gatehouse.dev/v1alpha1", "policy.sigstore.dev/v1beta1")
        .replace("ImagePolicy", "ClusterImagePolicy");
    assertThat(admit(policy, pod("bad:1"))).isEqualTo("true ");
    var namespace = """
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {policy.sigstore.dev/include: "true"}}
        """;
    assertThat(admit(policy + namespace, pod("bad:1"))).contains("nobody signed it");
  }

  @Test
  void namesEveryFaultOfAMatch() {
    assertThatThrownBy(() -> ImageConstraints.of(yaml(POLICY.replace("spec: {}", """
        spec:
          mode: perhaps
          match:
          - {group: apps, resource: pods}
          - {resource: services}
        """)), false)).isInstanceOf(InvalidFieldsException.class)
        .hasMessageContainingAll("spec.match.0.resource", "apps/pods", "spec.match.1.resource",
            "services", "spec.mode", "perhaps", "enforce, warn");
  }

  @Test
  void loadsItsTemplateWithoutProblems() throws IOException {
    assertThat(ImageConstraints.template().name()).isEqualTo("verifiedimages");
    assertThat(ImageConstraints.provider("shop")).isEqualTo("image-uses/shop");
  }
}
