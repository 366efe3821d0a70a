package dev.gatehouse.trust.image;

import com.google.re2j.Pattern;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.text.Glob;

/**
 * Names of images: {@code *} stands for anything but a slash, {@code **} for anything. It is compared
 * with the whole of the full name, with Docker Hub under both its names, and of the text as written.
 *
 * <p>A pattern without a tag or digest is about every image of the repository, unless it is strict, as
 * Sigstore's are.
 */
public final class ImagePattern {

  private static final String HUB = ImageReference.DOCKER_HUB + "/";
  private static final String HUB_ALIAS = "index.docker.io/";
  private static final int LONGEST = 1024;

  private final String text;
  private final boolean strict;
  private final Pattern pattern;

  private ImagePattern(String text, boolean strict) {
    this.text = text;
    this.strict = strict;
    this.pattern = Glob.compile(text);
  }

  /**
   * A pattern that is about every image of a repository if it names no tag.
   *
   * @throws IllegalArgumentException if it is empty or too long
   */
  public static ImagePattern of(String text) {
    return new ImagePattern(checked(text), false);
  }

  /** A pattern that is compared with name and tag together. */
  public static ImagePattern strict(String text) {
    return new ImagePattern(checked(text), true);
  }

  private static String checked(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an image pattern has 1 to " + LONGEST + " characters, found " + text.length());
    }
    return text;
  }

  /** Whether it is about an image. */
  public boolean matches(ImageReference image) {
    var name = image.canonical();
    return matchesName(name)
        || pattern.matches(image.text())
        || !strict && (matchesName(image.name()) || matchesName(tagged(image))
            || pattern.matches(written(image)));
  }

  /** The name as it is written, without tag and digest. */
  private static String written(ImageReference image) {
    var text = image.text();
    var end = text.indexOf('@') < 0 ? text.length() : text.indexOf('@');
    return text.substring(0, end - image.tag().map(tag -> tag.length() + 1).orElse(0));
  }

  /** A digest after a tag says no more about which image is meant. */
  private static String tagged(ImageReference image) {
    return image.name() + image.tag().map(tag -> ":" + tag).orElse("");
  }

  private boolean matchesName(String name) {
    return pattern.matches(name)
        || name.startsWith(HUB) && pattern.matches(HUB_ALIAS + name.substring(HUB.length()));
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
