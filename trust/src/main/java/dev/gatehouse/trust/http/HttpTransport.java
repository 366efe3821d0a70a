package dev.gatehouse.trust.http;

import dev.gatehouse.trust.http.HttpException.Reason;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls and reads their answers over connections that it keeps for a while. Safe for use by
 * several threads; best called from virtual ones.
 */
public final class HttpTransport implements AutoCloseable {

  private static final int MOST_IDLE = 8;
  private static final int MOST_SERVERS = 256;
  private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(20);

  private final Dialer dialer;
  private final ScheduledThreadPoolExecutor deadlines;
  private final Map<Server, Deque<Connection>> idle = new HashMap<>();
  private boolean closed;

  /** What connections are interchangeable. */
  private record Server(boolean secure, String host, int port, TlsSettings tls) {}

  /**
   * How far one call may go.
   *
   * @param reach the addresses it may connect to
   * @param tls how the server proves itself, should the call be https
   * @param body the largest answer in bytes
   * @param deadline when the connection is cut
   */
  public record Bounds(Reach reach, TlsSettings tls, int body, Deadline deadline) {

    public Bounds {
      if (body < 0 || body == Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no bound of a body: " + body);
      }
    }
  }

  public HttpTransport(AddressResolver resolver) {
    this.dialer = new Dialer(resolver);
    this.deadlines = new ScheduledThreadPoolExecutor(1,
        Thread.ofPlatform().daemon().name("http-deadlines").factory());
    deadlines.setRemoveOnCancelPolicy(true);
    deadlines.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * One answer to one call; redirects are answers like others.
   *
   * @throws HttpException if no complete answer came within the bounds
   */
  public HttpAnswer send(HttpCall call, Bounds bounds) throws HttpException {
    if (bounds.deadline().isOver()) {
      throw new HttpException(Reason.TIMEOUT, "no time is left to ask " + call.host());
    }
    var server = new Server(call.isSecure(), call.host(), call.port(), bounds.tls());
    var used = call.isRepeatable() ? idle(server, bounds.reach()) : null;
    if (used != null) {
      var answer = exchange(call, bounds, server, used);
      if (answer != null) {
        return answer;
      }
    }
    var answer = exchange(call, bounds, server, null);
    if (answer == null) {
      throw new HttpException(Reason.UNREACHABLE,
          call.host() + " closed without an answer");
    }
    return answer;
  }

  /** The answer; null if the connection turned out to be closed before any of it came. */
  private @Nullable HttpAnswer exchange(
      HttpCall call, Bounds bounds, Server server, @Nullable Connection used)
      throws HttpException {
    var cut = new AtomicReference<Runnable>(used == null ? () -> {} : used::cut);
    var alarm = deadlines.schedule(() -> cut.get().run(), bounds.deadline().left().toNanos(),
        TimeUnit.NANOSECONDS);
    try {
      var connection = used != null
          ? used
          : dialer.dial(call, bounds.tls(), bounds.reach(), bounds.deadline(),
              socket -> watch(socket, cut, bounds.deadline()));
      return talk(call, bounds, server, connection);
    } finally {
      alarm.cancel(false);
    }
  }

  private @Nullable HttpAnswer talk(
      HttpCall call, Bounds bounds, Server server, Connection connection) throws HttpException {
    var reader = new AnswerReader(connection.in(), bounds.body());
    var kept = false;
    try {
      connection.write(call, call.target().getRawAuthority());
      var answer = reader.read(call.method(), connection.server());
      kept = reader.isReusable() && !bounds.deadline().isOver();
      return answer;
    } catch (HttpException e) {
      return ended(call, bounds, reader, e);
    } catch (IOException e) {
      return ended(call, bounds, reader, new HttpException(Reason.UNREACHABLE,
          "the connection to " + call.host() + " broke: " + e.getMessage(), e));
    } finally {
      if (kept) {
        keep(server, connection);
      } else {
        connection.cut();
      }
    }
  }

  private static @Nullable HttpAnswer ended(
      HttpCall call, Bounds bounds, AnswerReader reader, HttpException e) throws HttpException {
    if (bounds.deadline().isOver()) {
      throw new HttpException(Reason.TIMEOUT, call.host() + " did not answer in time", e);
    }
    if (!reader.hasBegun()) {
      return null;
    }
    throw new HttpException(e.reason(), call.host() + ": " + e.getMessage(), e);
  }

  private synchronized @Nullable Connection idle(Server server, Reach reach) {
    var waiting = idle.get(server);
    while (waiting != null && !waiting.isEmpty()) {
      var connection = waiting.pollLast();
      if (!connection.hasRested(LONGEST_IDLE) && reach.includes(connection.server())) {
        return connection;
      }
      connection.cut();
    }
    return null;
  }

  private synchronized void keep(Server server, Connection connection) {
    if (!idle.containsKey(server) && idle.size() >= MOST_SERVERS) {
      idle.values().forEach(each -> each.forEach(Connection::cut));
      idle.clear();
    }
    var waiting = idle.computeIfAbsent(server, _ -> new ArrayDeque<>());
    if (closed || waiting.size() >= MOST_IDLE) {
      connection.cut();
      return;
    }
    connection.rest();
    waiting.addLast(connection);
  }

  /** Has the alarm cut this socket; if it has rung already, nobody else would. */
  private static void watch(Socket socket, AtomicReference<Runnable> cut, Deadline deadline) {
    cut.set(() -> close(socket));
    if (deadline.isOver()) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Cuts every connection that waits. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.values().forEach(each -> each.forEach(Connection::cut));
    idle.clear();
    deadlines.shutdownNow();
    dialer.close();
  }
}
