package dev.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real kube-apiserver over a real etcd, both on loopback, with kubectl to talk to it. */
final class KubernetesServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "benchmark";

  private final Lab lab;
  private final Path kubeconfig;

  private KubernetesServer(Lab lab, Path kubeconfig) {
    this.lab = lab;
    this.kubeconfig = kubeconfig;
  }

  /** Starts both and waits until the API server is ready. */
  static KubernetesServer start(Lab lab) {
    int port = Lab.freePort();
    var folder = lab.folder("kubernetes");
    var etcd = startEtcd(lab, folder);
    var program = startApiServer(lab, folder, etcd, port);
    var server = new KubernetesServer(lab, writeKubeconfig(folder, port));
    Lab.await("kube-apiserver", PATIENCE, program,
        () -> server.succeeds("get", "--raw", "/readyz"));
    return server;
  }

  private static String startEtcd(Lab lab, Path folder) {
    var client = "http://127.0.0.1:" + Lab.freePort();
    var peer = "http://127.0.0.1:" + Lab.freePort();
    lab.start(Lab.LOAD_CORE,
        List.of(lab.peer("etcd"), "--name", "bench", "--data-dir",
            folder.resolve("etcd").toString(), "--unsafe-no-fsync", "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer,
            "--initial-advertise-peer-urls", peer, "--initial-cluster", "bench=" + peer),
        Map.of());
    return client;
  }

  private static Program startApiServer(Lab lab, Path folder, String etcd, int port) {
    var key = folder.resolve("service-accounts.key").toString();
    lab.run(Lab.LOAD_CORE, PATIENCE, List.of("openssl", "genrsa", "-out", key, "2048"));
    var tokens = write(folder.resolve("tokens"), TOKEN + ",admin,1,\"system:masters\"\n");
    return lab.start(Lab.LOAD_CORE,
        List.of(lab.peer("kube-apiserver"), "--etcd-servers", etcd, "--bind-address", "127.0.0.1",
            "--secure-port", Integer.toString(port), "--cert-dir",
            folder.resolve("certificates").toString(), "--service-account-key-file", key,
            "--service-account-signing-key-file", key, "--service-account-issuer",
            "https://kubernetes.default.svc", "--authorization-mode", "RBAC", "--token-auth-file",
            tokens.toString(), "--service-cluster-ip-range", "10.0.0.0/24",
            "--disable-admission-plugins", "ServiceAccount", "--allow-privileged=true"),
        Map.of());
  }

  private static Path writeKubeconfig(Path folder, int port) {
    return write(folder.resolve("kubeconfig"),
        """
            apiVersion: v1
            kind: Config
            clusters: [{name: bench, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
            users: [{name: bench, user: {token: %s}}]
            contexts: [{name: bench, context: {cluster: bench, user: bench}}]
            current-context: bench
            """
            .formatted(port, TOKEN));
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** Runs kubectl. */
  String kubectl(String... arguments) {
    var command = new ArrayList<>(
        List.of(lab.peer("kubectl"), "--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of(arguments));
    return lab.run(Lab.LOAD_CORE, PATIENCE, command);
  }

  /** Whether kubectl succeeds. */
  boolean succeeds(String... arguments) {
    try {
      kubectl(arguments);
      return true;
    } catch (BenchException e) {
      return false;
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
