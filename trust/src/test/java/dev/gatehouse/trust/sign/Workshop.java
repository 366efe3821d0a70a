package dev.gatehouse.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.json.Json;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A served Sigstore with an image in its registry, and what it takes to sign and store there. */
final class Workshop implements AutoCloseable {

  static final byte[] PASSWORD = "secret".getBytes(UTF_8);

  private final SigstoreServer server = serve();
  private final HttpTransport transport = new HttpTransport(Manner.strict(AddressResolver.SYSTEM));
  private final RegistryClient registry = new RegistryClient(RegistryOptions.INTERACTIVE,
      CredentialSource.ANONYMOUS);
  private final Digest image = Digest.parse(server.registry().push("app", "v1", "an image"))
      .orElseThrow();

  private static SigstoreServer serve() {
    try {
      return LocalSigstore.create(Clock.systemUTC()).serve();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  SigstoreServer server() {
    return server;
  }

  RegistryClient registry() {
    return registry;
  }

  Digest image() {
    return image;
  }

  ImageReference reference() {
    return ImageReference.parse(server.address() + "/app@" + image);
  }

  static Budget budget() {
    return Budget.of(Duration.ofSeconds(30));
  }

  TrustRoot root() throws MalformedException {
    return TrustRoot.parse(Json.writeBytes(server.sigstore().trustedRoot()));
  }

  /** One who signs with these services. */
  ContentSigner signer(SigningIdentity identity, Optional<LogVersion> log, boolean timestamped)
      throws MalformedException, SigningException {
    var config = Json.writeBytes(server.signingConfig(log, timestamped));
    return new ContentSigner(identity, SigningServices.parse(config, Clock.systemUTC().instant()),
        new ServiceClient(transport, TlsSettings.DEFAULT, Duration.ofSeconds(20)));
  }

  SigningIdentity somebody() {
    return new SigningIdentity.Token(server.token(Signing.SOMEBODY));
  }

  static Authority keyless() {
    return new Authority.Keyless(List.of(IdentityRule.of(
        TextRule.exact(Signing.SOMEBODY.issuer()), TextRule.exact(Signing.SOMEBODY.name()))));
  }

  @Override
  public void close() {
    registry.close();
    transport.close();
    server.close();
  }
}
