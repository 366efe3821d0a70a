package dev.gatehouse.policy.schema;

import dev.gatehouse.kube.FieldError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the check of one value found: errors, and how many values had the right type, by which the
 * alternative is chosen whose errors are told. Changes while the check runs.
 */
final class Findings {

  private final Set<FieldError> errors = new LinkedHashSet<>();
  private int passed;

  void add(FieldError error) {
    errors.add(error);
  }

  void pass() {
    passed++;
  }

  void merge(Findings other) {
    errors.addAll(other.errors);
    passed += other.passed;
  }

  void mergeIfPresent(@Nullable Findings other) {
    if (other != null) {
      merge(other);
    }
  }

  /** The one of both that passed more checks; the other where both passed the same. */
  Findings better(@Nullable Findings other) {
    return other == null || passed > other.passed ? this : other;
  }

  boolean isClean() {
    return errors.isEmpty();
  }

  List<FieldError> errors() {
    return List.copyOf(errors);
  }
}
