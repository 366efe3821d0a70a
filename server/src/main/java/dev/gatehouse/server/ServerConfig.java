package dev.gatehouse.server;

import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.TlsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be set on a server.
 *
 * @param listen where it listens
 * @param tls its certificate, the oldest TLS version, who may call
 * @param limits what one request and all of them together may use
 * @param stopping how it ends
 * @param admission what it does beside policy
 */
public record ServerConfig(
    Listen listen, TlsConfig tls, Limits limits, Stopping stopping, AdmissionConfig admission) {

  /** All defaults, with a certificate for loopback addresses. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        Listen.DEFAULT,
        TlsConfig.of(CertificateSource.SelfMade.forLoopback()),
        Limits.DEFAULT,
        Stopping.DEFAULT,
        AdmissionConfig.DEFAULT);
  }

  public ServerConfig withListen(Listen other) {
    return new ServerConfig(other, tls, limits, stopping, admission);
  }

  public ServerConfig withTls(TlsConfig other) {
    return new ServerConfig(listen, other, limits, stopping, admission);
  }

  public ServerConfig withLimits(Limits other) {
    return new ServerConfig(listen, tls, other, stopping, admission);
  }

  public ServerConfig withStopping(Stopping other) {
    return new ServerConfig(listen, tls, limits, other, admission);
  }

  public ServerConfig withAdmission(AdmissionConfig other) {
    return new ServerConfig(listen, tls, limits, stopping, other);
  }

  /**
   * A host name or address, and a port.
   *
   * @param host an empty text means all addresses of the machine
   * @param port 0 means any free port
   */
  public record Address(String host, int port) {

    private static final int LARGEST_PORT = 65_535;

    /** Checks the port. */
    public Address {
      if (port < 0 || port > LARGEST_PORT) {
        throw new IllegalArgumentException("port must be 0 to 65535: " + port);
      }
    }

    /** Any free port on the loopback address. */
    public static Address anyOnLoopback() {
      return new Address("127.0.0.1", 0);
    }

    /** The address that a text such as {@code :8443}, {@code host:8443} or {@code [::1]:0} names. */
    public static Address parse(String text) {
      var colon = text.lastIndexOf(':');
      try {
        var port = Integer.parseInt(text.substring(colon + 1));
        var host = colon < 0 ? "" : text.substring(0, colon);
        var bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
          throw new IllegalArgumentException(
              "an IPv6 address needs brackets: \"" + text + "\", expected [ADDRESS]:PORT");
        }
        return new Address(bracketed ? host.substring(1, host.length() - 1) : host, port);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "no address: \"" + text + "\", expected HOST:PORT or :PORT", e);
      }
    }

    @Override
    public String toString() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * Where the server listens.
   *
   * @param webhook HTTPS: admission, health and metrics
   * @param monitoring plain HTTP for health and metrics alone, where callers show no certificate
   */
  public record Listen(Address webhook, Optional<Address> monitoring) {

    /** All addresses, port 8443, no plain HTTP. */
    public static final Listen DEFAULT = new Listen(new Address("", 8443), Optional.empty());
  }

  /** What one request may use, and what all together may. */
  public record Limits(RequestLimits request, LoadLimits load) {

    /** The defaults of both. */
    public static final Limits DEFAULT = new Limits(RequestLimits.DEFAULT, LoadLimits.DEFAULT);
  }

  /**
   * What one request may use.
   *
   * @param bodyBytes largest body; kube-apiserver sends two objects of at most 3 MB and little more
   * @param headerBytes largest header section
   * @param arrival time from the request's headers to the last byte of its body
   * @param deadline time from the request's headers to its answer, less where the caller says so
   */
  public record RequestLimits(
      int bodyBytes, int headerBytes, Duration arrival, Duration deadline) {

    /** 8 MiB, 16 KiB, 10 seconds to arrive and in all. */
    public static final RequestLimits DEFAULT = new RequestLimits(8 << 20, 16 << 10,
        Duration.ofSeconds(10), Duration.ofSeconds(10));

    /** Checks that all are positive. */
    public RequestLimits {
      requirePositive(bodyBytes, "bodyBytes");
      requirePositive(headerBytes, "headerBytes");
      requirePositive(arrival, "arrival");
      requirePositive(deadline, "deadline");
    }
  }

  /**
   * What all requests together may use.
   *
   * @param deciding decisions at the same time, each on a thread
   * @param waiting requests that wait for one of those; more are refused at once
   * @param bufferedBytes bodies held at the same time, arriving, waiting or being decided
   * @param connections open connections; more wait until one ends
   * @param idle time after which a connection without a request is closed
   */
  public record LoadLimits(
      int deciding, int waiting, long bufferedBytes, int connections, Duration idle) {

    private static final long LEAST_BUFFERED = 16L << 20;
    private static final long MOST_BUFFERED = 64L << 20;

    /**
     * 8 decisions or two per processor, 512 waiting, an eighth of the heap from 16 to 64 MiB, 512
     * connections, 2 minutes: the API server's client closes idle connections sooner.
     */
    public static final LoadLimits DEFAULT = new LoadLimits(
        Math.max(8, 2 * Runtime.getRuntime().availableProcessors()),
        512,
        Math.clamp(Runtime.getRuntime().maxMemory() / 8, LEAST_BUFFERED, MOST_BUFFERED),
        512,
        Duration.ofMinutes(2));

    /** Checks that all but {@code waiting} are positive. */
    public LoadLimits {
      requirePositive(deciding, "deciding");
      requirePositive(waiting + 1L, "waiting + 1");
      requirePositive(bufferedBytes, "bufferedBytes");
      requirePositive(connections, "connections");
      requirePositive(idle, "idle");
    }
  }

  /**
   * How the server ends.
   *
   * @param delay time in which it is not ready any more but still serves, so that callers can go
   *     elsewhere
   * @param grace time for requests that have begun to be answered
   */
  public record Stopping(Duration delay, Duration grace) {

    /** No delay, 10 seconds of grace. */
    public static final Stopping DEFAULT = new Stopping(Duration.ZERO, Duration.ofSeconds(10));

    /** Checks that none is negative. */
    public Stopping {
      if (delay.isNegative() || grace.isNegative()) {
        throw new IllegalArgumentException("a time to stop is negative");
      }
    }
  }

  /**
   * What the server does beside policy.
   *
   * @param reload time between two looks at certificate files
   * @param logDenials whether each violation writes a line to the log
   * @param exempt namespaces that may carry the label that exempts them from policy
   */
  public record AdmissionConfig(Duration reload, boolean logDenials, Exempt exempt) {

    /** Every 2 seconds, denials are logged, none is exempt. */
    public static final AdmissionConfig DEFAULT = new AdmissionConfig(Duration.ofSeconds(2), true,
        Exempt.NONE);

    /** Checks that the time is positive. */
    public AdmissionConfig {
      requirePositive(reload, "reload");
    }
  }

  /** Names of namespaces: whole names, beginnings and endings. */
  public record Exempt(List<String> names, List<String> prefixes, List<String> suffixes) {

    /** No namespace. */
    public static final Exempt NONE = new Exempt(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Exempt {
      names = List.copyOf(names);
      prefixes = List.copyOf(prefixes);
      suffixes = List.copyOf(suffixes);
    }

    boolean contains(String namespace) {
      return names.contains(namespace)
          || prefixes.stream().anyMatch(namespace::startsWith)
          || suffixes.stream().anyMatch(namespace::endsWith);
    }
  }

  private static void requirePositive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  private static void requirePositive(Duration value, String name) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
