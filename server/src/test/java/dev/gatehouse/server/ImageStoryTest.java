package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.policy.source.FolderPolicySource;
import dev.gatehouse.server.tls.TestCertificates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an image policy in a file to the answer of the webhook, with a registry and a Sigstore. */
class ImageStoryTest {

  private static final Identity RELEASE = Identity.email("https://accounts.example.com",
      "release@shop.example");
  private static final Identity MALLORY = Identity.email("https://accounts.example.com",
      "mallory@elsewhere.example");

  @TempDir
  private Path folder;
  private SigstoreServer sigstore;
  private EventLog log;
  private VerifiedImages images;
  private GateServer server;

  @BeforeEach
  void start() throws Exception {
    sigstore = LocalSigstore.create(InstantSource.system()).serve();
    Files.write(folder.resolve("trusted_root.txt"),
        Json.writeBytes(sigstore.sigstore().trustedRoot()));
    Files.writeString(folder.resolve("rules.yaml"), """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: TrustRoot
        metadata: {name: local}
        spec: {file: trusted_root.txt}
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: shop}
        spec:
          images: [{glob: "%1$s/shop/**"}]
          authorities:
          - name: release
            keyless:
              trustRootRef: local
              identities: [{issuer: "https://accounts.example.com", subject: release@shop.example}]
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageOwners
        metadata: {name: owners}
        spec:
          owners:
          - {team: shop, contact: "#shop", images: [{glob: "%1$s/shop/**"}]}
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageSettings
        metadata: {name: settings}
        spec: {registries: [{host: "%1$s"}], badForSeconds: 1, tagForSeconds: 1}
        """.formatted(sigstore.address()));
    log = EventLog.to(System.err);
    images = new VerifiedImages(List.of(folder), Duration.ofMillis(200), log);
    var data = new ExternalData(Duration.ZERO, Optional::empty, System::nanoTime, images::provider);
    server = GateServer.admission(TestServer.config(),
        FolderPolicySource.withProviders(
            List.of(folder), TemplateOptions.DEFAULT, Duration.ofSeconds(1), data),
        new Admission("gatekeeper-system", TemplateOptions.DEFAULT,
            Admission.UnknownNamespace.ASSUME),
        Optional.of(images), log);
    TestServer.await(server::isReady);
  }

  @AfterEach
  void stop() {
    server.close();
    log.close();
    sigstore.close();
  }

  private String image(String name) {
    return sigstore.address() + "/shop/" + name;
  }

  private String push(String name, Identity... signers) {
    var repository = "shop/" + name;
    var digest = sigstore.registry().push(repository, "1", "content of " + name);
    for (var signer : signers) {
      sigstore.registry().attach(repository, digest,
          sigstore.sigstore().signing(digest).by(signer).bundle());
    }
    return digest;
  }

  private KubernetesObject ask(String path, String image) throws Exception {
    var trust = TestCertificates.client(server.certificates().getLast());
    try (var client = HttpClient.newBuilder().sslContext(trust).build()) {
      var request = HttpRequest.newBuilder()
          .uri(URI.create("https://127.0.0.1:" + server.port() + path))
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(Reviews.pod().replace("\"metadata\": {\"name\": \"web\"}",
              "\"metadata\": {\"name\": \"web\"}, \"spec\": {\"containers\": [{\"name\": \"web\","
                  + " \"image\": \"" + image + "\"}]}")))
          .build();
      var answer = client.send(request, BodyHandlers.ofString());
      return KubernetesObject.of((ObjectValue) Json.parse(
          answer.body().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void assertRefused(String image, String... because) throws Exception {
    var review = ask("/v1/admit", image);
    assertThat(review.at("response", "allowed")).hasToString("false");
    assertThat(review.textAt("response", "status", "message")).contains(because);
    assertThat(ask("/v1/mutate", image).at("response", "patch")).isNull();
  }

  @Test
  void admitsAndPinsWhatTheWantedIdentitySigned() throws Exception {
    var digest = push("web", RELEASE);
    var mutated = ask("/v1/mutate", image("web:1"));
    assertThat(new String(Base64.getDecoder().decode(mutated.textAt("response", "patch")),
        StandardCharsets.UTF_8)).contains(image("web:1@" + digest));
    assertThat(ask("/v1/admit", image("web:1@" + digest)).at("response", "allowed"))
        .hasToString("true");
    var finding = images.find(
        List.of(image("web:1")), System.nanoTime() + Duration.ofSeconds(20).toNanos()).getFirst();
    assertThat(Json.write(finding.facts())).contains("release@shop.example",
        "https://accounts.example.com", digest, "\"team\":\"shop\"", "\"outcome\":\"verified\"");
  }

  @Test
  void refusesAnUnsignedImageNamingItsOwner() throws Exception {
    push("unsigned");
    assertRefused(image("unsigned:1"), "no signature", "release@shop.example",
        "owner: shop (#shop)");
  }

  @Test
  void refusesAnImageThatSomebodyElseSigned() throws Exception {
    push("web", MALLORY);
    assertRefused(image("web:1"), "it was signed by mallory@elsewhere.example",
        "expected release@shop.example", "owner: shop (#shop)");
  }

  @Test
  void refusesATagThatWasMovedAfterSigning() throws Exception {
    push("web", RELEASE);
    var evil = sigstore.registry().push("shop/web", "evil", "something else");
    sigstore.registry().tag("shop/web", "1", evil);
    assertRefused(image("web:1"), "no signature of " + evil);
  }

  @Test
  void refusesAnImageThatNoPolicyIsAbout() throws Exception {
    assertRefused(sigstore.address() + "/other/web:1", "no image policy is about this image",
        "no owner is known");
  }

  @Test
  void saysWhenTheRegistryDoesNotAnswer() throws Exception {
    assertRefused(image("nowhere:1"), "not found", "owner: shop (#shop)");
  }

  @Test
  void keepsTheLastGoodRulesWhenFilesBreakAndTakesMendedOnes() throws Exception {
    push("web", MALLORY);
    var rules = folder.resolve("rules.yaml");
    var good = Files.readString(rules);
    Files.writeString(rules, good.replace("subject: release@shop.example", "nobody: x"));
    TestServer.await(() -> !images.problems().isEmpty());
    assertThat(images.problems()).anySatisfy(
        problem -> assertThat(problem).contains("rules.yaml:", "ImagePolicy shop", "nobody"));
    assertRefused(image("web:1"), "mallory@elsewhere.example");
    Files.writeString(rules, good.replace("subject: release@shop.example",
        "subject: mallory@elsewhere.example"));
    TestServer.await(() -> images.problems().isEmpty());
    TestServer.await(() -> images.find(List.of(image("web:1")),
        System.nanoTime() + Duration.ofSeconds(5).toNanos()).getFirst().error().isEmpty());
  }
}
