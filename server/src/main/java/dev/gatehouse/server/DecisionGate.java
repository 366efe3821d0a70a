package dev.gatehouse.server;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of decisions run at the same time and a bounded number wait; more are
 * refused at once. A decision runs on the thread that brings it or, if it had to wait, on the thread
 * that has finished another, so that the server's other threads stay free to answer. One that waits
 * for others in the middle of it steps aside, so that it keeps nobody waiting. State: how many run,
 * which wait and how many stand aside.
 */
final class DecisionGate {

  private static final ScopedValue<DecisionGate> PASSED = ScopedValue.newInstance();
  private static final int MOST_ASIDE = 64;

  private final int places;
  private final int waitingPlaces;
  private final Executor runner;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private int aside;

  private DecisionGate(int places, int waitingPlaces, Executor runner) {
    this.places = places;
    this.waitingPlaces = waitingPlaces;
    this.runner = runner;
  }

  /** A gate for decisions that compute. */
  static DecisionGate onCaller(int places, int waitingPlaces) {
    return new DecisionGate(places, waitingPlaces, Runnable::run);
  }

  /**
   * A gate for decisions that compute, and at times wait for others: then each runs on a virtual
   * thread, since whoever brings one may have more to bring.
   */
  static DecisionGate onThreadsWhile(BooleanSupplier waits, int places, int waitingPlaces) {
    return new DecisionGate(places, waitingPlaces, task -> {
      if (waits.getAsBoolean()) {
        Thread.ofVirtual().name("decision").start(task);
      } else {
        task.run();
      }
    });
  }

  /** A gate for decisions that wait for others: each runs on a virtual thread. */
  static DecisionGate onThreads(int places, int waitingPlaces) {
    return new DecisionGate(places, waitingPlaces,
        task -> Thread.ofVirtual().name("images").start(task));
  }

  /** Runs the decision now or later; false if there is no room even to wait. It must not throw. */
  boolean admit(Runnable decision) {
    synchronized (this) {
      if (running >= places) {
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
    ScopedValue.where(PASSED, this).run(() -> {
      for (var next = first; next != null; next = following()) {
        next.run();
      }
    });
  }

  /** Those who came back from aside may be more than there are places. */
  private synchronized @Nullable Runnable following() {
    var next = running > places ? null : waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }

  /**
   * Waits for others. A decision that does so gives its place to another meanwhile, unless very many
   * stand aside already; who is in no decision just waits.
   */
  static <T> T aside(Supplier<T> wait) {
    return PASSED.isBound() ? PASSED.get().stepAside(wait) : wait.get();
  }

  private synchronized boolean mayStepAside() {
    if (aside == MOST_ASIDE) {
      return false;
    }
    aside++;
    return true;
  }

  private <T> T stepAside(Supplier<T> wait) {
    if (!mayStepAside()) {
      return wait.get();
    }
    var next = following();
    if (next != null) {
      Thread.ofVirtual().name("decision").start(() -> runAll(next));
    }
    try {
      return wait.get();
    } finally {
      synchronized (this) {
        aside--;
        running++;
      }
    }
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized int running() {
    return running;
  }
}
