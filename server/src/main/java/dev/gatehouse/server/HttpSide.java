package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Sockets, threads and buffers of a server, all bounded, and the way they end: no new connection, no
 * new stream, time for what has begun. State: Jetty's.
 */
final class HttpSide {

  /** Threads that accept, read and refuse while all decisions are busy. */
  private static final int OTHER_THREADS = 8;
  private static final int LARGEST_POOLED_BUFFER = 64 << 10;
  private static final int POOLED_PER_SIZE = 64;
  private static final long POOLED_HEAP = 8L << 20;
  private static final long POOLED_DIRECT = 16L << 20;
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final Server server;
  private final Scheduler timer;
  private final ConnectionWatch connections;
  private final FrontHandler front;
  private final NetworkConnector webhook;
  private final Optional<NetworkConnector> monitoring;
  private volatile int webhookPort;

  /**
   * A server that does not listen yet.
   *
   * @param timer is started and stopped with the server
   */
  HttpSide(ServerConfig config, SSLContext tls, Scheduler timer, Routes routes) {
    var limits = config.limits();
    var threads = new QueuedThreadPool(limits.load().deciding() + OTHER_THREADS, OTHER_THREADS);
    threads.setName("http");
    this.timer = timer;
    server = new Server(threads, timer, new ArrayByteBufferPool(
        0, 1024, LARGEST_POOLED_BUFFER, POOLED_PER_SIZE, POOLED_HEAP, POOLED_DIRECT));
    connections = new ConnectionWatch(limits.request().arrival(), limits.load().idle());
    front = new FrontHandler(routes, limits.request().deadline(), connections);
    server.setHandler(front);
    server.setErrorHandler(HttpSide::explain);
    var listeners = new Listeners(server, config, connections);
    webhook = listeners.webhook(tls);
    monitoring = config.listen().monitoring().map(listeners::monitoring);
    server.addConnector(webhook);
    monitoring.ifPresent(server::addConnector);
  }

  /** Says what is wrong with a request that never became an exchange, and nothing about us. */
  private static boolean explain(Request request, Response response, Callback callback) {
    var status = response.getStatus();
    response.getHeaders().put(Exchange.TEXT);
    var text = status + " " + HttpStatus.getMessage(status) + "\n";
    response.write(true, ByteBuffer.wrap(text.getBytes(US_ASCII)), callback);
    return true;
  }

  /**
   * Listens.
   *
   * @throws IOException if an address cannot be used; nothing listens then
   */
  void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stopNow();
      throw e instanceof IOException io ? io : new IOException("the server did not start", e);
    }
    webhookPort = webhook.getLocalPort();
    sweepLater();
  }

  private void sweepLater() {
    timer.schedule(() -> {
      connections.sweep();
      sweepLater();
    }, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The port of the webhook, once it listens. */
  int webhookPort() {
    return webhookPort;
  }

  /** The port for monitoring alone, once it listens, if there is one. */
  Optional<Integer> monitoringPort() {
    return monitoring.map(NetworkConnector::getLocalPort);
  }

  int openConnections() {
    return connections.open();
  }

  /** Ends; gives how many requests were cut off because they took longer than the grace. */
  int stop(Duration grace) throws InterruptedException {
    front.beginEnding();
    webhook.close();
    var quiet = Graceful.shutdown(server);
    var left = front.awaitQuiet(grace);
    quiet.cancel(true);
    stopNow();
    return left;
  }

  /** Ends without waiting for anything. */
  void stopNow() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}
