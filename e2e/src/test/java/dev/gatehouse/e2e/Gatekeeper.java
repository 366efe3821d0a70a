package dev.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real Gatekeeper in front of the namespace {@code gatekept}, with {@code gatehouse provider} as
 * provider of external data, as the examples say it. Providers are shown Gatekeeper's own
 * certificate, and ours serves nobody else.
 */
record Gatekeeper(Cluster cluster, Gatehouse provider, Program program) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String NAMESPACE = "gatekeeper-system";

  private static final String WEBHOOKS = """
      apiVersion: admissionregistration.k8s.io/v1
      kind: %1$sWebhookConfiguration
      metadata: {name: the-peer}
      webhooks:
      - name: the-peer.gatekeeper.sh
        clientConfig: {url: "https://127.0.0.1:%2$d%3$s", caBundle: %4$s}
        admissionReviewVersions: [v1]
        sideEffects: None
        failurePolicy: Fail
        timeoutSeconds: 10
        namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gatekept}}
        rules: [{operations: [CREATE, UPDATE], apiGroups: [""], apiVersions: [v1], resources: [pods]}]
      """;

  static Gatekeeper open(Path folder, Cluster cluster, Shop shop)
      throws IOException, InterruptedException {
    Peers.program("gatekeeper");
    var rules = Files.createDirectory(folder.resolve("rules"));
    shop.writeRules(rules);
    var certificates = cluster.certificates();
    var provider = Gatehouse.start(folder, certificates, "provider", "--images", rules.toString(),
        "--client-ca", certificates.certificate("ca").toString(), "--client-name",
        Cluster.GATEKEEPER);
    try {
      var gatekeeper = new Gatekeeper(cluster, provider, start(folder, cluster));
      gatekeeper.setUp();
      return gatekeeper;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      provider.close();
      throw e;
    }
  }

  private static Program start(Path folder, Cluster cluster)
      throws IOException, InterruptedException {
    cluster.kubectl("apply", "--server-side", "-f",
        Peers.folder().resolve("gatekeeper.yaml").toString()).orFail();
    cluster.kubectl("delete", "validatingwebhookconfiguration",
        "gatekeeper-validating-webhook-configuration").orFail();
    cluster.kubectl("delete", "mutatingwebhookconfiguration",
        "gatekeeper-mutating-webhook-configuration").orFail();
    var own = Files.createDirectory(folder.resolve("certificates"));
    Files.copy(cluster.certificates().certificate("gatekeeper"), own.resolve("tls.crt"));
    Files.copy(cluster.certificates().key("gatekeeper"), own.resolve("tls.key"));
    Files.copy(cluster.certificates().certificate("ca"), own.resolve("ca.crt"));
    var port = Program.freePort();
    var health = Program.freePort();
    var command = new ArrayList<>(List.of(Peers.program("gatekeeper").toString(), "--port=" + port,
        "--cert-dir=" + own, "--disable-cert-rotation", "--metrics-backend=prometheus",
        "--prometheus-port=" + Program.freePort(), "--health-addr=127.0.0.1:" + health,
        "--external-data-provider-response-cache-ttl=1h", "--debug-use-fake-pod",
        "--kubeconfig=" + cluster.kubeconfig()));
    List.of("webhook", "generate", "status", "mutation-webhook", "mutation-controller",
        "mutation-status").forEach(operation -> command.add("--operation=" + operation));
    var program = Program.start(folder, Map.of("POD_NAMESPACE", NAMESPACE, "POD_NAME",
        "gatekeeper-0", "NAMESPACE", NAMESPACE), command);
    try {
      Await.until("gatekeeper is ready", PATIENCE, () -> {
        program.requireRunning();
        return Program.run(folder, Map.of(),
            List.of("curl", "-sf", "http://127.0.0.1:" + health + "/readyz")).status() == 0;
      });
      var authority = cluster.certificates().bundle("ca");
      cluster.send("create", "{apiVersion: v1, kind: Namespace, metadata: {name: gatekept}}")
          .orFail();
      cluster.send("create", WEBHOOKS.formatted("Mutating", port, "/v1/mutate", authority))
          .orFail();
      cluster.send("create", WEBHOOKS.formatted("Validating", port, "/v1/admit", authority))
          .orFail();
      return program;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      program.close();
      throw e;
    }
  }

  private void setUp() throws IOException, InterruptedException {
    for (var file : List.of("provider", "template", "assign")) {
      apply(Gate.example("gatekeeper/" + file + ".yaml", cluster.certificates(), provider))
          .orFail();
    }
    var constraint = Gate.example("gatekeeper/constraint.yaml", cluster.certificates(), provider);
    Await.until("there are constraints", PATIENCE, () -> apply(constraint).status() == 0);
  }

  Program.Result apply(String objects) throws IOException, InterruptedException {
    return cluster.send("apply", objects);
  }

  /** Creates a Pod of one container. */
  Program.Result createPod(String name, String image, String... more)
      throws IOException, InterruptedException {
    return cluster.send("create", Gate.pod("gatekept/" + name, image), more);
  }

  @Override
  public void close() {
    program.close();
    provider.close();
  }
}
