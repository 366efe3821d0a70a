package dev.gatehouse.trust.image;

import dev.gatehouse.http.Deadline;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The places at which images are verified at the same time. A registry that holds some gets one more
 * only while it holds less than twice as many as would then be left: some slow
 * registries leave places for the next one, and a single registry still gets most.
 * State: who holds how many.
 */
final class Lanes {

  private static final int SHARE = 2;

  private final int places;
  private final Map<String, Integer> held = new HashMap<>();
  private int free;

  /** @param places at least 1 */
  Lanes(int places) {
    this.places = places;
    this.free = places;
  }

  int places() {
    return places;
  }

  /**
   * Waits for a place.
   *
   * @return whether there was one in time; then it has to be given back
   */
  synchronized boolean enter(String registry, Deadline deadline) throws InterruptedException {
    while (!hasRoomFor(registry)) {
      var left = deadline.left().toNanos();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    free--;
    held.merge(registry, 1, Integer::sum);
    return true;
  }

  private boolean hasRoomFor(String registry) {
    var mine = held.getOrDefault(registry, 0);
    return free > 0 && (mine == 0 || mine < SHARE * (free - 1));
  }

  /** Gives a place back. */
  synchronized void leave(String registry) {
    free++;
    held.computeIfPresent(registry, (_, number) -> number == 1 ? null : number - 1);
    notifyAll();
  }
}
