package dev.gatehouse.trust.verify;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gatehouse.trust.text.Glob;
import java.util.List;
import java.util.Optional;

/** What a text must be. A pattern always has to match the whole text. */
public sealed interface TextRule {

  boolean matches(String text);

  /** The very text. */
  static TextRule exact(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an identity rule is empty");
    }
    return new Exact(text);
  }

  /** A text in which {@code *} stands for anything but a slash and {@code **} for anything. */
  static TextRule glob(String glob) {
    if (glob.isEmpty() || glob.chars().allMatch(letter -> letter == '*')) {
      throw new IllegalArgumentException("the pattern '" + glob + "' would let everybody in");
    }
    return new Matching(glob, Glob.compile(glob), false);
  }

  /**
   * A regular expression in RE2's syntax.
   *
   * @throws IllegalArgumentException if it is none, or matches whatever there is
   */
  static TextRule regex(String regex) {
    try {
      var pattern = Pattern.compile(regex);
      if (regex.isEmpty() || Matching.ANYTHING.stream().allMatch(pattern::matches)) {
        throw new IllegalArgumentException("the pattern '" + regex + "' would let everybody in");
      }
      return new Matching(regex, pattern, true);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("the pattern '" + regex + "' is not valid: "
          + e.getMessage(), e);
    }
  }

  /** What is doubtful about it: a dot that stands for any character in what looks like a host. */
  Optional<String> warning();

  /** The whole text. */
  record Exact(String text) implements TextRule {
    @Override
    public boolean matches(String other) {
      return text.equals(other);
    }

    @Override
    public Optional<String> warning() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A pattern over the whole text, in time linear in its length. */
  record Matching(String text, Pattern pattern, boolean isRegex) implements TextRule {

    private static final Pattern BARE_DOT = Pattern
        .compile("(?:^|[^\\\\])[A-Za-z0-9]\\.[A-Za-z0-9]");
    /** Texts that no rule for one signer matches all of. */
    private static final List<String> ANYTHING = List.of("a@b.example",
        "https://x.example/y/z@refs/1", "q!w.example", "spiffe://k/ns/l");

    @Override
    public boolean matches(String other) {
      return pattern.matches(other);
    }

    @Override
    public Optional<String> warning() {
      return isRegex && BARE_DOT.matcher(text).find()
          ? Optional.of("the dot in '" + text + "' stands for any character; write \\. for a dot")
          : Optional.empty();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
