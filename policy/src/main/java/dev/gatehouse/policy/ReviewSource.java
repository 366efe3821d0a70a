package dev.gatehouse.policy;

/** Where an object under review comes from. */
public enum ReviewSource {

  /** Somebody sent it. */
  ORIGINAL("Original"),
  /** It is what a workload would generate. */
  GENERATED("Generated"),
  /** Nobody said; constraints that ask for a source cannot be matched. */
  UNKNOWN("");

  private final String id;

  ReviewSource(String id) {
    this.id = id;
  }

  /** The name that constraints use, empty for an unknown source. */
  public String id() {
    return id;
  }
}
