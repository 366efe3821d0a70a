package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes classes of clauses: of all of them at once, or one by one of those that are evaluated often,
 * beside the evaluation. One class is made at a time.
 */
final class Tier {

  /** Clauses of one class at most. */
  private static final int MOST_CLAUSES = 32;

  /** Bytes of code of one class at most, unless a clause alone has more. */
  private static final int LARGEST_CLASS = 40_000;

  private final Backend backend;
  private final Assembler assembler;
  private final ReentrantLock making = new ReentrantLock();

  /** A tier that makes objects with a closed assembler. */
  Tier(Backend backend, Assembler assembler) {
    this.backend = backend;
    this.assembler = assembler;
  }

  /** Whether clauses are to count how often they are evaluated. */
  boolean counts() {
    return backend == Backend.TIERED;
  }

  /** Makes classes of all these clauses, if that is to be done before they are evaluated. */
  void begin(List<ClauseCode> clauses) {
    if (backend != Backend.CLASSES) {
      return;
    }
    var batch = new ArrayList<ClauseCode>();
    var size = 0;
    for (var clause : clauses) {
      var survey = ClassMaker.survey(clause.work());
      if (survey == null) {
        continue;
      }
      if (batch.size() == MOST_CLAUSES || size + survey.size() > LARGEST_CLASS) {
        make(batch);
        batch.clear();
        size = 0;
      }
      batch.add(clause);
      size += survey.size();
    }
    make(batch);
  }

  /** Makes a class of a clause that is evaluated often; returns at once. */
  void promote(ClauseCode clause) {
    Thread.ofVirtual().start(() -> {
      making.lock();
      try {
        make(List.of(clause));
      } finally {
        making.unlock();
      }
    });
  }

  private void make(List<ClauseCode> clauses) {
    var fitting = new ArrayList<ClauseCode>();
    var orders = new ArrayList<ClassMaker.Order>();
    for (var clause : clauses) {
      var survey = ClassMaker.survey(clause.work());
      if (survey != null) {
        fitting.add(clause);
        orders.add(new ClassMaker.Order(clause.work(), survey, clause.stepHeight()));
      }
    }
    if (orders.isEmpty()) {
      return;
    }
    var steps = ClassMaker.make(orders, assembler);
    for (var i = 0; i < fitting.size(); i++) {
      fitting.get(i).become(steps.get(i));
    }
  }
}
