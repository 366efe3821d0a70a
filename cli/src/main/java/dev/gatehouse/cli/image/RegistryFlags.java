package dev.gatehouse.cli.image;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.rego.builtin.go.Durations;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.Credential;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.DockerConfig;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.registry.RegistrySettings;
import dev.gatehouse.trust.registry.RegistryTls;
import dev.gatehouse.trust.registry.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the commands speak to registries. State: the deadline, which begins with the first request. */
final class RegistryFlags {

  @Option(names = "--registry-username", paramLabel = "NAME", description = "log in with this name; else as ~/.docker/config.json says")
  private Optional<String> username = Optional.empty();

  @Option(names = "--registry-password", paramLabel = "PASSWORD", description = "and this password or token")
  private Optional<String> password = Optional.empty();

  @Option(names = "--registry-token", paramLabel = "TOKEN", description = "a token that the registry itself takes")
  private Optional<String> token = Optional.empty();

  @Option(names = "--registry-cacert", paramLabel = "FILE", description = "certificates of further authorities for registries, PEM")
  private Optional<Path> authorities = Optional.empty();

  @Option(names = "--registry-client-cert", paramLabel = "FILE", description = "our certificate for registries, PEM")
  private Optional<Path> clientCertificate = Optional.empty();

  @Option(names = "--registry-client-key", paramLabel = "FILE", description = "its private key, PEM")
  private Optional<Path> clientKey = Optional.empty();

  @Option(names = "--registry-server-name", paramLabel = "NAME", description = "the name that a registry's certificate must be for, instead of its host")
  private Optional<String> serverName = Optional.empty();

  @Option(names = "--allow-http-registry", arity = "0..1", fallbackValue = "true", description = "speak plain HTTP to registries; to loopback addresses this is done anyway")
  private boolean plainHttp;

  @Option(names = "--allow-insecure-registry", arity = "0..1", fallbackValue = "true", description = "take any certificate of a registry")
  private boolean trustAnyServer;

  @Option(names = {"-t",
      "--timeout"}, paramLabel = "DURATION", defaultValue = "3m0s", description = "time for everything (default: ${DEFAULT-VALUE})")
  private String timeout = "3m0s";

  @Option(names = {"-d",
      "--verbose"}, arity = "0..1", fallbackValue = "true", description = "also say what does not count, and why")
  private boolean verbose;

  private @Nullable Deadline deadline;

  boolean isVerbose() {
    return verbose;
  }

  RegistryClient client() {
    try {
      var tls = RegistryTls.read(text(authorities), text(clientCertificate), text(clientKey))
          .withTrustInAny(trustAnyServer)
          .withServerName(serverName.orElse(""));
      var settings = tls.equals(TlsSettings.DEFAULT)
          ? RegistrySettings.NAMED
          : RegistrySettings.NAMED.withTls(tls);
      return new RegistryClient(
          RegistryOptions.INTERACTIVE.withOthers(plainHttp ? settings.withPlainHttp() : settings),
          credentials());
    } catch (IOException | GeneralSecurityException | RegistryException
        | IllegalArgumentException e) {
      throw ImageException.failed("registry settings cannot be used: " + e.getMessage());
    }
  }

  /** The bytes of one image, and what is left of the time for all. */
  Budget budget() {
    if (deadline == null) {
      deadline = Deadline.after(patience());
    }
    return Budget.of(deadline.left());
  }

  private Duration patience() {
    try {
      var nanos = Durations.parseGo(timeout);
      if (nanos > 0) {
        return Duration.ofNanos(nanos);
      }
    } catch (IllegalArgumentException e) {
      throw ImageException.failed("--timeout: " + e.getMessage());
    }
    throw ImageException.failed("--timeout must be more than nothing, found " + timeout);
  }

  /** What a reference stands for. */
  Resolved resolve(RegistryClient client, ImageReference image) {
    try {
      return client.resolve(image, budget());
    } catch (RegistryException e) {
      throw switch (e.reason()) {
        case NOT_FOUND -> new ImageException(
            ImageException.NO_IMAGE, "the image is not there: " + e.getMessage());
        case UNAUTHORIZED -> ImageException.failed(
            "the registry refuses us: " + e.getMessage());
        default -> ImageException.failed(String.valueOf(e.getMessage()));
      };
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
    if (token.isPresent()) {
      return CredentialSource.of(new Credential.RegistryToken(token.get()));
    }
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
