package dev.gatehouse.json;

/** {@code true} or {@code false}. */
public final class BooleanValue implements Value {

  public static final BooleanValue TRUE = new BooleanValue(true);
  public static final BooleanValue FALSE = new BooleanValue(false);

  private final boolean value;

  private BooleanValue(boolean value) {
    this.value = value;
  }

  public static BooleanValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean value() {
    return value;
  }

  @Override
  public int typeRank() {
    return 1;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof BooleanValue that
        ? Boolean.compare(value, that.value)
        : Integer.compare(1, other.typeRank());
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
