package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failures found so far, and a score that says how near a document came, which chooses the
 * alternative to report. Grows while a document is checked.
 */
final class Outcome {

  private static final int DEEPEST = 500;

  private final Runnable step;
  private final List<Failure> failures = new ArrayList<>();
  private int score;
  private int depth;

  Outcome(Runnable step) {
    this.step = step;
  }

  /** Counts a step down. @throws IllegalArgumentException if there are too many */
  void enter() {
    step.run();
    depth++;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("schema and document nest deeper than " + DEEPEST);
    }
  }

  void leave() {
    depth--;
  }

  void reward() {
    score++;
  }

  void fail(String type, Place place, String description) {
    step.run();
    failures.add(new Failure(type, place.field(), description));
    score -= 2;
  }

  /** What another schema finds, apart from this. */
  Outcome of(Node node, Value value, Place place) {
    var other = new Outcome(step);
    other.depth = depth;
    node.check(value, place, other);
    return other;
  }

  void merge(Outcome other) {
    failures.addAll(other.failures);
    score += other.score;
  }

  boolean isValid() {
    return failures.isEmpty();
  }

  /** Whether this came nearer than another. */
  boolean isBetterThan(@Nullable Outcome other) {
    return other == null || score > other.score;
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }
}
