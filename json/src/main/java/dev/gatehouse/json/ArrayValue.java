package dev.gatehouse.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An immutable array of values. */
public final class ArrayValue implements Value, Iterable<Value> {

  public static final ArrayValue EMPTY = new ArrayValue(new Value[0]);

  private final Value[] items;
  private int hash;

  private ArrayValue(Value[] items) {
    this.items = items;
  }

  public static ArrayValue of(Value... items) {
    return items.length == 0 ? EMPTY : new ArrayValue(items.clone());
  }

  public static ArrayValue of(Collection<? extends Value> items) {
    return items.isEmpty() ? EMPTY : new ArrayValue(items.toArray(Value[]::new));
  }

  /** Takes the array as its own: the caller must not touch it again. */
  public static ArrayValue owning(Value[] items) {
    return items.length == 0 ? EMPTY : new ArrayValue(items);
  }

  public int size() {
    return items.length;
  }

  public boolean isEmpty() {
    return items.length == 0;
  }

  /** The item at the index. @throws IndexOutOfBoundsException if there is none */
  public Value get(int index) {
    return items[index];
  }

  /** The items, in a list that cannot be changed. */
  public List<Value> items() {
    return List.of(items);
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(items).iterator();
  }

  @Override
  public int typeRank() {
    return 4;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof ArrayValue that
        ? Sameness.compare(items, that.items)
        : Integer.compare(4, other.typeRank());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ArrayValue that && Sameness.areEqual(items, that.items));
  }

  /** The items themselves, not to be changed. */
  Value[] parts() {
    return items;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(items);
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /** Collects items for one array; not for use by several threads. */
  public static final class Builder {

    private final ArrayList<Value> items = new ArrayList<>();

    public Builder add(Value item) {
      items.add(item);
      return this;
    }

    public int size() {
      return items.size();
    }

    public ArrayValue build() {
      return ArrayValue.of(items);
    }
  }
}
