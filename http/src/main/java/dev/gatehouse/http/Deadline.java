package dev.gatehouse.http;

import java.time.Duration;

/**
 * The moment by which work must be done.
 *
 * @param nanoTime on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {

  /** The deadline that is so far away. */
  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time that is left; zero if the deadline is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean isOver() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** The time that is left in milliseconds, at least 1, as sockets want it. */
  int leftMillis() {
    return Math.clamp(left().toMillis(), 1, Integer.MAX_VALUE);
  }

  /** This deadline or, if that is sooner, the moment after this time. */
  public Deadline orAfter(Duration time) {
    var other = after(time);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }
}
