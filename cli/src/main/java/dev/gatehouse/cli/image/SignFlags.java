package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.http.AddressResolver;
import dev.gatehouse.trust.http.HttpTransport;
import dev.gatehouse.trust.http.TlsSettings;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryWriter;
import dev.gatehouse.trust.registry.Resolved;
import dev.gatehouse.trust.registry.Storage;
import dev.gatehouse.trust.sign.ContentSigner;
import dev.gatehouse.trust.sign.KeyFile;
import dev.gatehouse.trust.sign.ServiceClient;
import dev.gatehouse.trust.sign.SigningException;
import dev.gatehouse.trust.sign.SigningIdentity;
import dev.gatehouse.trust.sign.SigningServices;
import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who signs, which services take part, and in which form it is stored. */
final class SignFlags {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Option(names = "--key", paramLabel = "FILE", description = "a private key as `keygen` or cosign writes it; its password is in COSIGN_PASSWORD")
  private Optional<Path> key = Optional.empty();

  @Option(names = "--identity-token", paramLabel = "TOKEN", description = "an identity token, or a file that holds one; else SIGSTORE_ID_TOKEN")
  private Optional<String> token = Optional.empty();

  @Option(names = "--signing-config", paramLabel = "FILE", description = "a signing_config.json that names the services")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--fulcio-url", paramLabel = "URL", description = "the authority that certifies the identity")
  private Optional<URI> authority = Optional.empty();

  @Option(names = "--rekor-url", paramLabel = "URL", description = "a log of version 1 to enter the signature in")
  private Optional<URI> log = Optional.empty();

  @Option(names = "--timestamp-server-url", paramLabel = "URL", description = "a timestamp authority")
  private Optional<URI> timestamps = Optional.empty();

  @Option(names = "--new-bundle-format", paramLabel = "TRUE|FALSE", arity = "0..1", fallbackValue = "true", defaultValue = "true", description = "store a bundle that refers to the image; false: cosign's older form below a tag (default: ${DEFAULT-VALUE})")
  private boolean bundle = true;

  @SuppressWarnings("UnusedVariable") // a flag of cosign that changes nothing here
  @Option(names = {"-y",
      "--yes"}, description = "taken for cosign's sake: nothing is ever asked", hidden = true)
  private boolean yes;

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

  /** Signs what a reference stands for and stores that beside it. @return where it is stored */
  Digest sign(RegistryClient client, RegistryFlags registry, ImageReference image, Resolved subject,
      Content content) {
    try (var transport = new HttpTransport(AddressResolver.SYSTEM)) {
      var signer = new ContentSigner(identity(), services(),
          new ServiceClient(transport, TlsSettings.DEFAULT, PATIENCE));
      var writer = client.writer(image);
      if (!bundle) {
        var layer = content.layer(signer, subject.digest());
        return writer.append(content.place(), subject.digest(), new RegistryWriter.Layer(
            layer.mediaType(), layer.content(), layer.annotations()), registry.budget());
      }
      var made = signer.statement(content.statement(subject.digest()));
      return writer.attach(subject.descriptor(), ContentSigner.BUNDLE,
          new RegistryWriter.Layer(ContentSigner.BUNDLE, made, Map.of()),
          Map.of("dev.sigstore.bundle.content", "dsse-envelope",
              "dev.sigstore.bundle.predicateType", content.predicateType(),
              "org.opencontainers.image.created", Instant.now().toString()),
          registry.budget());
    } catch (SigningException | RegistryException | MalformedException | IOException e) {
      throw ImageException.failed("signing " + image.text() + ": " + e.getMessage());
    }
  }

  private SigningIdentity identity() throws SigningException, IOException {
    if (key.isPresent()) {
      return new SigningIdentity.Key(
          KeyFile.read(Files.readString(key.get()), KeygenCommand.password()));
    }
    var given = token.orElseGet(() -> System.getenv().getOrDefault("SIGSTORE_ID_TOKEN", ""));
    if (given.isEmpty()) {
      throw ImageException.failed(
          "say who signs: --key FILE, or --identity-token TOKEN for keyless signing");
    }
    var file = Path.of(given.length() > 255 ? "" : given);
    return new SigningIdentity.Token(given.length() <= 255 && Files.isRegularFile(file)
        ? Files.readString(file, StandardCharsets.UTF_8).strip()
        : given);
  }

  private SigningServices services()
      throws SigningException, MalformedException, IOException {
    if (config.isPresent()) {
      if (authority.isPresent() || log.isPresent() || timestamps.isPresent()) {
        throw ImageException.failed("--signing-config names the services: leave their URLs out");
      }
      return SigningServices.parse(Files.readAllBytes(config.get()), Instant.now());
    }
    return new SigningServices(services(authority), services(log), services(timestamps));
  }

  private static List<SigningServices.Service> services(Optional<URI> url) {
    return url.map(each -> List.of(new SigningServices.Service(each, 1))).orElse(List.of());
  }
}
