package dev.gatehouse.trust.image;

import java.time.Duration;

/** Is told of every answer about an image: where metrics and logs come in. */
@FunctionalInterface
public interface ImageObserver {

  /** Nobody. */
  ImageObserver NONE = (_, _, _) -> {};

  /** How an answer came about. */
  enum Source {
    /** Nothing had to be asked: no rule is about the image, or none needs to look at it. */
    RULES,
    /** It was remembered. */
    MEMORY,
    /** Somebody else was asking already. */
    SHARED,
    /** A registry was asked. */
    REGISTRY
  }

  /** One answer; called by the thread that asked. */
  void answered(ImageVerdict verdict, Source source, Duration time);
}
