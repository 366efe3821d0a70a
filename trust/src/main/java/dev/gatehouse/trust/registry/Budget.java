package dev.gatehouse.trust.registry;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be spent on one image: time and bytes. Its bytes go down as they are fetched, from several
 * threads.
 */
public final class Budget {

  /** 64 MiB, of which every answer takes its part. */
  public static final long DEFAULT_BYTES = 64L << 20;

  private final Deadline deadline;
  private final AtomicLong bytes;

  private Budget(Deadline deadline, AtomicLong bytes) {
    this.deadline = deadline;
    this.bytes = bytes;
  }

  /** So much time from now, and {@link #DEFAULT_BYTES}. */
  public static Budget of(Duration time) {
    return of(time, DEFAULT_BYTES);
  }

  /** So much time from now, and so many bytes. */
  public static Budget of(Duration time, long bytes) {
    return new Budget(Deadline.after(time), new AtomicLong(bytes));
  }

  public Deadline deadline() {
    return deadline;
  }

  /** The bytes that are left. */
  public long bytes() {
    return Math.max(0, bytes.get());
  }

  /** This budget's bytes, and of its time a half: for one of several ways that may fail. */
  Budget half() {
    return new Budget(deadline.orAfter(deadline.left().dividedBy(2)), bytes);
  }

  /** Takes bytes away. @throws RegistryException if there were not that many */
  void spend(long amount) throws RegistryException {
    if (bytes.addAndGet(-amount) < 0) {
      throw new RegistryException(Reason.TOO_LARGE,
          "everything fetched for this image together is larger than allowed");
    }
  }
}
