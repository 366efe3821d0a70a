package dev.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gatehouse in front of a real API server, as the examples register it, with the rules of the shop.
 * Requests of the API server alone are served: it shows its certificate.
 *
 * <p>Namespaces: {@code shop}; {@code opted-in}, for which a ClusterImagePolicy of Sigstore holds
 * that only warns; {@code hasty}, whose webhooks have 2 seconds; {@code old}, which is not gated while
 * it has the label {@code gate: open}; {@code gatekept}, which is left to Gatekeeper.
 */
record Gate(Cluster cluster, Gatehouse gatehouse) implements AutoCloseable {

  private static final Path EXAMPLES = Path.of(System.getProperty("project.root"))
      .resolve("examples/image-signatures");

  private static final String UNGATED = "{key: gate, operator: NotIn, values: [open]}";

  private static final String NAMESPACES = """
      apiVersion: v1
      kind: List
      items:
      - {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
      - {apiVersion: v1, kind: Namespace, metadata: {name: hasty}}
      - {apiVersion: v1, kind: Namespace, metadata: {name: old, labels: {gate: open}}}
      - apiVersion: v1
        kind: Namespace
        metadata: {name: opted-in, labels: {policy.sigstore.dev/include: "true"}}
      """;

  private static final String MORE_RULES = """
      apiVersion: policy.sigstore.dev/v1beta1
      kind: ClusterImagePolicy
      metadata: {name: tried-out}
      spec:
        mode: warn
        images: [{glob: "**/tools/**"}]
        authorities: [{static: {action: fail, message: "tools are not signed yet"}}]
      ---
      # Where a kind of one's own keeps the template of its Pods.
      apiVersion: expansion.gatekeeper.sh/v1alpha1
      kind: ExpansionTemplate
      metadata: {name: rollouts}
      spec:
        applyTo: [{groups: [argoproj.io], versions: [v1alpha1], kinds: [Rollout]}]
        templateSource: spec.template
        generatedGVK: {group: "", version: v1, kind: Pod}
      """;

  private static final String ROLLOUTS = """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: rollouts.argoproj.io}
      spec:
        group: argoproj.io
        scope: Namespaced
        names: {kind: Rollout, plural: rollouts, singular: rollout}
        versions:
        - name: v1alpha1
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  static Gate open(Path folder, Cluster cluster, Shop shop)
      throws IOException, InterruptedException {
    var rules = Files.createDirectory(folder.resolve("rules"));
    var inventory = Files.createDirectory(folder.resolve("inventory"));
    shop.writeRules(rules);
    Files.writeString(rules.resolve("more.yaml"), MORE_RULES);
    requireDigests(rules.resolve("images.yaml"));
    cluster.send("create", NAMESPACES).orFail();
    cluster.send("create", ROLLOUTS).orFail();
    Files.writeString(inventory.resolve("namespaces.yaml"),
        cluster.kubectl("get", "namespaces", "-o", "yaml").orFail());
    var certificates = cluster.certificates();
    var gate = new Gate(cluster, Gatehouse.start(folder, certificates, "serve", "--policies",
        rules.toString(), "--cluster", inventory.toString(), "--client-ca",
        certificates.certificate("ca").toString()));
    try {
      gate.register("gatehouse", "NotIn", "hasty, gatekept, gatekeeper-system", 10);
      gate.register("hasty", "In", "hasty", 2);
      return gate;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      gate.close();
      throw e;
    }
  }

  private static void requireDigests(Path rules) throws IOException {
    Files.writeString(rules, Files.readString(rules)
        .replace("deadlineSeconds:", "requireDigest: true\n  deadlineSeconds:"));
  }

  /** Registers the webhooks of the example for other namespaces. */
  private void register(String name, String operator, String namespaces, int seconds)
      throws IOException, InterruptedException {
    var webhooks = example("webhooks.yaml", cluster.certificates(), gatehouse)
        .replace("name: gatehouse\n", "name: " + name + "\n")
        .replace("operator: NotIn", "operator: " + operator)
        .replace("[kube-system, gatehouse-system]", "[" + namespaces + "]")
        .replace("timeoutSeconds: 10", "timeoutSeconds: " + seconds)
        .replace("matchExpressions:\n", "matchExpressions:\n        - " + UNGATED + "\n");
    cluster.send("create", webhooks).orFail();
  }

  /** A file of the examples, with the address of a server and its authority. */
  static String example(String file, Certificates certificates, Gatehouse server)
      throws IOException {
    return Files.readString(EXAMPLES.resolve(file))
        .replace("https://gatehouse.example.com:8443", server.url(""))
        .replace("CA_BUNDLE", certificates.bundle("ca"));
  }

  /** Creates an object. */
  Program.Result create(String object, String... more) throws IOException, InterruptedException {
    return cluster.send("create", object, more);
  }

  /** Creates a Pod {@code NAMESPACE/NAME} of one container. */
  Program.Result createPod(String name, String image, String... more)
      throws IOException, InterruptedException {
    return create(pod(name, image), more);
  }

  static String pod(String name, String image) {
    var slash = name.indexOf('/');
    return """
        apiVersion: v1
        kind: Pod
        metadata: {namespace: %s, name: %s}
        spec:
          containers: [{name: main, image: "%s"}]
        """.formatted(name.substring(0, slash), name.substring(slash + 1), image);
  }

  /** What is stored at a path of an object {@code KIND/NAME} in the namespace {@code shop}. */
  String stored(String object, String path) throws IOException, InterruptedException {
    return cluster.kubectl("get", object, "-n", "shop", "-o", "jsonpath={" + path + "}").orFail();
  }

  /** Checks what kubectl shows to whoever is refused. */
  static void assertRefused(Program.Result result, String... words) {
    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains("admission webhook \"policy.gatehouse.dev\" denied the request").contains(words);
  }

  @Override
  public void close() {
    gatehouse.close();
  }
}
