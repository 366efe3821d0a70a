package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.PolicySource;
import dev.gatehouse.server.ServerConfig.Address;
import dev.gatehouse.server.ServerConfig.Listen;
import dev.gatehouse.server.ServerConfig.Stopping;
import dev.gatehouse.server.tls.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A real server on loopback, with policies that a test writes as a function. */
final class TestServer implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  final GateServer server;
  final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final EventLog log = EventLog.to(logged);
  private final HttpClient plain = HttpClient.newHttpClient();

  private TestServer(ServerConfig config, PolicySource source)
      throws IOException, GeneralSecurityException {
    var admission = new Admission(
        "gatekeeper-system", TemplateOptions.DEFAULT, Admission.UnknownNamespace.REFUSE);
    server = GateServer.admission(config, source, admission, Optional.empty(), log);
  }

  private TestServer(ServerConfig config, Policies policies, Optional<Images> images)
      throws IOException, GeneralSecurityException {
    server = GateServer.start(
        config, policies, images, new GateServer.Reporting(log, new ServerMetrics()));
  }

  private TestServer(ServerConfig config, Images images)
      throws IOException, GeneralSecurityException {
    server = GateServer.provider(config, images, log);
  }

  static TestServer start(ServerConfig config, Policies policies) {
    return start(config, policies, Optional.empty());
  }

  /** A provider of external data. */
  static TestServer start(ServerConfig config, Images images) {
    try {
      return new TestServer(config, images);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static TestServer start(ServerConfig config, Policies policies, Optional<Images> images) {
    try {
      return new TestServer(config, policies, images);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server whole as it is for users, with policies from a source. */
  static TestServer start(ServerConfig config, PolicySource source) {
    try {
      return new TestServer(config, source);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static TestServer start(ServerConfig config, AdmissionDecider decider) {
    return start(config, new Fixed(decider));
  }

  static TestServer allowing() {
    return start(config(),
        (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of()));
  }

  /** Any free ports on loopback, a self-made certificate, a short end. */
  static ServerConfig config() {
    return ServerConfig.defaults()
        .withListen(
            new Listen(Address.anyOnLoopback(), Optional.of(Address.anyOnLoopback())))
        .withStopping(new Stopping(Duration.ZERO, Duration.ofSeconds(10)));
  }

  /** Policies that are one function and never change. */
  record Fixed(AdmissionDecider decider) implements Policies {

    @Override
    public AdmissionResponse decide(AdmissionRequest request, Deadline deadline) {
      return decider.decide(request, deadline);
    }

    @Override
    public boolean loaded() {
      return true;
    }

    @Override
    public List<String> problems() {
      return List.of();
    }

    @Override
    public void open() {}

    @Override
    public Optional<PolicySet> snapshot() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  SSLContext trust() {
    return TestCertificates.client(server.certificates().getLast());
  }

  HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().version(version).sslContext(trust()).build();
  }

  HttpClient http2() {
    return client(HttpClient.Version.HTTP_2);
  }

  HttpClient http1() {
    return client(HttpClient.Version.HTTP_1_1);
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + server.port() + path);
  }

  URI plainUri(String path) {
    return URI.create("http://127.0.0.1:" + server.monitoringPort().orElseThrow() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  HttpRequest admit(String body) {
    return posted("/v1/admit", body);
  }

  HttpRequest posted(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** Posts to the webhook over HTTP/2. */
  HttpResponse<String> post(String body) {
    return send(http2(), admit(body));
  }

  static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of a path over plain HTTP, and its status. */
  HttpResponse<String> monitor(String path) {
    return send(plain,
        HttpRequest.newBuilder(plainUri(path)).timeout(PATIENCE).build());
  }

  /** A TLS connection on which a test writes what it likes. */
  SSLSocket socket() throws IOException {
    var socket = (SSLSocket) trust().getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  void awaitReady() {
    await(server::isReady);
  }

  /** Waits for what happens in its own time; fails after {@link #PATIENCE}. */
  static void await(BooleanSupplier condition) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** What the server has logged; complete once it is closed. */
  String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    log.close();
    plain.shutdownNow();
  }
}
