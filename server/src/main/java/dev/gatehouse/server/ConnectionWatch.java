package dev.gatehouse.server;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Closes connections that do not bring a request in time, however many bytes they send: a client
 * that trickles its handshake or headers byte by byte is never idle to the connection itself. State:
 * the open connections.
 */
final class ConnectionWatch implements Connection.Listener {

  /** One connection; its fields change under its own lock. */
  private static final class Watched {
    private final EndPoint endPoint;
    private boolean used;
    private int requests;
    private long quietSince = System.nanoTime();

    Watched(EndPoint endPoint) {
      this.endPoint = endPoint;
    }

    synchronized void began() {
      used = true;
      requests++;
    }

    synchronized void ended() {
      requests--;
      quietSince = System.nanoTime();
    }

    synchronized boolean isOverdue(long now, long first, long idle) {
      return requests == 0 && now - quietSince > (used ? idle : first);
    }
  }

  private final Duration first;
  private final Duration idle;
  private final ConcurrentHashMap<Object, Watched> connections = new ConcurrentHashMap<>();

  /**
   * A watch.
   *
   * @param first time from the opening of a connection to the headers of its first request
   * @param idle time that a connection may be without a request later
   */
  ConnectionWatch(Duration first, Duration idle) {
    this.first = first;
    this.idle = idle;
  }

  @Override
  public void onOpened(Connection connection) {
    if (isOutermost(connection)) {
      var endPoint = connection.getEndPoint();
      connections.put(endPoint.getTransport(), new Watched(endPoint));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (isOutermost(connection)) {
      connections.remove(connection.getEndPoint().getTransport());
    }
  }

  /** HTTP inside TLS is a connection of its own within the one that owns the socket. */
  private static boolean isOutermost(Connection connection) {
    return connection.getEndPoint() instanceof SelectableChannelEndPoint;
  }

  /** Notes that a request has begun; the returned action notes that it has ended. */
  Runnable began(Request request) {
    var transport = request.getConnectionMetaData().getConnection().getEndPoint().getTransport();
    var watched = connections.get(transport);
    if (watched == null) {
      return () -> {};
    }
    watched.began();
    return watched::ended;
  }

  /** Closes what is overdue. */
  void sweep() {
    var now = System.nanoTime();
    for (var watched : connections.values()) {
      if (watched.isOverdue(now, first.toNanos(), idle.toNanos())) {
        watched.endPoint.close(new TimeoutException("no request came in time"));
      }
    }
  }

  int open() {
    return connections.size();
  }
}
