package dev.gatehouse.cli.image;

import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.http.TlsSettings;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.Credential;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.DockerConfig;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.registry.RegistrySettings;
import dev.gatehouse.trust.registry.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the commands speak to registries. */
final class RegistryFlags {

  @Option(names = "--registry-username", paramLabel = "NAME", description = "log in with this name; else as ~/.docker/config.json says")
  private Optional<String> username = Optional.empty();

  @Option(names = "--registry-password", paramLabel = "PASSWORD", description = "and this password or token")
  private Optional<String> password = Optional.empty();

  @Option(names = "--registry-cacert", paramLabel = "FILE", description = "certificates of further authorities for registries, PEM")
  private Optional<Path> authorities = Optional.empty();

  @Option(names = "--registry-client-cert", paramLabel = "FILE", description = "our certificate for registries, PEM")
  private Optional<Path> clientCertificate = Optional.empty();

  @Option(names = "--registry-client-key", paramLabel = "FILE", description = "its private key, PEM")
  private Optional<Path> clientKey = Optional.empty();

  @Option(names = "--allow-http-registry", description = "speak plain HTTP to registries; to loopback addresses this is done anyway")
  private boolean plainHttp;

  @Option(names = "--allow-insecure-registry", description = "take any certificate of a registry")
  private boolean trustAnyServer;

  @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "180", description = "time for everything (default: ${DEFAULT-VALUE})")
  private int seconds = 180;

  RegistryClient client() {
    try {
      var tls = new TlsSettings(TlsSettings.DEFAULT.authorities(), text(clientCertificate),
          text(clientKey), trustAnyServer);
      if (authorities.isPresent()) {
        tls = tls.withAuthorities(text(authorities));
      }
      var settings = tls.equals(TlsSettings.DEFAULT) && !trustAnyServer
          ? RegistrySettings.NAMED
          : RegistrySettings.NAMED.withTls(tls);
      return new RegistryClient(
          RegistryOptions.INTERACTIVE.withOthers(plainHttp ? settings.withPlainHttp() : settings),
          credentials());
    } catch (IOException | RegistryException | IllegalArgumentException e) {
      throw ImageException.failed("registry settings cannot be used: " + e.getMessage());
    }
  }

  Budget budget() {
    return Budget.of(Duration.ofSeconds(seconds));
  }

  /** What a reference stands for. */
  Resolved resolve(RegistryClient client, ImageReference image) {
    try {
      return client.resolve(image, budget());
    } catch (RegistryException e) {
      throw new ImageException(e.reason() == RegistryException.Reason.NOT_FOUND
          ? ImageException.NO_IMAGE
          : ImageException.FAILED, String.valueOf(e.getMessage()));
    }
  }

  static ImageReference reference(String text) {
    try {
      return ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw ImageException.failed(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Optional<Path> file) throws IOException {
    return file.isPresent() ? Files.readString(file.get()) : "";
  }

  private CredentialSource credentials() throws IOException, RegistryException {
    if (username.isPresent() || password.isPresent()) {
      return CredentialSource.of(
          new Credential.Basic(username.orElse(""), password.orElse("")));
    }
    var folder = System.getenv("DOCKER_CONFIG");
    var file = folder == null
        ? Path.of(System.getProperty("user.home"), ".docker", "config.json")
        : Path.of(folder, "config.json");
    return Files.exists(file)
        ? DockerConfig.parse(Files.readAllBytes(file))
        : CredentialSource.ANONYMOUS;
  }
}
