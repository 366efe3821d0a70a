package dev.gatehouse.cli.image;

import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryWriter;
import dev.gatehouse.trust.registry.Resolved;
import dev.gatehouse.trust.registry.Storage;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.sign.ContentSigner;
import dev.gatehouse.trust.sign.ServiceClient;
import dev.gatehouse.trust.sign.SigningException;
import dev.gatehouse.trust.sign.SigningServices;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How something is signed about an image, and in which form it is stored. */
final class SignFlags {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin
  private SignerFlags signers = new SignerFlags();

  @Mixin
  private ServiceFlags services = new ServiceFlags();

  @Option(names = "--new-bundle-format", paramLabel = "TRUE|FALSE", arity = "0..1", fallbackValue = "true", defaultValue = "true", description = "store a bundle that refers to the image; false: cosign's older form below a tag (default: ${DEFAULT-VALUE})")
  private boolean bundle = true;

  @Option(names = "--bundle", paramLabel = "FILE", description = "write the bundle to this file too")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--upload", paramLabel = "TRUE|FALSE", arity = "0..1", fallbackValue = "true", defaultValue = "true", description = "store it beside the image (default: ${DEFAULT-VALUE})")
  private boolean upload = true;

  @Option(names = "--no-upload", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean isKept;

  @Option(names = "--trusted-root", paramLabel = "FILE", description = "a trusted_root.json by which to verify it before it is stored")
  private Optional<Path> root = Optional.empty();

  @SuppressWarnings("UnusedVariable") // flags of cosign that change nothing here
  @Option(names = {"-y", "--yes", "--oidc-disable-ambient-providers", "--insecure-skip-verify",
      "--record-creation-timestamp"}, arity = "0..1", fallbackValue = "true", description = "taken for cosign's sake: nothing is ever asked", hidden = true)
  private boolean taken;

  @Option(names = "--registry-referrers-mode", paramLabel = "MODE", hidden = true)
  private String mode = "legacy";

  /** What is signed about an image, in the form of its storage. */
  interface Content {

    byte[] statement(Digest image);

    /** The layer of the older form. */
    ContentSigner.Layer layer(ContentSigner signer, Digest image) throws SigningException;

    /** Where the older form is stored. */
    Storage place();

    /** The predicate type, for people who list what is stored. */
    String predicateType();
  }

  /** Signs what a reference stands for and stores that beside it. @return where it is, for people */
  String sign(RegistryClient client, RegistryFlags registry, ImageReference image, Resolved subject,
      Content content) {
    checkFlags();
    try (var transport = new HttpTransport(Manner.strict(AddressResolver.SYSTEM))) {
      var chosen = services.services();
      var signer = new ContentSigner(signers.identity(), chosen,
          new ServiceClient(transport, TlsSettings.DEFAULT, PATIENCE));
      var layer = bundle
          ? new ContentSigner.Layer(ContentSigner.BUNDLE,
              signer.statement(content.statement(subject.digest())), Map.of())
          : content.layer(signer, subject.digest());
      confirm(layer, subject.digest(), chosen);
      if (file.isPresent()) {
        Files.write(file.get(), layer.content());
      }
      return upload && !isKept
          ? "stored as " + store(client.writer(image), registry, subject, content, layer)
          : "not stored";
    } catch (SigningException | RegistryException | MalformedException | IOException e) {
      throw ImageException.failed("signing " + image.text() + ": " + e.getMessage());
    }
  }

  private void checkFlags() {
    if (file.isPresent() && !bundle) {
      throw ImageException.failed("--bundle needs --new-bundle-format: the older form has none");
    }
    if (!mode.equals("legacy")) {
      throw ImageException.failed("cosign's --registry-referrers-mode=" + mode + " is not"
          + " supported: bundles always refer to their image, the older form is below a tag");
    }
  }

  private Digest store(RegistryWriter writer, RegistryFlags registry, Resolved subject,
      Content content, ContentSigner.Layer made) throws RegistryException {
    var layer = new RegistryWriter.Layer(made.mediaType(), made.content(), made.annotations());
    return bundle
        ? writer.attach(subject.descriptor(), ContentSigner.BUNDLE, layer,
            Map.of("dev.sigstore.bundle.content", "dsse-envelope",
                "dev.sigstore.bundle.predicateType", content.predicateType(),
                "org.opencontainers.image.created", Instant.now().toString()),
            registry.budget())
        : writer.append(content.place(), subject.digest(), layer, registry.budget());
  }

  /** Whoever signed: it must be sound before others see it. */
  private void confirm(ContentSigner.Layer layer, Digest image, SigningServices chosen)
      throws IOException, MalformedException, SigningException {
    if (root.isEmpty()) {
      return;
    }
    var place = new Material.Place(image, 0);
    var material = switch (layer.mediaType()) {
      case ContentSigner.BUNDLE -> new Material.Bundle(place, layer.mediaType(), layer.content());
      case "application/vnd.dsse.envelope.v1+json" ->
        new Material.Envelope(place, layer.content(), layer.annotations());
      default -> new Material.SimpleSigning(place, layer.content(), layer.annotations());
    };
    var verifier = new Verifier(TrustRoot.parse(Files.readAllBytes(root.get())));
    var examined = Examination.of(
        verifier, material, image, signers.authority(), ServiceFlags.demands(chosen));
    if (examined.signer().isEmpty()) {
      throw ImageException.failed("what was signed does not verify by --trusted-root and is not"
          + " stored: " + examined.fault());
    }
  }
}
