package dev.gatehouse.trust.http;

import dev.gatehouse.trust.http.HttpException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/**
 * Opens connections: finds the addresses of a name, leaves out those beyond reach, and connects to
 * one of the very addresses it looked at, so that no second answer of the name service counts.
 */
final class Dialer implements AutoCloseable {

  private static final int MOST_ADDRESSES = 4;
  private static final int LOOKUPS_AT_ONCE = 8;
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  private final AddressResolver resolver;
  private final TlsContexts contexts = new TlsContexts();
  private final ExecutorService lookups;

  Dialer(AddressResolver resolver) {
    this.resolver = resolver;
    // The system's look-up cannot be interrupted and holds its thread: a few threads of its own.
    var pool = new ThreadPoolExecutor(LOOKUPS_AT_ONCE, LOOKUPS_AT_ONCE, 10, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(1024),
        Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    this.lookups = pool;
  }

  /**
   * A new connection.
   *
   * @param opened is told of the socket before anything is sent, so that it can be cut
   */
  Connection dial(
      HttpCall call, TlsSettings tls, Reach reach, Deadline deadline, Consumer<Socket> opened)
      throws HttpException {
    var addresses = reachable(call.host(), reach, deadline);
    HttpException last = null;
    for (var address : addresses) {
      try {
        return connect(call, address, tls, deadline, opened);
      } catch (IOException e) {
        last = failure(call, address, deadline, e);
      }
      if (deadline.isOver() || last.reason() != Reason.UNREACHABLE) {
        break;
      }
    }
    throw last == null
        ? new HttpException(Reason.UNREACHABLE, call.host() + " has no address")
        : last;
  }

  private List<InetAddress> reachable(String host, Reach reach, Deadline deadline)
      throws HttpException {
    var all = addresses(host, deadline);
    var within = new ArrayList<InetAddress>();
    for (var address : all) {
      if (reach.includes(AddressKind.of(address)) && within.size() < MOST_ADDRESSES) {
        within.add(address);
      }
    }
    if (within.isEmpty() && !all.isEmpty()) {
      var first = all.getFirst();
      throw new HttpException(Reason.REFUSED_ADDRESS, "refused to connect to " + host
          + ": its address " + first.getHostAddress() + " is "
          + AddressKind.of(first).name().toLowerCase(java.util.Locale.ROOT));
    }
    return within;
  }

  private List<InetAddress> addresses(String host, Deadline deadline) throws HttpException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return lookUp(host, deadline);
    }
  }

  private List<InetAddress> lookUp(String host, Deadline deadline) throws HttpException {
    try {
      var answer = lookups.submit(() -> resolver.resolve(host));
      return answer.get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new HttpException(Reason.UNREACHABLE, "no address is known for " + host, e);
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new HttpException(Reason.TIMEOUT, "no address of " + host + " was found in time", e);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      throw new HttpException(Reason.UNREACHABLE, "too many names wait for their address", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpException(Reason.TIMEOUT, "interrupted", e);
    }
  }

  private Connection connect(HttpCall call, InetAddress address, TlsSettings tls, Deadline deadline,
      Consumer<Socket> opened) throws IOException, HttpException {
    var socket = new Socket();
    try {
      opened.accept(socket);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address, call.port()),
          deadline.orAfter(LONGEST_CONNECT).leftMillis());
      var layered = call.isSecure() ? secure(socket, call, tls) : socket;
      return new Connection(socket, layered, AddressKind.of(address));
    } catch (IOException | HttpException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secure(Socket raw, HttpCall call, TlsSettings tls)
      throws IOException, HttpException {
    var factory = contexts.of(tls).getSocketFactory();
    var name = tls.serverName().isEmpty() ? call.host() : tls.serverName();
    var socket = (SSLSocket) factory.createSocket(raw, name, call.port(), true);
    var parameters = socket.getSSLParameters();
    if (!tls.trustAnyServer()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static HttpException failure(
      HttpCall call, InetAddress address, Deadline deadline, IOException e) {
    var where = call.host() + " (" + address.getHostAddress() + ", port " + call.port() + ")";
    if (deadline.isOver()) {
      return new HttpException(Reason.TIMEOUT, "no connection to " + where + " in time", e);
    }
    return e instanceof javax.net.ssl.SSLException
        ? new HttpException(Reason.UNTRUSTED, "no trusted connection to " + where + ": "
            + e.getMessage(), e)
        : new HttpException(Reason.UNREACHABLE, "no connection to " + where + ": "
            + e.getMessage(), e);
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
