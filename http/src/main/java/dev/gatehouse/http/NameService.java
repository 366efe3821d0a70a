package dev.gatehouse.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of names in time. Its state is a few threads, which end when nobody asks: the
 * system's look-up cannot be interrupted, so others than the caller wait for it.
 */
public final class NameService implements AutoCloseable {

  private static final int LOOKUPS_AT_ONCE = 8;
  private static final int MOST_WAITING = 1024;
  private static final int IDLE_SECONDS = 10;

  private final AddressResolver resolver;
  private final ExecutorService lookups;

  public NameService(AddressResolver resolver) {
    this.resolver = resolver;
    var pool = new ThreadPoolExecutor(LOOKUPS_AT_ONCE, LOOKUPS_AT_ONCE, IDLE_SECONDS,
        TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING),
        Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    this.lookups = pool;
  }

  /**
   * The addresses of a name, or the address that it is.
   *
   * @throws UnknownHostException if it has none
   * @throws TimeoutException if they are not known in time, or too many names wait
   */
  public List<InetAddress> addresses(String host, Deadline deadline)
      throws UnknownHostException, TimeoutException, InterruptedException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return lookUp(host, deadline);
    }
  }

  private List<InetAddress> lookUp(String host, Deadline deadline)
      throws UnknownHostException, TimeoutException, InterruptedException {
    try {
      return lookups.submit(() -> resolver.resolve(host))
          .get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      var unknown = new UnknownHostException(host);
      unknown.initCause(e.getCause());
      throw unknown;
    } catch (RejectedExecutionException e) {
      throw new TimeoutException("too many names wait for their address");
    }
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
