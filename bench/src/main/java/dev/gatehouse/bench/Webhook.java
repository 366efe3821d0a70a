package dev.gatehouse.bench;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A running admission webhook, the peer's or ours, pinned to one core. */
record Webhook(Lab lab, Program program, String url) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What a webhook answers: whether it admits, and how many messages it gives. */
  record Answer(boolean allowed, int messages, int bytes) {

    /** Whether two webhooks decide alike; their texts may differ between engines. */
    boolean agrees(Answer other) {
      return allowed == other.allowed && messages == other.messages;
    }
  }

  /** Starts the real Gatekeeper, with its default flags, on the policies in the API server. */
  static Webhook gatekeeper(Lab lab, Path templates, Path constraints) {
    var kubernetes = KubernetesServer.start(lab);
    kubernetes.kubectl("apply", "--server-side", "-f", lab.peer("gatekeeper.yaml"));
    kubernetes.kubectl("delete", "--all",
        "validatingwebhookconfigurations,mutatingwebhookconfigurations");
    int port = Lab.freePort();
    int health = Lab.freePort();
    var certificates = certificates(lab);
    var program = lab.start(Lab.WORK_CORE,
        List.of(lab.peer("gatekeeper"), "--port=" + port, "--cert-dir=" + certificates,
            "--disable-cert-rotation", "--operation=webhook", "--operation=generate",
            "--operation=status", "--metrics-backend=prometheus",
            "--prometheus-port=" + Lab.freePort(), "--health-addr=127.0.0.1:" + health,
            "--debug-use-fake-pod", "--kubeconfig=" + kubernetes.kubeconfig()),
        Map.of("POD_NAMESPACE", "gatekeeper-system", "POD_NAME", "gatekeeper-0", "NAMESPACE",
            "gatekeeper-system"));
    kubernetes.kubectl("apply", "-f", templates.toString());
    Lab.await("the constraints", PATIENCE, program,
        () -> kubernetes.succeeds("apply", "-f", constraints.toString()));
    Lab.await("gatekeeper", PATIENCE, program,
        () -> succeeds(lab, "http://127.0.0.1:" + health + "/readyz"));
    return new Webhook(lab, program, "https://127.0.0.1:" + port + "/v1/admit");
  }

  /** Starts our server on the same policies, from folders; like the peer it logs no denials. */
  static Webhook gatehouse(Lab lab, Path templates, Path constraints) {
    int port = Lab.freePort();
    var program = lab.start(Lab.WORK_CORE,
        List.of(lab.home("gatehouse").toString(), "serve", "--policies", templates.toString(),
            "--policies", constraints.toString(), "--cluster",
            lab.home("bench/reviews/namespaces.yaml").toString(), "--address", "127.0.0.1:" + port,
            "--no-log-denials"),
        Map.of());
    Lab.await("gatehouse", PATIENCE, program,
        () -> succeeds(lab, "https://127.0.0.1:" + port + "/readyz"));
    return new Webhook(lab, program, "https://127.0.0.1:" + port + "/v1/admit");
  }

  /** Sends one AdmissionReview. */
  Answer ask(Path review) {
    var text = lab.run(Lab.LOAD_CORE, PATIENCE, List.of("curl", "--silent", "--insecure", "--fail",
        "--header", "content-type: application/json", "--data", "@" + review, url));
    try {
      var response = object(object(Json.parse(text)).get("response"));
      boolean allowed = Objects.equals(response.get("allowed"), BooleanValue.TRUE);
      var message = response.get("status") instanceof ObjectValue status
          && status.get("message") instanceof StringValue line ? line.value() : "";
      int messages = message.isEmpty() ? 0 : message.split("\n", -1).length;
      return new Answer(allowed, messages, text.length());
    } catch (TextException e) {
      throw new BenchException("no AdmissionReview: " + text, e);
    }
  }

  private static ObjectValue object(@Nullable Value value) {
    return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
  }

  private static boolean succeeds(Lab lab, String url) {
    try {
      lab.run(Lab.LOAD_CORE, PATIENCE,
          List.of("curl", "--silent", "--insecure", "--fail", "--max-time", "5", url));
      return true;
    } catch (BenchException e) {
      return false;
    }
  }

  private static Path certificates(Lab lab) {
    var folder = lab.folder("certificates");
    var certificate = folder.resolve("tls.crt").toString();
    lab.run(Lab.LOAD_CORE, PATIENCE,
        List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
            folder.resolve("tls.key").toString(), "-out", certificate, "-days", "2", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"));
    lab.run(Lab.LOAD_CORE, PATIENCE,
        List.of("cp", certificate, folder.resolve("ca.crt").toString()));
    return folder;
  }
}
