package dev.gatehouse.bench;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.json.Json;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.Descriptor;
import dev.gatehouse.trust.registry.MediaTypes;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.registry.RegistryWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Images in a registry on loopback, each signed by one identity of a Sigstore of our own, with a
 * certificate, a log's entry and a timestamp.
 *
 * @param root the file of whom to trust
 * @param list the file of all references, one a line
 * @param references by tag, each of another image
 */
record SignedImages(Path root, Path list, List<String> references) {

  static final String ISSUER = "https://issuer.example.com";
  static final String IDENTITY = "ci@example.com";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Starts a registry and fills it. */
  static SignedImages push(Lab lab, int number) {
    int port = Lab.freePort();
    var registry = "127.0.0.1:" + port;
    var program = lab.start(Lab.LOAD_CORE,
        List.of(lab.peer("registry"), registry, "referrers"), Map.of());
    Lab.await("the registry", LIMIT, program, () -> listens(port));
    var sigstore = LocalSigstore.create(Clock.systemUTC());
    var folder = lab.folder("trust");
    var root = folder.resolve("trusted_root.json");
    var list = folder.resolve("images");
    var references = new ArrayList<String>();
    try (var client = new RegistryClient(RegistryOptions.INTERACTIVE, CredentialSource.ANONYMOUS)) {
      Files.write(root, Json.writeBytes(sigstore.trustedRoot()));
      for (int index = 0; index < number; index++) {
        var image = ImageReference.parse(registry + "/acme/app:" + index);
        push(client, image, sigstore);
        references.add(image.text());
      }
      Files.write(list, references);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RegistryException e) {
      throw new BenchException("the registry does not take images: " + e.getMessage(), e);
    }
    return new SignedImages(root, list, List.copyOf(references));
  }

  private static void push(RegistryClient client, ImageReference image, LocalSigstore sigstore)
      throws RegistryException {
    var writer = client.writer(image);
    var config = "{}".getBytes(StandardCharsets.UTF_8);
    writer.blob(config, Budget.of(LIMIT));
    var about = Descriptor.of(MediaTypes.OCI_CONFIG, config);
    var manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
        + "\",\"config\":{\"mediaType\":\"" + about.mediaType() + "\",\"digest\":\""
        + about.digest() + "\",\"size\":2},\"layers\":[],\"annotations\":{\"name\":\""
        + image.text() + "\"}}").getBytes(StandardCharsets.UTF_8);
    var subject = Descriptor.of(MediaTypes.OCI_MANIFEST, manifest);
    writer.manifest(image.effectiveTag().orElseThrow(), MediaTypes.OCI_MANIFEST, manifest,
        Budget.of(LIMIT));
    var bundle = sigstore.signing(subject.digest().toString())
        .by(Identity.email(ISSUER, IDENTITY)).logged(LogVersion.V2).timestamped().bundle();
    writer.attach(subject, MediaTypes.BUNDLE,
        new RegistryWriter.Layer(MediaTypes.BUNDLE, bundle, Map.of()),
        Map.of("dev.sigstore.bundle.content", "dsse-envelope"), Budget.of(LIMIT));
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
