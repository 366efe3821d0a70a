package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.SigstoreServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real services of a Sigstore on free ports of the loopback interface, and two registries: one
 * that serves referrers and one that does not. The identity provider alone is our own.
 *
 * <p>The folder holds {@code trusted_root.json} and the signing configurations
 * {@code signing_config.json}, {@code sc-notlog.json} and {@code sc-none.json}.
 */
final class RealSigstore implements AutoCloseable {

  private static final String START = "2026-01-01T00:00:00Z";
  private static final List<String> PROGRAMS = List.of("cosign", "fulcio", "tesseract",
      "rekor-tiles", "timestamp-server", "registry");

  private final Path folder;
  private final Cosign cosign;
  private final List<AutoCloseable> running = new ArrayList<>();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2))
      .build();
  private final SigstoreServer issuer;
  private final int certificateLog = Program.freePort();
  private final int log = Program.freePort();
  private final int timestamps = Program.freePort();
  private final int authority = Program.freePort();
  private final String registry = "127.0.0.1:" + Program.freePort();
  private final String oldRegistry = "127.0.0.1:" + Program.freePort();

  private RealSigstore(Path folder) throws IOException {
    this.folder = folder;
    this.cosign = new Cosign(folder);
    running.add(client);
    lock();
    this.issuer = LocalSigstore.create(Clock.systemUTC()).serve();
    running.add(issuer);
  }

  /** Starts everything; a test ends as skipped if a program is not built. */
  static RealSigstore start(Path folder) throws IOException, InterruptedException {
    PROGRAMS.forEach(Peers::program);
    var sigstore = new RealSigstore(folder);
    try {
      sigstore.startServices();
      sigstore.writeTrustFiles();
      return sigstore;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      sigstore.close();
      throw e;
    }
  }

  /** The timestamp server takes a port that cannot be chosen: one such stack at a time. */
  private void lock() throws IOException {
    var channel = FileChannel.open(Peers.folder().resolve("e2e.lock"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
    running.add(channel);
    channel.lock();
  }

  private void startServices() throws IOException, InterruptedException {
    var script = folder.resolve("authorities.sh");
    try (var in = RealSigstore.class.getResourceAsStream("/authorities.sh")) {
      Files.write(script, in.readAllBytes());
    }
    Program.run(folder, Map.of(), List.of("bash", script.toString())).orFail();
    Files.writeString(folder.resolve("fulcio.yaml"), """
        oidc-issuers:
          %1$s: {issuer-url: "%1$s", client-id: sigstore, type: email}
          %2$s: {issuer-url: "%2$s", client-id: sigstore, type: github-workflow}
        """.formatted(issuer.issuer(), issuer.workflowIssuer()), UTF_8);
    serve("tesseract", "--private_key ct.key --origin ct.local --storage_dir ct --roots_pem_file"
        + " root.pem --ext_key_usages CodeSigning --checkpoint_interval 200ms --batch_max_age 20ms"
        + " --http_endpoint 127.0.0.1:" + certificateLog)
        .awaitAnswer(client, at(certificateLog, "/ct/v1/get-roots"));
    serve("rekor-tiles", "serve --hostname rekor.local --storage-dir rekor --signer-filepath"
        + " rekor.key --checkpoint-interval 200ms --batch-max-age 20ms --http-port " + log
        + " --grpc-port " + Program.freePort() + " --http-metrics-port " + Program.freePort())
        .awaitAnswer(client, at(log, "/healthz"));
    serve("timestamp-server", "serve --host 127.0.0.1 --timestamp-signer file"
        + " --file-signer-key-path tsa.key --certificate-chain-path tsa-chain.pem"
        + " --disable-ntp-monitoring --port " + timestamps)
        .awaitAnswer(client, at(timestamps, "/ping"));
    serve("fulcio", "serve --host 127.0.0.1 --grpc-host 127.0.0.1 --ca fileca --fileca-cert"
        + " fulcio-chain.pem --fileca-key int.key --fileca-key-passwd pw --fileca-watch=false"
        + " --config-path fulcio.yaml --ct-log-url " + at(certificateLog, "") + " --port "
        + authority + " --grpc-port " + Program.freePort() + " --metrics-port "
        + Program.freePort())
        .awaitAnswer(client, at(authority, "/healthz"));
    serve("registry", registry + " referrers").awaitAnswer(client, "http://" + registry + "/v2/");
    serve("registry", oldRegistry).awaitAnswer(client, "http://" + oldRegistry + "/v2/");
  }

  private Program serve(String name, String arguments) throws IOException {
    var command = new ArrayList<>(List.of(Peers.program(name).toString()));
    command.addAll(List.of(arguments.split(" ")));
    var program = Program.start(folder, Map.of(), command);
    running.add(program);
    return program;
  }

  private static String at(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private void writeTrustFiles() throws IOException, InterruptedException {
    cosign.run("trusted-root", "create", "--fulcio",
        "url=http://fulcio.local,certificate-chain=fulcio-chain.pem,start-time=" + START, "--ctfe",
        "url=http://ct.local,public-key=ct.pub,start-time=" + START, "--rekor",
        "url=http://rekor.local,public-key=rekor.pub,origin=rekor.local,start-time=" + START,
        "--tsa", "url=http://tsa.local,certificate-chain=tsa-chain.pem,start-time=" + START,
        "--out", "trusted_root.json").orFail();
    var signers = List.of("--fulcio", service(at(authority, ""), 1), "--tsa",
        service(timestampUrl(), 1), "--tsa-config", "ANY");
    cosign.run("signing-config", "create", signers, "--rekor", service(at(log, ""), 2),
        "--rekor-config", "ANY", "--out", "signing_config.json").orFail();
    cosign.run("signing-config", "create", signers, "--out", "sc-notlog.json").orFail();
    cosign.run("signing-config", "create", "--out", "sc-none.json").orFail();
  }

  private static String service(String url, int version) {
    return "url=" + url + ",api-version=" + version + ",start-time=" + START + ",operator=test";
  }

  String timestampUrl() {
    return at(timestamps, "/api/v1/timestamp");
  }

  String authorityUrl() {
    return at(authority, "");
  }

  Cosign cosign() {
    return cosign;
  }

  Path folder() {
    return folder;
  }

  /** Host and port of a registry. */
  String registry(boolean hasReferrers) {
    return hasReferrers ? registry : oldRegistry;
  }

  /** A person whom the identity provider knows. */
  Identity person(String address) {
    return Identity.email(issuer.issuer(), address);
  }

  /** A workflow that the identity provider knows. */
  Identity workflow(String repository) {
    return Identity.workflow(issuer.workflowIssuer(), repository);
  }

  String token(Identity identity) {
    return issuer.token(identity);
  }

  @Override
  public void close() {
    for (var one : running.reversed()) {
      try {
        one.close();
      } catch (Exception e) {
        throw new AssertionError("a service does not end", e);
      }
    }
  }
}
