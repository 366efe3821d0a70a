package dev.gatehouse.rego.builtin.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Addresses of hosts. */
public final class Names {

  private Names() {}

  /**
   * The addresses of a host.
   *
   * @param endNanos when the answer must be there, on the clock of {@link System#nanoTime}
   * @throws UnknownHostException if there are none
   * @throws TimeoutException if they are not known in time
   */
  public static List<InetAddress> addresses(String host, long endNanos)
      throws UnknownHostException, TimeoutException, InterruptedException {
    var asked = new CompletableFuture<List<InetAddress>>();
    // the system's resolver cannot be stopped, so a thread of its own waits for it
    Thread.ofPlatform().daemon().name("lookup").start(() -> {
      try {
        asked.complete(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException | SecurityException e) {
        asked.completeExceptionally(e);
      }
    });
    try {
      return asked.get(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new UnknownHostException(host);
    }
  }
}
