package dev.gatehouse.rego.builtin.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Closes a connection when its time is over, whatever it waits for then. Its state is its thread. */
final class Watch implements AutoCloseable {

  private final long endNanos;
  private final Thread thread;
  private volatile @Nullable IOException fault;

  /** @param endNanos on the clock of {@link System#nanoTime} */
  Watch(long endNanos, Closeable watched) {
    this.endNanos = endNanos;
    this.thread = Thread.ofVirtual().start(() -> run(watched));
  }

  private void run(Closeable watched) {
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
      watched.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      fault = e;
    }
  }

  boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }

  /** @throws IOException if the connection could not be closed in time */
  @Override
  public void close() throws IOException {
    thread.interrupt();
    var thrown = fault;
    if (thrown != null) {
      throw thrown;
    }
  }
}
