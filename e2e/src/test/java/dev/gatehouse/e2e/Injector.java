package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody else's mutating webhook: it adds a container to every Pod that has none of its name. */
final class Injector implements AutoCloseable {

  private final HttpsServer server;
  private final String image;

  Injector(Certificates certificates, String image) throws IOException, GeneralSecurityException {
    this.image = image;
    this.server = HttpsServer
        .create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(certificates)));
    server.createContext("/", this::answer);
    server.start();
  }

  private static SSLContext context(Certificates certificates)
      throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(certificates.folder().resolve("server.p12"))) {
      keys.load(in, "pw".toCharArray());
    }
    var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    manager.init(keys, "pw".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(manager.getKeyManagers(), null, null);
    return context;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var review = KubernetesObject
          .of((ObjectValue) Json.parse(exchange.getRequestBody().readAllBytes()));
      var containers = Objects
          .requireNonNull(review.at("request", "object", "spec", "containers"));
      var hasSidecar = Json.write(containers).contains("\"sidecar\"");
      var patch = hasSidecar ? "[]" : """
          [{"op": "add", "path": "/spec/containers/-", "value": {"name": "sidecar", "image": "%s"}}]
          """.formatted(image);
      var body = """
          {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "response": {"uid": "%s",
           "allowed": true, "patchType": "JSONPatch", "patch": "%s"}}
          """.formatted(review.textAt("request", "uid"),
          Base64.getEncoder().encodeToString(patch.getBytes(UTF_8))).getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (TextException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
