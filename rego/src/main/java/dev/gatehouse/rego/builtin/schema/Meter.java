package dev.gatehouse.rego.builtin.schema;

/** Counts the work of a check against the limits of whoever wants it; each method may throw. */
@FunctionalInterface
public interface Meter {

  /** Counts steps of work. */
  void spend(long steps);

  /** Counts a text that is about to be kept, by its length in characters. */
  default void allocateText(long length) {
    spend(1);
  }

  /** A text that counts how often it is looked at, for what takes long to match. */
  default CharSequence metered(String text) {
    return text;
  }
}
