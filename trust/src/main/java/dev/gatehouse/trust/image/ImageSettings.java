package dev.gatehouse.trust.image;

import java.time.Duration;

/**
 * How images are verified.
 *
 * @param unmatched what is said of an image that no rule is about
 * @param deadline time for one image, less than the webhook's
 * @param atOnce images that are verified at the same time
 * @param goodFor how long a good verdict is kept; a tag is resolved again sooner
 * @param badFor how long an image that is not good is remembered
 * @param tagFor how long a tag is taken to stand for the digest it was resolved to
 */
public record ImageSettings(Unmatched unmatched, Duration deadline, int atOnce, Duration goodFor,
    Duration badFor, Duration tagFor) {

  /** What is said of an image that no rule is about. */
  public enum Unmatched {
    /** It is not good. */
    DENY,
    /** It is not good, but objects with it only get a warning. */
    WARN,
    /** Nothing is wrong with it. */
    ALLOW
  }

  /** Unmatched images are denied; 8 s an image, 16 at once; good for 10 min, bad and tags for 10 s. */
  public static final ImageSettings DEFAULT = new ImageSettings(Unmatched.DENY,
      Duration.ofSeconds(8), 16, Duration.ofMinutes(10), Duration.ofSeconds(10),
      Duration.ofSeconds(10));

  public ImageSettings {
    if (!deadline.isPositive() || atOnce < 1 || goodFor.isNegative() || badFor.isNegative()
        || tagFor.isNegative()) {
      throw new IllegalArgumentException("times and counts of image settings must be positive");
    }
  }
}
