package dev.gatehouse.http;

import dev.gatehouse.http.HttpException.Fault;
import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final int MOST_PLACES = 256;
  private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(20);
  private static final int IDLE_SECONDS = 10;

  private final Manner manner;
  private final Dialer dialer;
  private final ScheduledThreadPoolExecutor deadlines;
  private final Map<Place, Deque<Connection>> idle = new HashMap<>();
  private boolean closed;

  /** What connections are interchangeable. */
  private record Place(Server server, TlsSettings tls) {}

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

  public HttpTransport(Manner manner) {
    this.manner = manner;
    this.dialer = new Dialer(manner);
    this.deadlines = new ScheduledThreadPoolExecutor(1,
        Thread.ofPlatform().daemon().name("http-deadlines").factory());
    deadlines.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    deadlines.allowCoreThreadTimeOut(true);
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
      throw HttpException.unconnected(
          Reason.TIMEOUT, "no time is left to ask " + call.server().name(), null);
    }
    var place = new Place(call.server(), bounds.tls());
    var used = call.isRepeatable() ? idle(place, bounds.reach()) : null;
    if (used != null) {
      try {
        return exchange(call, bounds, place, used);
      } catch (HttpException e) {
        if (e.reason() != Reason.BROKEN || e.stage() != Stage.WAITING) {
          throw e;
        }
        // It was closed while nobody used it, so the call begins anew.
      }
    }
    return exchange(call, bounds, place, null);
  }

  private HttpAnswer exchange(
      HttpCall call, Bounds bounds, Place place, @Nullable Connection used)
      throws HttpException {
    var cut = new AtomicReference<Runnable>(used == null ? () -> {} : used::cut);
    var alarm = deadlines.schedule(() -> cut.get().run(), bounds.deadline().left().toNanos(),
        TimeUnit.NANOSECONDS);
    try {
      var connection = used != null
          ? used
          : dialer.dial(call.server(), bounds, socket -> watch(socket, cut, bounds.deadline()));
      return talk(call, bounds, place, connection);
    } finally {
      alarm.cancel(false);
    }
  }

  private HttpAnswer talk(HttpCall call, Bounds bounds, Place place, Connection connection)
      throws HttpException {
    var reader = new AnswerReader(connection.in(), manner, bounds.body());
    var kept = false;
    try {
      connection.write(call);
      var answer = reader.read(call.method(), connection.server());
      kept = reader.isReusable() && !call.isLast() && !bounds.deadline().isOver();
      return answer;
    } catch (AnswerReader.FaultException e) {
      throw unanswered(call, bounds, reader.stage(), e.fault(), e);
    } catch (IOException e) {
      throw unanswered(call, bounds, reader.stage(),
          new Fault(Reason.BROKEN, String.valueOf(e.getMessage())), e);
    } finally {
      if (kept) {
        keep(place, connection);
      } else {
        connection.cut();
      }
    }
  }

  private static HttpException unanswered(
      HttpCall call, Bounds bounds, Stage stage, Fault fault, Exception cause) {
    var isClosed = stage == Stage.WAITING && fault.reason() == Reason.TRUNCATED;
    var told = bounds.deadline().isOver()
        ? new Fault(Reason.TIMEOUT, "")
        : isClosed ? new Fault(Reason.BROKEN, "EOF") : fault;
    return HttpException.unanswered(told, stage, call.server().name(), cause);
  }

  private synchronized @Nullable Connection idle(Place place, Reach reach) {
    var waiting = idle.get(place);
    while (waiting != null && !waiting.isEmpty()) {
      var connection = waiting.pollLast();
      if (!connection.hasRested(LONGEST_IDLE) && reach.includes(connection.server())) {
        return connection;
      }
      connection.cut();
    }
    return null;
  }

  private synchronized void keep(Place place, Connection connection) {
    if (!idle.containsKey(place) && idle.size() >= MOST_PLACES) {
      idle.values().forEach(each -> each.forEach(Connection::cut));
      idle.clear();
    }
    var waiting = idle.computeIfAbsent(place, _ -> new ArrayDeque<>());
    if (closed || waiting.size() >= MOST_IDLE) {
      connection.cut();
      return;
    }
    connection.rest();
    waiting.addLast(connection);
  }

  /** Has the alarm cut this socket; if it has rung already, nobody else would. */
  private static void watch(Closeable socket, AtomicReference<Runnable> cut, Deadline deadline) {
    cut.set(() -> close(socket));
    if (deadline.isOver()) {
      close(socket);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
