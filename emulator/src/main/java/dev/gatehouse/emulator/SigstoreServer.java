package dev.gatehouse.emulator;

import dev.gatehouse.json.ObjectValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A local Sigstore and a registry over HTTP, on one free port of the loopback interface, for the
 * clients that exist. Which faults its services make can be changed while it serves.
 */
public final class SigstoreServer implements AutoCloseable {

  private final LocalSigstore sigstore;
  private final LocalRegistry registry = new LocalRegistry();
  private final AtomicReference<Faults> faults = new AtomicReference<>(Faults.NONE);
  private final String address;
  private final TokenIssuer tokens;
  private final LoopbackServer server;

  SigstoreServer(LocalSigstore sigstore, Authorities foreign) throws IOException {
    this.sigstore = sigstore;
    var bound = LoopbackServer.bind();
    this.address = LoopbackServer.address(bound);
    this.tokens = new TokenIssuer(url(), sigstore.clock());
    var served = new Served(sigstore.authorities(), foreign, sigstore.clock(), faults);
    this.server = LoopbackServer.start(bound,
        List.of(new RegistryEndpoints(registry), new CertificateEndpoints(served, tokens),
            new LogEndpoints(served), new TimestampEndpoints(served), tokens));
  }

  /** The Sigstore whose keys are served. */
  public LocalSigstore sigstore() {
    return sigstore;
  }

  /** The registry that is served. */
  public LocalRegistry registry() {
    return registry;
  }

  /** Where everything is served: a URL without a path. */
  public String url() {
    return "http://" + address;
  }

  /** Host and port, as the reference of an image begins. */
  public String address() {
    return address;
  }

  /** The identity provider of people, by its URL. */
  public String issuer() {
    return url();
  }

  /** The identity provider of workflows, by its URL. */
  public String workflowIssuer() {
    return url() + TokenIssuer.GITHUB;
  }

  /** A token for this identity, good for an hour; our CA believes it whatever its issuer. */
  public String token(Identity identity) {
    return tokens.token(identity);
  }

  /** Where to sign: the content of a signing_config.json. */
  public ObjectValue signingConfig(Optional<LogVersion> log, boolean hasTimestamps) {
    return sigstore.files().signingConfig(url(), log, hasTimestamps);
  }

  /** From now on the services make these faults, and no others. */
  public void misbehave(Fault... wanted) {
    faults.set(Faults.of(Arrays.asList(wanted)));
  }

  @Override
  public void close() {
    server.close();
  }
}
