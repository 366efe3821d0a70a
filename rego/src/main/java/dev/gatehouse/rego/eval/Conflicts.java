package dev.gatehouse.rego.eval;

/** The texts of conflicts between rules. */
final class Conflicts {

  static final String VALUES = "complete rules must not produce multiple outputs";
  static final String RESULTS = "functions must not produce multiple outputs for same inputs";
  static final String OBJECT_KEYS = "object keys must be unique";

  private Conflicts() {}
}
