package dev.gatehouse.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A string, ordered by the bytes of its UTF-8 form.
 *
 * <p>A byte that is no part of valid UTF-8 (it can come out of a decoder such as
 * {@code base64.decode}) is held as the lone surrogate U+DC80 to U+DCFF with the byte in its low
 * eight bits; no decoder of text makes a lone surrogate otherwise.
 */
public final class StringValue implements Value {

  private final String value;

  private StringValue(String value) {
    this.value = value;
  }

  public static StringValue of(String value) {
    return new StringValue(value);
  }

  /** A string that documents have as a key: mostly the same instance that reading JSON gives. */
  public static StringValue name(String value) {
    return NameCache.SHARED.get(value);
  }

  public String value() {
    return value;
  }

  @Override
  public int typeRank() {
    return 3;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof StringValue that
        ? compareUtf8(value, that.value)
        : Integer.compare(3, other.typeRank());
  }

  /** Compares two texts by the bytes of their UTF-8 form, which is the order of code points. */
  public static int compareUtf8(String left, String right) {
    var length = Math.min(left.length(), right.length());
    for (var i = 0; i < length; i++) {
      var a = left.charAt(i);
      var b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) || Character.isSurrogate(b)
            ? compareFrom(i, left, right)
            : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Compares where the first difference is a supplementary character or a bad byte. */
  private static int compareFrom(int first, String left, String right) {
    var start = first > 0 && Character.isHighSurrogate(left.charAt(first - 1)) ? first - 1 : first;
    var a = left.codePointAt(start);
    var b = right.codePointAt(start);
    return Utf8.isBadByte(a) || Utf8.isBadByte(b)
        ? Arrays.compareUnsigned(
            Utf8.encode(left.substring(start)), Utf8.encode(right.substring(start)))
        : Integer.compare(a, b);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof StringValue that && value.equals(that.value));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return Quotes.quote(value);
  }
}
