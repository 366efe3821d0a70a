package dev.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A real kube-apiserver over a real etcd, both on loopback, with kubectl to talk to it. Nothing runs
 * its Pods and nothing acts on its workloads. Webhooks are shown the certificate
 * {@code kube-apiserver}.
 */
final class Cluster implements AutoCloseable {

  /** The name that Gatekeeper's own certificate has. */
  static final String GATEKEEPER = "gatekeeper-webhook-service.gatekeeper-system.svc";

  private static final String TOKEN = "e2e";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Certificates certificates;
  private final int port = Program.freePort();
  private final Deque<Program> running = new ArrayDeque<>();
  private int files;

  private Cluster(Path folder, Certificates certificates) throws IOException {
    this.folder = folder;
    this.certificates = certificates;
  }

  /** Starts both and waits until they are ready; a test ends as skipped if a program is not built. */
  static Cluster start(Path folder) throws IOException, InterruptedException {
    List.of("etcd", "kube-apiserver", "kubectl").forEach(Peers::program);
    var cluster = new Cluster(folder, Certificates.make(folder.resolve("certificates"),
        "kube-apiserver=kube-apiserver", "gatekeeper=" + GATEKEEPER));
    try {
      cluster.startApiServer(cluster.startEtcd());
      Await.until("kube-apiserver is ready", PATIENCE,
          () -> cluster.kubectl("get", "--raw", "/readyz").status() == 0);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private String startEtcd() throws IOException {
    var client = "http://127.0.0.1:" + Program.freePort();
    var peer = "http://127.0.0.1:" + Program.freePort();
    serve("etcd", List.of("--name", "e2e", "--data-dir", "etcd", "--unsafe-no-fsync",
        "--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls",
        peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "e2e=" + peer));
    return client;
  }

  private void startApiServer(String etcd) throws IOException, InterruptedException {
    Program.run(folder, Map.of(), List.of("openssl", "genrsa", "-out", "accounts.key", "2048"))
        .orFail();
    write("tokens", TOKEN + ",admin,1,\"system:masters\"\n");
    write("kubeconfig",
        """
            apiVersion: v1
            kind: Config
            clusters: [{name: e2e, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
            users: [{name: e2e, user: {token: %s}}]
            contexts: [{name: e2e, context: {cluster: e2e, user: e2e}}]
            current-context: e2e
            """
            .formatted(port, TOKEN));
    serve("kube-apiserver", List.of("--etcd-servers", etcd, "--bind-address", "127.0.0.1",
        "--secure-port", Integer.toString(port), "--cert-dir", "apiserver",
        "--service-account-key-file", "accounts.key", "--service-account-signing-key-file",
        "accounts.key", "--service-account-issuer", "https://kubernetes.default.svc",
        "--authorization-mode", "RBAC", "--token-auth-file", "tokens",
        "--service-cluster-ip-range", "10.0.0.0/24", "--disable-admission-plugins",
        "ServiceAccount", "--allow-privileged=true", "--admission-control-config-file",
        admissionConfiguration().toString()));
  }

  /** Has webhooks shown a certificate. */
  private Path admissionConfiguration() throws IOException {
    var callers = write("webhooks.kubeconfig", """
        apiVersion: v1
        kind: Config
        users: [{name: "*", user: {client-certificate: "%s", client-key: "%s"}}]
        """.formatted(certificates.certificate("kube-apiserver"),
        certificates.key("kube-apiserver")));
    return write("admission.yaml", """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AdmissionConfiguration
        plugins:
        - name: ValidatingAdmissionWebhook
          configuration: &webhooks
            apiVersion: apiserver.config.k8s.io/v1
            kind: WebhookAdmissionConfiguration
            kubeConfigFile: "%1$s"
        - name: MutatingAdmissionWebhook
          configuration: *webhooks
        """.formatted(callers));
  }

  private void serve(String name, List<String> arguments) throws IOException {
    var command = new ArrayList<>(List.of(Peers.program(name).toString()));
    command.addAll(arguments);
    running.push(Program.start(folder, Map.of(), command));
  }

  Certificates certificates() {
    return certificates;
  }

  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  Program.Result kubectl(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(
        List.of(Peers.program("kubectl").toString(), "--kubeconfig", kubeconfig().toString()));
    command.addAll(List.of(arguments));
    return Program.run(folder, Map.of(), command);
  }

  /** Runs a command of kubectl, such as {@code create} or {@code apply}, with objects from a text. */
  Program.Result send(String verb, String objects, String... more)
      throws IOException, InterruptedException {
    var file = write("objects-" + files++ + ".yaml", objects);
    var command = new ArrayList<>(List.of(verb, "-f", file.toString()));
    command.addAll(List.of(more));
    return kubectl(command.toArray(String[]::new));
  }

  @Override
  public void close() {
    running.forEach(Program::close);
  }
}
