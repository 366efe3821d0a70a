package dev.gatehouse.server;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
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
  private final Executor runner;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  private DecisionGate(int places, int waitingPlaces, Executor runner) {
    this.places = places;
    this.waitingPlaces = waitingPlaces;
    this.runner = runner;
  }

  /** A gate for decisions that compute. */
  static DecisionGate onCaller(int places, int waitingPlaces) {
    return new DecisionGate(places, waitingPlaces, Runnable::run);
  }

  /** A gate for decisions that wait for others: each runs on a virtual thread. */
  static DecisionGate onThreads(int places, int waitingPlaces) {
    return new DecisionGate(places, waitingPlaces,
        task -> Thread.ofVirtual().name("images").start(task));
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
    runner.execute(() -> runAll(decision));
    return true;
  }

  private void runAll(Runnable first) {
    for (var next = first; next != null; next = following()) {
      next.run();
    }
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
