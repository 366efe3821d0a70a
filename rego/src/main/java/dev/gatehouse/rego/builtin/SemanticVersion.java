package dev.gatehouse.rego.builtin;

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

  /** The version, or null if the text is none. */
  static @Nullable SemanticVersion parse(String text) {
    var version = text.startsWith("v") ? text.substring(1) : text;
    var metadata = after(version, '+');
    var core = before(version, '+');
    var preRelease = after(core, '-');
    var numbers = before(core, '-');
    var first = numbers.indexOf('.');
    var last = numbers.lastIndexOf('.');
    if (!areIdentifiers(metadata) || !areIdentifiers(preRelease)
        || first == last || numbers.indexOf('.', first + 1) != last) {
      return null;
    }
    try {
      return new SemanticVersion(number(numbers.substring(0, first)),
          number(numbers.substring(first + 1, last)), number(numbers.substring(last + 1)),
          preRelease);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static long number(String digits) {
    for (var i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) >= 0x80) {
        throw new NumberFormatException("no ASCII digits");
      }
    }
    return Long.parseLong(digits);
  }

  /** Whether the text is empty, or letters, digits and hyphens with dots between them. */
  private static boolean areIdentifiers(String text) {
    var previous = '.';
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var isPart = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
      if (!isPart && (c != '.' || previous == '.')) {
        return false;
      }
      previous = c;
    }
    return text.isEmpty() || previous != '.';
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
