package dev.gatehouse.cli;

import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.GateServer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;

/** Serves until the process is told to stop, and then answers what has begun. */
final class Serving {

  /** Starts a server that logs here. */
  interface Start {

    GateServer with(EventLog log) throws IOException, GeneralSecurityException;
  }

  private Serving() {}

  static int until(Start start) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    try (var log = EventLog.to(System.err); var server = start.with(log)) {
      System.err.println("gatehouse serves on port " + server.port());
      // The hook must not wait for this thread's end: it will ask to exit, and that waits for hooks.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
        stopped.countDown();
        awaitQuietly(ended);
      }));
      stopped.await();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new CommandException("gatehouse cannot serve: " + e.getMessage());
    } finally {
      ended.countDown();
    }
    return ExitCode.OK;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
