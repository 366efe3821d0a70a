package dev.gatehouse.server;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.ShopRules;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.policy.source.FolderPolicySource;
import dev.gatehouse.server.tls.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A webhook with image rules in files, a Sigstore and a registry, all on loopback. */
record ImageStage(SigstoreServer sigstore, ShopRules rules, VerifiedImages images,
    GateServer server, HttpClient client, EventLog log) implements AutoCloseable {

  static final Identity RELEASE = Identity.email("https://accounts.example.com",
      "release@shop.example");
  static final Identity MALLORY = Identity.email("https://accounts.example.com",
      "mallory@elsewhere.example");

  private static final Duration RELOAD = Duration.ofMillis(200);
  private static final Map<String, Integer> SETTINGS = Map.of("badForSeconds", 1, "tagForSeconds",
      1, "deadlineSeconds", 2);

  /** @param folder where the rules are written */
  static ImageStage start(Path folder) throws IOException, GeneralSecurityException {
    var sigstore = LocalSigstore.create(InstantSource.system()).serve();
    return start(folder, sigstore, sigstore.address());
  }

  /** @param registry the registry that images are named with: the Sigstore's or one before it */
  static ImageStage start(Path folder, SigstoreServer sigstore, String registry)
      throws IOException, GeneralSecurityException {
    var rules = ShopRules.of(sigstore, RELEASE).withSettings(SETTINGS).withRegistry(registry);
    var files = List.of(rules.write(folder));
    var log = EventLog.to(System.err);
    var images = new VerifiedImages(files, RELOAD, log);
    var data = new ExternalData(Duration.ZERO, Optional::empty, System::nanoTime, images::provider);
    var server = GateServer.admission(TestServer.config(),
        FolderPolicySource.withProviders(files, TemplateOptions.DEFAULT, RELOAD, data),
        new Admission("gatekeeper-system", TemplateOptions.DEFAULT,
            Admission.UnknownNamespace.ASSUME),
        Optional.of(images), log);
    TestServer.await(server::isReady);
    var client = HttpClient.newBuilder()
        .sslContext(TestCertificates.client(server.certificates().getLast())).build();
    return new ImageStage(sigstore, rules, images, server, client, log);
  }

  /** The reference of an image of the shop. */
  String image(String name) {
    return rules.registry() + "/shop/" + name;
  }

  /** Pushes an image with tag 1 and its signatures in both forms. @return its digest */
  String push(String name, Identity... signers) {
    var repository = "shop/" + name;
    var digest = sigstore.registry().push(repository, "1", "content of " + name);
    for (var signer : signers) {
      var signing = sigstore.sigstore().signing(digest).by(signer);
      sigstore.registry().attach(repository, digest, signing.bundle());
      sigstore.registry().attachLegacy(repository, digest, List.of(signing.legacy()));
    }
    return digest;
  }

  /** Asks about a Pod with one container. @return the answered review */
  KubernetesObject ask(String path, String image) throws IOException, InterruptedException {
    return ask(path, "shop", "", image);
  }

  /**
   * Asks about a Pod with one container in some Namespace.
   *
   * @param fields more of its specification, in JSON, with a comma at the end; may be empty
   */
  KubernetesObject ask(String path, String namespace, String fields, String image)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder()
        .uri(URI.create("https://127.0.0.1:" + server.port() + path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Reviews.pod()
            .replace("\"namespace\": \"shop\"", "\"namespace\": \"" + namespace + "\"")
            .replace("\"metadata\": {\"name\": \"web\"}",
                "\"metadata\": {\"name\": \"web\"}, \"spec\": {" + fields + "\"containers\":"
                    + " [{\"name\": \"web\", \"image\": \"" + image + "\"}]}")))
        .build();
    var answer = client.send(request, BodyHandlers.ofString());
    try {
      return KubernetesObject.of((ObjectValue) Json.parse(
          answer.body().getBytes(StandardCharsets.UTF_8)));
    } catch (TextException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** What an answered review says. */
  static boolean isAllowed(KubernetesObject review) {
    return BooleanValue.TRUE.equals(review.at("response", "allowed"));
  }

  @Override
  public void close() {
    client.close();
    server.close();
    log.close();
    sigstore.close();
  }
}
