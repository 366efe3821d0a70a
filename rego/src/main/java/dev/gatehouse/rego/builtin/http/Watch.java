package dev.gatehouse.rego.builtin.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Closes a connection when its time is over, whatever it waits for then. Its state is its thread. */
final class Watch implements AutoCloseable {

  private final long endNanos;
  private final Thread thread;

  /** @param endNanos on the clock of {@link System#nanoTime} */
  Watch(long endNanos, Closeable watched) {
    this.endNanos = endNanos;
    this.thread = Thread.ofVirtual().start(() -> run(watched));
  }

  private void run(Closeable watched) {
    try {
      Thread.sleep(java.time.Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
      watched.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
