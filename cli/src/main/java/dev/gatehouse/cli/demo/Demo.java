package dev.gatehouse.cli.demo;

import dev.gatehouse.cli.manifest.ManifestException;
import dev.gatehouse.cli.manifest.ManifestReader;
import dev.gatehouse.cli.review.LocalReviewer;
import dev.gatehouse.cli.review.Outcome;
import dev.gatehouse.cli.review.RemoteReviewer;
import dev.gatehouse.cli.review.ReviewRequest;
import dev.gatehouse.cli.review.Trust;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.FolderPolicySource;
import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.GateServer;
import dev.gatehouse.server.ServerConfig;
import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.TlsConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server on the loopback interface with example policies, and what it says to example objects. */
public final class Demo implements AutoCloseable {

  private static final Duration RELOAD = Duration.ofSeconds(1);

  private final Path example;
  private final Admission admission;
  private final FolderPolicySource source;
  private final EventLog log;
  private final GateServer server;

  private Demo(Path example, Admission admission) throws IOException, GeneralSecurityException {
    this.example = example;
    this.admission = admission;
    this.source = new FolderPolicySource(
        List.of(example.resolve("policies"), example.resolve("cluster")), TemplateOptions.DEFAULT,
        RELOAD);
    this.log = EventLog.to(OutputStream.nullOutputStream());
    var listen = new ServerConfig.Listen(ServerConfig.Address.anyOnLoopback(),
        java.util.Optional.empty());
    var config = ServerConfig.defaults().withListen(listen)
        .withTls(TlsConfig.of(CertificateSource.SelfMade.forLoopback()));
    this.server = GateServer.admission(config, source, admission, Optional.empty(), log);
  }

  /**
   * Starts the server.
   *
   * @param example a folder with {@code policies}, {@code cluster}, {@code objects}, {@code reviews}
   */
  public static Demo start(Path example, Admission admission)
      throws IOException, GeneralSecurityException {
    return new Demo(example, admission);
  }

  /** Where the server answers. */
  public URI address() {
    return URI.create("https://127.0.0.1:" + server.port());
  }

  /** How many constraints the server enforces. */
  public int constraints() {
    return source.current().policies().map(set -> set.constraints().size()).orElse(0);
  }

  /** Sends every example over TLS; the fields at fault are found by the same decision made here. */
  public List<Outcome> judgeExamples()
      throws ManifestException, IOException, GeneralSecurityException {
    var policies = source.current().policies()
        .orElseThrow(
            () -> new IOException("the example policies in " + example + " cannot be used: "
                + source.current().problems()));
    var outcomes = new ArrayList<Outcome>();
    try (var remote = new RemoteReviewer(address(), Trust.of(server.certificates()));
        var local = new LocalReviewer(policies, admission, () -> {})) {
      for (var request : requests()) {
        outcomes.add(remote.review(request).withFieldsOf(local.review(request)));
      }
    }
    return outcomes;
  }

  private List<ReviewRequest> requests() throws ManifestException {
    var folders = List.of(example.resolve("objects").toString(),
        example.resolve("reviews").toString());
    var requests = new ArrayList<ReviewRequest>();
    for (var manifest : ManifestReader.read(folders)) {
      manifest.objects()
          .forEach(object -> requests.add(ReviewRequest.of(manifest.source(), object)));
    }
    return requests;
  }

  @Override
  public void close() {
    server.close();
    log.close();
  }
}
