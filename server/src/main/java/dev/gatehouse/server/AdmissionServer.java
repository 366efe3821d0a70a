package dev.gatehouse.server;

import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.PolicySource;
import dev.gatehouse.server.tls.TlsKeeper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The admission webhook over HTTPS. It listens as soon as it is started, is ready once policies are
 * loaded, and when it is closed answers what has begun. State: sockets and threads.
 */
public final class AdmissionServer implements AutoCloseable {

  private final ServerConfig config;
  private final EventLog log;
  private final TlsKeeper tls;
  private final Readiness readiness;
  private final HttpSide http;
  private final Policies policies;
  private final JettyLog jettyLog;
  private final ScheduledExecutorService upkeep;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AdmissionServer(ServerConfig config, Policies policies, Reporting reporting)
      throws GeneralSecurityException {
    this.config = config;
    this.log = reporting.log;
    var metrics = reporting.metrics;
    var clock = Clock.systemUTC();
    tls = TlsKeeper.open(config.tls(), clock.instant());
    var certificates = new CertificateUpkeep(tls, log, metrics, clock);
    readiness = new Readiness(policies::loaded,
        () -> Stream.concat(policies.problems().stream(), certificates.problems().stream())
            .toList());
    var timer = new ScheduledExecutorScheduler("timer", true);
    var workshop = workshop(timer, metrics);
    http = new HttpSide(config, tls.context(), timer, new Routes(
        Map.of(
            "/v1/admit", new AdmissionEndpoint(policies, workshop),
            "/v1/admitlabel",
            new AdmissionEndpoint(new LabelGuard(config.admission().exempt()), workshop)),
        MonitoringEndpoints.of(readiness, metrics)));
    measure(metrics, workshop);
    jettyLog = JettyLog.open(log);
    upkeep = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("upkeep").factory());
    this.policies = policies;
    keepUp(certificates);
  }

  /** Where a server reports what it does. */
  record Reporting(EventLog log, ServerMetrics metrics) {}

  private AdmissionEndpoint.Workshop workshop(Scheduler timer, ServerMetrics metrics) {
    var request = config.limits().request();
    var load = config.limits().load();
    return new AdmissionEndpoint.Workshop(
        new BodyReader.Bounds(
            request.bodyBytes(),
            request.arrival(),
            new ByteBudget(load.bufferedBytes()),
            timer),
        new DecisionGate(load.deciding(), load.waiting()),
        new DecisionGate(1, load.waiting()),
        readiness,
        new RequestObserver(log, metrics));
  }

  private void measure(ServerMetrics metrics, AdmissionEndpoint.Workshop workshop) {
    metrics.gauge("gatehouse_decisions_running", "Decisions being made", workshop.gate()::running);
    metrics.gauge("gatehouse_decisions_waiting", "Requests waiting for a decision",
        workshop.gate()::waiting);
    metrics.gauge("gatehouse_body_bytes_held", "Bytes of request bodies held",
        workshop.bounds().budget()::held);
    metrics.gauge("gatehouse_connections_open", "Open connections", http::openConnections);
    metrics.gauge("gatehouse_log_lines_dropped", "Log lines that nobody read in time",
        log::dropped);
  }

  private void keepUp(Runnable look) {
    upkeep.execute(() -> guarded(policies::open));
    upkeep.scheduleWithFixedDelay(() -> guarded(look),
        0, config.admission().reload().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void guarded(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      log.error("loading files failed").with(e).write();
    }
  }

  /**
   * Starts a server; closing it closes the source too.
   *
   * @param source where the policies come from; loading them may go on when this returns
   * @param admission answers requests with those policies
   * @param log takes the server's log; it stays open
   * @throws IOException if an address cannot be used
   * @throws GeneralSecurityException if a certificate or key cannot be used; the message names it
   */
  public static AdmissionServer start(
      ServerConfig config, PolicySource source, Admission admission, EventLog log)
      throws IOException, GeneralSecurityException {
    var reporting = new Reporting(log, new ServerMetrics());
    var report = new DecisionReport(reporting, config.admission().logDenials());
    return start(config, new SourcePolicies(source, admission, report, reporting), reporting);
  }

  /** Starts a server with these policies. */
  static AdmissionServer start(ServerConfig config, Policies policies, Reporting reporting)
      throws IOException, GeneralSecurityException {
    var server = new AdmissionServer(config, policies, reporting);
    try {
      server.http.start();
    } catch (IOException e) {
      server.upkeep.shutdownNow();
      policies.close();
      server.jettyLog.close();
      throw e;
    }
    reporting.log.info("serving")
        .with("port", server.port())
        .with("monitoring_port", server.monitoringPort().orElse(0))
        .with("certificate_expires", server.tls.expires().toString())
        .write();
    return server;
  }

  /** The port that the webhook listens on. */
  public int port() {
    return http.webhookPort();
  }

  /** The port of plain HTTP for health and metrics, if that is configured. */
  public Optional<Integer> monitoringPort() {
    return http.monitoringPort();
  }

  /** The certificate chain in use, the server's own first. */
  public List<X509Certificate> certificates() {
    return tls.chain();
  }

  /** Whether the server has policies and is not about to end. */
  public boolean isReady() {
    return readiness.isReady();
  }

  /**
   * Ends as configured: says that it is not ready, waits for callers to go elsewhere, accepts nothing
   * new, answers what has begun, and closes.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    readiness.end();
    log.info("stopping").write();
    upkeep.shutdownNow();
    policies.close();
    try {
      Thread.sleep(config.stopping().delay());
      var cutOff = http.stop(config.stopping().grace());
      log.info("stopped").with("requests_cut_off", cutOff).write();
    } catch (InterruptedException e) {
      http.stopNow();
      Thread.currentThread().interrupt();
    }
    jettyLog.close();
  }
}
