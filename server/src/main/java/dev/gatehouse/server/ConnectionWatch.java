package dev.gatehouse.server;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
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
  private final ConcurrentHashMap<EndPoint, Watched> connections = new ConcurrentHashMap<>();

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
    connections.computeIfAbsent(socket(connection), Watched::new);
  }

  @Override
  public void onClosed(Connection connection) {
    // HTTP within TLS is a connection of its own, and negotiating which HTTP is another.
    if (connection.getEndPoint() == socket(connection)) {
      connections.remove(connection.getEndPoint());
    }
  }

  /** The end point that owns the socket, below TLS. */
  private static EndPoint socket(Connection connection) {
    var endPoint = connection.getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      endPoint = wrapper.unwrap();
    }
    return endPoint;
  }

  /** Notes that a request has begun; the returned action notes that it has ended. */
  Runnable began(Request request) {
    var watched = connections.get(socket(request.getConnectionMetaData().getConnection()));
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
