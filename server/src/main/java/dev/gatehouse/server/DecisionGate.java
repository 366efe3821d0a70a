package dev.gatehouse.server;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of decisions run at the same time and a bounded number wait; more are
 * refused at once. A decision runs on the thread that brings it or, if it had to wait, on the thread
 * that has finished another, so that the server's other threads stay free to answer. State: how many
 * run and which wait.
 */
final class DecisionGate {

  private final int places;
  private final int waitingPlaces;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  DecisionGate(int places, int waitingPlaces) {
    this.places = places;
    this.waitingPlaces = waitingPlaces;
  }

  /** Runs the decision now or later; false if there is no room even to wait. It must not throw. */
  boolean admit(Runnable decision) {
    synchronized (this) {
      if (running == places) {
        if (waiting.size() == waitingPlaces) {
          return false;
        }
        waiting.add(decision);
        return true;
      }
      running++;
    }
    for (var next = decision; next != null; next = following()) {
      next.run();
    }
    return true;
  }

  private synchronized @Nullable Runnable following() {
    var next = waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized int running() {
    return running;
  }
}
