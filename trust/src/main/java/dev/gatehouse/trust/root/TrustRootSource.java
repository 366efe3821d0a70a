package dev.gatehouse.trust.root;

/** Where the trust root comes from; another answer later replaces it while serving. */
@FunctionalInterface
public interface TrustRootSource {

  /** The root to use now: the same object for as long as nothing has changed. */
  TrustRoot current();

  /** A source that never changes. */
  static TrustRootSource of(TrustRoot root) {
    return () -> root;
  }
}
