package dev.gatehouse.server;

import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.PolicySource;
import dev.gatehouse.server.tls.TlsKeeper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
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
 * A server over HTTPS: the admission webhook, or a provider of external data about images. It listens
 * as soon as it is started, is ready once what it serves is loaded, and when it is closed answers
 * what has begun. State: sockets and threads.
 */
public final class GateServer implements AutoCloseable {

  /** Questions about images that are answered at the same time; they wait for registries. */
  private static final int WAITING_FOR_IMAGES = 64;

  private final ServerConfig config;
  private final EventLog log;
  private final TlsKeeper tls;
  private final Readiness readiness;
  private final HttpSide http;
  private final List<Upkept> kept;
  private final JettyLog jettyLog;
  private final ScheduledExecutorService upkeep;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GateServer(ServerConfig config, Offer offer, Reporting reporting)
      throws GeneralSecurityException {
    this.config = config;
    this.log = reporting.log;
    this.kept = offer.kept;
    var metrics = reporting.metrics;
    var clock = Clock.systemUTC();
    tls = TlsKeeper.open(config.tls(), clock.instant());
    var certificates = new CertificateUpkeep(tls, log, metrics, clock);
    readiness = new Readiness(offer.name, () -> kept.stream().allMatch(Upkept::loaded),
        () -> Stream.concat(kept.stream().flatMap(one -> one.problems().stream()),
            certificates.problems().stream()).toList());
    var timer = new ScheduledExecutorScheduler("timer", true);
    var workshop = workshop(timer, new RequestObserver(log, metrics));
    http = new HttpSide(config, tls.context(), timer, new Routes(
        offer.endpoints.in(workshop), MonitoringEndpoints.of(readiness, metrics)));
    measure(metrics, workshop);
    jettyLog = JettyLog.open(log);
    upkeep = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("upkeep").factory());
    keepUp(certificates);
  }

  /** Where a server reports what it does. */
  record Reporting(EventLog log, ServerMetrics metrics) {}

  /**
   * What a server offers.
   *
   * @param name what is loaded before it can answer
   * @param kept what is loaded and kept up to date, in this order
   */
  private record Offer(String name, List<Upkept> kept, Endpoints endpoints) {}

  /** Makes the endpoints, by path, from what they share. */
  private interface Endpoints {

    Map<String, Endpoint> in(PostEndpoint.Workshop workshop);
  }

  private PostEndpoint.Workshop workshop(Scheduler timer, RequestObserver observer) {
    var request = config.limits().request();
    var load = config.limits().load();
    return new PostEndpoint.Workshop(
        new BodyReader.Bounds(
            request.bodyBytes(),
            request.arrival(),
            new ByteBudget(load.bufferedBytes()),
            timer),
        DecisionGate.onThreadsWhile(this::mayWait, load.deciding(), load.waiting()),
        DecisionGate.onCaller(1, load.waiting()),
        readiness,
        observer);
  }

  /** Asked for each request. */
  private boolean mayWait() {
    for (var each : kept) {
      if (each.mayWait()) {
        return true;
      }
    }
    return false;
  }

  private void measure(ServerMetrics metrics, PostEndpoint.Workshop workshop) {
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
    kept.forEach(one -> upkeep.execute(() -> guarded(one::open)));
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
   * Starts an admission webhook; closing it closes the source too.
   *
   * @param source where the policies come from; loading them may go on when this returns
   * @param admission answers requests with those policies
   * @param images what is known about images, if it is known here; their names are pinned to the
   *     digests that were verified, at {@code /v1/mutate}. Closed with the server
   * @param log takes the server's log; it stays open
   * @throws IOException if an address cannot be used
   * @throws GeneralSecurityException if a certificate or key cannot be used; the message names it
   */
  public static GateServer admission(ServerConfig config, PolicySource source, Admission admission,
      Optional<Images> images, EventLog log) throws IOException, GeneralSecurityException {
    var reporting = new Reporting(log, new ServerMetrics());
    var report = new DecisionReport(reporting, config.admission().logDenials());
    var policies = new SourcePolicies(source, admission, report, reporting);
    return start(config, policies, images, reporting);
  }

  /** Starts an admission webhook with these policies. */
  static GateServer start(ServerConfig config, Policies policies, Optional<Images> images,
      Reporting reporting) throws IOException, GeneralSecurityException {
    images.ifPresent(known -> known.observe(reporting.metrics::image));
    var kept = Stream.concat(images.stream(), Stream.<Upkept>of(policies)).toList();
    return start(config, new Offer("policies", kept,
        workshop -> admissionEndpoints(config, policies, images, workshop)), reporting);
  }

  private static Map<String, Endpoint> admissionEndpoints(ServerConfig config, Policies policies,
      Optional<Images> images, PostEndpoint.Workshop workshop) {
    var endpoints = new HashMap<String, Endpoint>();
    endpoints.put("/v1/admit", admission(policies, workshop));
    endpoints.put("/v1/admitlabel",
        admission(new LabelGuard(config.admission().exempt()), workshop));
    images.ifPresent(known -> endpoints.put("/v1/mutate",
        admission(new ImagePinning(known, policies::snapshot), waiting(config, workshop))));
    return endpoints;
  }

  private static Endpoint admission(AdmissionDecider decider, PostEndpoint.Workshop workshop) {
    var limits = JsonLimits.DEFAULT.withMaxBytes(workshop.bounds().bytes());
    return new PostEndpoint(new AdmissionJob(decider, limits, workshop.observer()), workshop);
  }

  /** The same bounds for work that waits for others and so may be done more at a time. */
  private static PostEndpoint.Workshop waiting(
      ServerConfig config, PostEndpoint.Workshop workshop) {
    return workshop.withGate(
        DecisionGate.onThreads(WAITING_FOR_IMAGES, config.limits().load().waiting()));
  }

  /**
   * Starts a provider of external data about images: what is known of them at {@code /validate},
   * what they are pinned to at {@code /pin}.
   *
   * @param images what is known about images; closed with the server
   * @param log takes the server's log; it stays open
   * @throws IOException if an address cannot be used
   * @throws GeneralSecurityException if a certificate or key cannot be used; the message names it
   */
  public static GateServer provider(ServerConfig config, Images images, EventLog log)
      throws IOException, GeneralSecurityException {
    var metrics = new ServerMetrics();
    images.observe(metrics::image);
    return start(config, new Offer("image rules", List.of(images),
        workshop -> providerEndpoints(images, waiting(config, workshop))),
        new Reporting(log, metrics));
  }

  private static Map<String, Endpoint> providerEndpoints(
      Images images, PostEndpoint.Workshop workshop) {
    var limits = JsonLimits.DEFAULT.withMaxBytes(workshop.bounds().bytes());
    return Map.of(
        "/validate", new PostEndpoint(ProviderJob.facts(images, limits), workshop),
        "/pin", new PostEndpoint(ProviderJob.pins(images, limits), workshop));
  }

  private static GateServer start(ServerConfig config, Offer offer, Reporting reporting)
      throws IOException, GeneralSecurityException {
    var server = new GateServer(config, offer, reporting);
    try {
      server.http.start();
    } catch (IOException e) {
      server.upkeep.shutdownNow();
      offer.kept.forEach(Upkept::close);
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

  /** Whether the server has loaded what it serves and is not about to end. */
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
    kept.forEach(Upkept::close);
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
