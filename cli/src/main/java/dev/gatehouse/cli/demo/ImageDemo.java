package dev.gatehouse.cli.demo;

import dev.gatehouse.cli.review.RemoteReviewer;
import dev.gatehouse.cli.review.ReviewRequest;
import dev.gatehouse.cli.review.Trust;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.ShopRules;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.http.Deadline;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.policy.source.FolderPolicySource;
import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.GateServer;
import dev.gatehouse.server.RegoFactPolicies;
import dev.gatehouse.server.ServerConfig;
import dev.gatehouse.server.VerifiedImages;
import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.TlsConfig;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageConfigReader;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImageVerifier;
import dev.gatehouse.trust.registry.RegistryClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A server on the loopback interface with an image policy, a Sigstore and a registry of our own, and
 * what becomes of Pods with good and bad images. Nothing is fetched from anywhere else.
 */
public final class ImageDemo implements AutoCloseable {

  private static final Duration RELOAD = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Path folder;
  private final SigstoreServer sigstore;
  private final ShopRules rules;
  private final EventLog log;
  private final GateServer server;

  private ImageDemo(Path folder, SigstoreServer sigstore, Admission admission)
      throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.sigstore = sigstore;
    this.rules = ShopRules.of(sigstore, ExampleImage.WANTED);
    var policies = rules.write(folder);
    for (var image : ExampleImage.values()) {
      image.pushTo(sigstore);
    }
    log = EventLog.to(OutputStream.nullOutputStream());
    var images = new VerifiedImages(List.of(policies), RELOAD, log);
    var data = new ExternalData(Duration.ZERO, Optional::empty, System::nanoTime,
        images::provider);
    var source = FolderPolicySource.withProviders(List.of(policies), TemplateOptions.DEFAULT,
        RELOAD, data);
    var listen = new ServerConfig.Listen(ServerConfig.Address.anyOnLoopback(), Optional.empty());
    var config = ServerConfig.defaults().withListen(listen)
        .withTls(TlsConfig.of(CertificateSource.SelfMade.forLoopback()));
    server = GateServer.admission(config, source, admission, Optional.of(images), log);
  }

  /** Starts everything, and pushes the images. */
  public static ImageDemo start(Admission admission) throws IOException, GeneralSecurityException {
    var folder = Files.createTempDirectory("gatehouse-demo");
    return new ImageDemo(folder, LocalSigstore.create(InstantSource.system()).serve(), admission);
  }

  /** Who must have signed, and whose the images are. */
  public String policy() {
    return rules.text();
  }

  /** Where the server answers. */
  public URI address() {
    return URI.create("https://127.0.0.1:" + server.port());
  }

  /** Where the policy and the trust root are, until this is closed. */
  public Path folder() {
    return folder;
  }

  /** Host and port of the registry. */
  public String registry() {
    return sigstore.address();
  }

  /** Has a Pod of each image pinned and judged, over TLS, as the API server would. */
  public List<ImageRow> judge() throws IOException, GeneralSecurityException,
      InterruptedException {
    var trust = Trust.of(server.certificates());
    var config = ImageConfigReader.read(
        List.of(folder.resolve("policies")), new RegoFactPolicies()).config();
    var rows = new ArrayList<ImageRow>();
    awaitReadiness();
    try (var pinning = new PinningClient(address(), trust);
        var reviewer = new RemoteReviewer(address(), trust);
        var client = new RegistryClient(config.registries(), config.credentials());
        var verifier = new ImageVerifier(client, config.rules(), ImageObserver.NONE)) {
      for (var example : ExampleImage.values()) {
        var image = sigstore.address() + "/" + example.reference();
        var pinned = pinning.pinned(pod(example, image));
        var outcome = reviewer.review(pod(example, pinned.isEmpty() ? image : pinned));
        var verdict = verifier.verify(ImageReference.parse(image), Deadline.after(PATIENCE));
        rows.add(new ImageRow(verdict, pinned, outcome));
      }
    }
    return rows;
  }

  private void awaitReadiness() throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!server.isReady()) {
      if (System.nanoTime() > end) {
        throw new IOException("the server is not ready after " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(10);
    }
  }

  private static ReviewRequest pod(ExampleImage example, String image) {
    var name = example.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var container = ObjectValue.of("name", StringValue.of("main"), "image",
        StringValue.of(image));
    return ReviewRequest.of("", KubernetesObject.of(ObjectValue.builder()
        .put("apiVersion", StringValue.of("v1")).put("kind", StringValue.of("Pod"))
        .put("metadata", ObjectValue.of("name", StringValue.of(name), "namespace",
            StringValue.of("shop")))
        .put("spec", ObjectValue.of("containers", ArrayValue.of(container))).build()));
  }

  @Override
  public void close() {
    server.close();
    log.close();
    sigstore.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
