package dev.gatehouse.json;

/** JSON's null. Rego's "undefined" is something else and is no value at all. */
public final class NullValue implements Value {

  /** The only null. */
  public static final NullValue NULL = new NullValue();

  private NullValue() {}

  @Override
  public int typeRank() {
    return 0;
  }

  @Override
  public int compareTo(Value other) {
    return Integer.compare(0, other.typeRank());
  }

  @Override
  public String toString() {
    return "null";
  }
}
