package dev.gatehouse.cli.review;

/** Answers review requests: with policies at hand, or through a running server. */
public sealed interface Reviewer extends AutoCloseable permits LocalReviewer, RemoteReviewer {

  /** What is decided on one request; a failure is an outcome too. */
  Outcome review(ReviewRequest request);

  @Override
  void close();
}
