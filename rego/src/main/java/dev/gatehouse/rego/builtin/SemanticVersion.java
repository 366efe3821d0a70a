package dev.gatehouse.rego.builtin;

import com.google.re2j.Pattern;
import dev.gatehouse.json.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version as OPA reads it: a leading {@code v}, leading zeros and signs are allowed.
 *
 * @param preRelease what follows the hyphen, empty if there is none
 */
record SemanticVersion(long major, long minor, long patch, String preRelease)
    implements
      Comparable<SemanticVersion> {

  private static final Pattern IDENTIFIERS = Pattern.compile("[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*");

  /** The version, or null if the text is none. */
  static @Nullable SemanticVersion parse(String text) {
    var version = text.startsWith("v") ? text.substring(1) : text;
    var metadata = after(version, '+');
    var core = before(version, '+');
    var preRelease = after(core, '-');
    var numbers = before(core, '-').split("\\.", -1);
    if (!areIdentifiers(metadata) || !areIdentifiers(preRelease) || numbers.length != 3) {
      return null;
    }
    try {
      return new SemanticVersion(
          number(numbers[0]), number(numbers[1]), number(numbers[2]), preRelease);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static long number(String digits) {
    if (!digits.chars().allMatch(c -> c < 0x80)) {
      throw new NumberFormatException("no ASCII digits");
    }
    return Long.parseLong(digits);
  }

  private static boolean areIdentifiers(String text) {
    return text.isEmpty() || IDENTIFIERS.matches(text);
  }

  private static String before(String text, char mark) {
    var at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String after(String text, char mark) {
    var at = text.indexOf(mark);
    return at < 0 ? "" : text.substring(at + 1);
  }

  @Override
  public int compareTo(SemanticVersion other) {
    var order = Long.compare(major, other.major);
    if (order == 0) {
      order = Long.compare(minor, other.minor);
    }
    if (order == 0) {
      order = Long.compare(patch, other.patch);
    }
    return order != 0 ? order : comparePreReleases(preRelease, other.preRelease);
  }

  /** A version without pre-release comes after those with one. */
  private static int comparePreReleases(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    var first = a.split("\\.", -1);
    var second = b.split("\\.", -1);
    for (var i = 0; i < Math.min(first.length, second.length); i++) {
      var order = compareIdentifiers(first[i], second[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.length, second.length);
  }

  private static int compareIdentifiers(String a, String b) {
    var aIsNumber = isNumber(a);
    var bIsNumber = isNumber(b);
    if (aIsNumber != bIsNumber) {
      return aIsNumber ? -1 : 1;
    }
    return aIsNumber
        ? Long.compare(clamped(a), clamped(b))
        : StringValue.compareUtf8(a, b);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long clamped(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
