package dev.gatehouse.server;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes one JSON object a line. Lines are handed to a thread of the log's own through a bounded
 * queue, so that a reader who does not keep up cannot hold a decision back; lines that find no room
 * are counted, and the count is logged. State: the queue and that count.
 */
public final class EventLog implements AutoCloseable {

  private static final int WAITING_LINES = 8192;
  private static final int LONGEST_TEXT = 8192;
  private static final byte[] END = new byte[0];

  /** How grave a line is. */
  public enum Level {
    INFO, WARN, ERROR
  }

  private final OutputStream out;
  private final Clock clock;
  private final ArrayBlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(WAITING_LINES);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;

  private EventLog(OutputStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
    writer = Thread.ofPlatform().daemon().name("log").unstarted(this::writeAll);
  }

  /** A log that writes to the stream; closing the log flushes the stream and leaves it open. */
  public static EventLog to(OutputStream out) {
    return to(out, Clock.systemUTC());
  }

  static EventLog to(OutputStream out, Clock clock) {
    var log = new EventLog(out, clock);
    log.writer.start();
    return log;
  }

  /** A line that is written once its {@code write} is called. */
  public Line info(String message) {
    return new Line(Level.INFO, message);
  }

  /** A line about something that needs attention but does not stop service. */
  public Line warn(String message) {
    return new Line(Level.WARN, message);
  }

  /** A line about something that failed. */
  public Line error(String message) {
    return new Line(Level.ERROR, message);
  }

  /** Lines that did not fit into the queue since the log was opened. */
  public long dropped() {
    return dropped.get();
  }

  private void writeAll() {
    var reported = 0L;
    try {
      for (var line = lines.take(); line != END; line = lines.take()) {
        out.write(line);
        if (lines.isEmpty()) {
          out.flush();
        }
        var lost = dropped.get();
        if (lost > reported) {
          out.write(warn("log lines were dropped").with("count", lost - reported).bytes());
          reported = lost;
        }
      }
      out.flush();
    } catch (IOException | InterruptedException e) {
      // Nobody reads the log any more; service goes on without it.
      lines.clear();
    }
  }

  /** Writes what is waiting, for at most two seconds. */
  @Override
  public void close() {
    try {
      if (lines.offer(END, 1, TimeUnit.SECONDS)) {
        writer.join(2000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects the fields of one line; not for use by several threads. */
  public final class Line {

    private final StringBuilder text = new StringBuilder(256);

    private Line(Level level, String message) {
      text.append("{\"level\":\"").append(level.name().toLowerCase(Locale.ROOT));
      text.append("\",\"ts\":\"").append(clock.instant()).append('"');
      with("msg", message);
    }

    public Line with(String name, String value) {
      quoted(name(name), value);
      return this;
    }

    public Line with(String name, long value) {
      name(name).append(value);
      return this;
    }

    public Line with(String name, boolean value) {
      name(name).append(value);
      return this;
    }

    public Line with(String name, List<String> values) {
      name(name).append('[');
      for (var i = 0; i < values.size(); i++) {
        quoted(i == 0 ? text : text.append(','), values.get(i));
      }
      text.append(']');
      return this;
    }

    /** A field with a value as it is; a large one is written as the beginning of its text. */
    public Line with(String name, Value value) {
      var json = Json.write(value, JsonStyle.PLAIN);
      if (json.length() > LONGEST_TEXT) {
        return with(name, json);
      }
      name(name).append(json);
      return this;
    }

    /** A field with the type and the message of a failure, never its stack. */
    public Line with(Throwable failure) {
      var message = failure.getMessage();
      var type = failure.getClass().getSimpleName();
      return with("error", message == null ? type : type + ": " + message);
    }

    private StringBuilder name(String name) {
      return quoted(text.append(','), name).append(':');
    }

    private StringBuilder quoted(StringBuilder to, String value) {
      return LogText.quote(to, value, LONGEST_TEXT);
    }

    private byte[] bytes() {
      return text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Hands the line to the log. */
    public void write() {
      if (!lines.offer(bytes())) {
        dropped.incrementAndGet();
      }
    }
  }
}
