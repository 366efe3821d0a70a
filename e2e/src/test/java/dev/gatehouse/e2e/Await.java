package dev.gatehouse.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other programs do in their own time. */
final class Await {

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {

    boolean holds() throws IOException, InterruptedException;
  }

  private Await() {}

  static void until(String what, Duration limit, Condition condition)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + limit.toSeconds() + " s until " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
