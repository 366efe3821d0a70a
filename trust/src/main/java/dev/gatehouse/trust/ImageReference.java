package dev.gatehouse.trust;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image as people and Pods write it, by the grammar of the distribution project:
 * {@code [host[:port]/]path[:tag][@digest]}.
 *
 * <p>A name without a host is Docker Hub's, and one without a path there is {@code library/}'s. The
 * text as it was written is kept, because a policy's patterns are about that text.
 */
public final class ImageReference {

  /** Docker Hub, as names call it. */
  public static final String DOCKER_HUB = "docker.io";

  private static final String DOCKER_HUB_ALIAS = "index.docker.io";
  private static final int LONGEST_TEXT = 1024;
  private static final int LONGEST_NAME = 255;

  private static final Pattern HOST = Pattern.compile(
      "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
          + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
          + "|\\[[a-fA-F0-9:]+\\])(?::[0-9]{1,5})?");
  private static final Pattern PATH = Pattern.compile(
      "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  private final String text;
  private final String registry;
  private final String repository;
  private final @Nullable String tag;
  private final @Nullable Digest digest;

  private ImageReference(
      String text, String registry, String repository, @Nullable String tag,
      @Nullable Digest digest) {
    this.text = text;
    this.registry = registry;
    this.repository = repository;
    this.tag = tag;
    this.digest = digest;
  }

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException if the text is none; the message says which part is wrong
   */
  public static ImageReference parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "invalid image reference: longer than " + LONGEST_TEXT + " characters");
    }
    var at = text.indexOf('@');
    var name = at < 0 ? text : text.substring(0, at);
    var digest = at < 0 ? null : digest(text, text.substring(at + 1));
    var slash = name.lastIndexOf('/');
    var colon = name.indexOf(':', slash + 1);
    var tag = colon < 0 ? null : name.substring(colon + 1);
    if (tag != null && !TAG.matches(tag)) {
      throw invalid(text, "\"" + tag + "\" is no tag");
    }
    return named(text, colon < 0 ? name : name.substring(0, colon), tag, digest);
  }

  private static Digest digest(String text, String digest) {
    return Digest.parse(digest).orElseThrow(() -> invalid(text,
        "\"" + digest + "\" is no digest: expected sha256: or sha512: and hexadecimal digits"));
  }

  private static ImageReference named(
      String text, String name, @Nullable String tag, @Nullable Digest digest) {
    var slash = name.indexOf('/');
    var first = slash < 0 ? "" : name.substring(0, slash);
    var hasHost = !first.isEmpty() && isHost(first);
    var host = hasHost && !first.equals(DOCKER_HUB_ALIAS) ? first : DOCKER_HUB;
    if (hasHost && !HOST.matches(host)) {
      throw invalid(text, "\"" + host + "\" is no host");
    }
    var path = hasHost ? name.substring(slash + 1) : name;
    if (!PATH.matches(path)) {
      throw invalid(text, path.isEmpty()
          ? "the repository is missing"
          : "\"" + path + "\" is no repository: expected lower-case letters, digits and"
              + " separators");
    }
    if (host.equals(DOCKER_HUB) && path.indexOf('/') < 0) {
      path = "library/" + path;
    }
    if (host.length() + 1 + path.length() > LONGEST_NAME) {
      throw invalid(text, "the name is longer than " + LONGEST_NAME + " characters");
    }
    return new ImageReference(text, host, path, tag, digest);
  }

  /** What comes before the first slash is a host if it could not be part of a path. */
  private static boolean isHost(String first) {
    return first.equals("localhost")
        || first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.chars().anyMatch(character -> character >= 'A' && character <= 'Z');
  }

  private static IllegalArgumentException invalid(String text, String reason) {
    return new IllegalArgumentException("invalid image reference \"" + text + "\": " + reason);
  }

  /** The text as it was written. */
  public String text() {
    return text;
  }

  /** The registry's host and, where it is written, its port; {@link #DOCKER_HUB} by default. */
  public String registry() {
    return registry;
  }

  /** The repository's path in its registry. */
  public String repository() {
    return repository;
  }

  /** The registry and the repository: {@code docker.io/library/alpine}. */
  public String name() {
    return registry + "/" + repository;
  }

  /** The tag as it is written. */
  public Optional<String> tag() {
    return Optional.ofNullable(tag);
  }

  /** The digest as it is written; where there is one, the tag only decorates. */
  public Optional<Digest> digest() {
    return Optional.ofNullable(digest);
  }

  /** The tag, {@code latest} where neither a tag nor a digest is written. */
  public Optional<String> effectiveTag() {
    return tag == null && digest == null ? Optional.of("latest") : tag();
  }

  /** The whole reference with every default filled in. */
  public String canonical() {
    return name()
        + effectiveTag().map(each -> ":" + each).orElse("")
        + digest().map(each -> "@" + each).orElse("");
  }

  /** This reference, as it is written and with its tag, naming one digest: {@code app:1@sha256:…}. */
  public ImageReference withDigest(Digest wanted) {
    var at = text.indexOf('@');
    var written = at < 0 ? text : text.substring(0, at);
    return new ImageReference(written + "@" + wanted, registry, repository, tag, wanted);
  }

  /** The same repository, another tag and no digest. */
  public ImageReference withTag(String wanted) {
    if (!TAG.matches(wanted)) {
      throw new IllegalArgumentException("\"" + wanted + "\" is no tag");
    }
    return new ImageReference(name() + ":" + wanted, registry, repository, wanted, null);
  }

  /** Two references are equal if they name the same, however they are written. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageReference that && canonical().equals(that.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
