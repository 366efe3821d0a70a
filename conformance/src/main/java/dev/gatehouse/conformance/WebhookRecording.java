package dev.gatehouse.conformance;

import dev.gatehouse.cli.review.Trust;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.FolderPolicySource;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.GateServer;
import dev.gatehouse.server.ServerConfig;
import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.TlsConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A recording of Gatekeeper's answers, and a server of ours with the same policies and cluster. */
final class WebhookRecording implements AutoCloseable {

  private final EventLog log = EventLog.to(OutputStream.nullOutputStream());
  private final GateServer server;
  private final HttpClient client;

  private WebhookRecording(Path folder, TemplateOptions options)
      throws IOException, GeneralSecurityException {
    var source = new FolderPolicySource(
        List.of(folder.resolve("policies"), folder.resolve("cluster")), options,
        Duration.ofSeconds(1));
    var listen = new ServerConfig.Listen(ServerConfig.Address.anyOnLoopback(), Optional.empty());
    var config = ServerConfig.defaults().withListen(listen)
        .withTls(TlsConfig.of(CertificateSource.SelfMade.forLoopback()));
    var admission = new Admission("gatekeeper-system", options,
        Admission.UnknownNamespace.REFUSE);
    var problems = source.current().problems();
    if (!problems.isEmpty()) {
      throw new IOException("the policies in " + folder + " cannot be used: " + problems);
    }
    server = GateServer.admission(config, source, admission, Optional.empty(), log);
    client = HttpClient.newBuilder().sslContext(Trust.of(server.certificates())).build();
  }

  /** Every recording below a folder: folders with {@code policies}, or the folder itself. */
  static Suite open(Path directory, Backend backend) throws IOException {
    var options = TemplateOptions.DEFAULT.withBackend(backend);
    var recordings = new ArrayList<WebhookRecording>();
    var cases = new ArrayList<WebhookCase>();
    try {
      for (var folder : folders(directory)) {
        var recording = new WebhookRecording(folder, options);
        recordings.add(recording);
        cases.addAll(recording.cases(folder));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the server cannot start: " + e.getMessage(), e);
    }
    return new Suite(cases, () -> recordings.forEach(WebhookRecording::close));
  }

  private static List<Path> folders(Path directory) throws IOException {
    if (Files.isDirectory(directory.resolve("policies"))) {
      return List.of(directory);
    }
    try (Stream<Path> below = Files.list(directory)) {
      return below.filter(folder -> Files.isDirectory(folder.resolve("policies"))).sorted()
          .toList();
    }
  }

  private List<WebhookCase> cases(Path folder) throws IOException {
    var address = URI.create("https://127.0.0.1:" + server.port() + "/v1/admit?timeout=10s");
    try (Stream<Path> reviews = Files.list(folder.resolve("reviews"))) {
      return reviews.sorted()
          .map(review -> new WebhookCase(folder.getFileName() + "/" + review.getFileName(), client,
              address, review,
              folder.resolve("responses").resolve(review.getFileName())))
          .toList();
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    log.close();
  }
}
