package dev.gatehouse.rego.search;

/**
 * How OPA's optimizations are imitated.
 *
 * @param indexing whether rules that cannot hold are passed over
 * @param earlyExit whether rules of which one value is enough are left after it
 */
public record Settings(boolean indexing, boolean earlyExit) {

  /** As OPA does without flags. */
  public static final Settings DEFAULT = new Settings(true, true);
}
