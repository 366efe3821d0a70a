package dev.gatehouse.policy.match;

/** A name pattern with a {@code *} at its front, its end or both; without any it is a plain name. */
public final class Wildcard {

  private final String text;
  private final boolean open;
  private final boolean openEnd;

  private Wildcard(String pattern) {
    this.open = pattern.startsWith("*");
    this.openEnd = pattern.endsWith("*");
    this.text = pattern.substring(
        open ? 1 : 0, Math.max(open ? 1 : 0, pattern.length() - (openEnd ? 1 : 0)));
  }

  public static Wildcard of(String pattern) {
    return new Wildcard(pattern);
  }

  /** Whether a name fits the pattern. */
  public boolean matches(String name) {
    if (open) {
      return openEnd ? name.contains(text) : name.endsWith(text);
    }
    return openEnd ? name.startsWith(text) : name.equals(text);
  }

  /**
   * Whether every name that the API server makes from a prefix fits the pattern. Only a pattern with
   * an open end can know.
   */
  public boolean matchesGenerateName(String prefix) {
    return openEnd && (open ? prefix.contains(text) : prefix.startsWith(text));
  }
}
