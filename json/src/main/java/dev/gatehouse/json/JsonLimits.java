package dev.gatehouse.json;

/**
 * How large a JSON or YAML text may be before it is refused.
 *
 * @param maxBytes size of the text in bytes of UTF-8
 * @param maxDepth arrays and objects within each other, at most {@value #DEEPEST}, so that code that
 *     follows a value's structure may always recurse
 * @param maxStringLength bytes of one string or key, in its source form
 * @param maxNumberLength characters of one number
 * @param maxExponent the largest exponent of ten of a number, up or down: {@code 1e999999999} is a
 *     short text but its digits fill memory
 */
public record JsonLimits(
    int maxBytes, int maxDepth, int maxStringLength, int maxNumberLength, int maxExponent) {

  /** The deepest nesting that may be configured. */
  public static final int DEEPEST = 1000;

  /** 64 MiB of text, 1000 levels, strings to 64 MiB, numbers to 1000 characters and 10^±10000. */
  public static final JsonLimits DEFAULT = new JsonLimits(64 << 20, DEEPEST, 64 << 20, 1000,
      10_000);

  public JsonLimits {
    if (maxBytes < 0 || maxStringLength < 0 || maxNumberLength < 1 || maxExponent < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
    if (maxDepth < 0 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth must be 0 to " + DEEPEST + ": " + maxDepth);
    }
  }

  /** These limits with another size of the whole text. */
  public JsonLimits withMaxBytes(int bytes) {
    return new JsonLimits(bytes, maxDepth, maxStringLength, maxNumberLength, maxExponent);
  }
}
