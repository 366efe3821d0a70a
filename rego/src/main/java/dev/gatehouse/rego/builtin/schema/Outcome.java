package dev.gatehouse.rego.builtin.schema;

import com.google.re2j.Pattern;
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

  private static final int CHARACTERS_OF_STEP = 16;

  private final Meter meter;
  private final List<Failure> failures = new ArrayList<>();
  private int score;
  private int depth;

  Outcome(Meter meter) {
    this.meter = meter;
  }

  /** Counts a step down. @throws IllegalArgumentException if there are too many */
  void enter() {
    meter.spend(1);
    depth++;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("schema and document nest deeper than " + DEEPEST);
    }
  }

  /** Counts a step. */
  void step() {
    meter.spend(1);
  }

  void leave() {
    depth--;
  }

  void reward() {
    score++;
  }

  void fail(String type, Place place, String description) {
    meter.allocateText(description.length());
    failures.add(new Failure(type, place.field(), description));
    score -= 2;
  }

  /** Whether there is a match somewhere in a text. */
  boolean finds(Pattern pattern, String text) {
    meter.spend(1 + text.length() / CHARACTERS_OF_STEP);
    return pattern.matcher(meter.metered(text)).find();
  }

  /** The text of a value by which literals are compared. */
  String text(Value value) {
    var text = Literals.text(value);
    meter.spend(1 + text.length() / CHARACTERS_OF_STEP);
    return text;
  }

  /** What another schema finds, apart from this. */
  Outcome of(Node node, Value value, Place place) {
    var other = new Outcome(meter);
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
