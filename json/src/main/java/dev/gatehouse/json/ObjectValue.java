package dev.gatehouse.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable object: keys of any type, distinct, in Rego's order, each with a value. */
public final class ObjectValue implements Value {

  public static final ObjectValue EMPTY = new ObjectValue(new Value[0], new Value[0]);

  /** Up to this many entries insertion is the fastest way to sort. */
  private static final int INSERTION_LIMIT = 24;

  private final Value[] keys;
  private final Value[] values;
  private final int @Nullable [] index;
  private int hash;

  private ObjectValue(Value[] keys, Value[] values) {
    this.keys = keys;
    this.values = values;
    this.index = keys.length > HashIndex.LINEAR_LIMIT ? HashIndex.of(keys, keys.length) : null;
  }

  public static ObjectValue of(String key, Value value) {
    return new Builder().put(key, value).build();
  }

  public static ObjectValue of(String key1, Value value1, String key2, Value value2) {
    return new Builder().put(key1, value1).put(key2, value2).build();
  }

  /**
   * An object with keys that are known to be distinct and in order.
   *
   * @param keys is shared: the caller must never change it
   * @param values is taken as the object's own
   */
  public static ObjectValue ofOrdered(Value[] keys, Value[] values) {
    return keys.length == 0 ? EMPTY : new ObjectValue(keys, values);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * The object of the keys and values that stand by turns in a range of an array. Of equal keys the
   * last one's value counts.
   */
  static ObjectValue ofEntries(Value[] entries, int from, int to) {
    var size = (to - from) / 2;
    if (size == 0) {
      return EMPTY;
    }
    var keys = new Value[size];
    var values = new Value[size];
    for (var i = 0; i < size; i++) {
      keys[i] = entries[from + 2 * i];
      values[i] = entries[from + 2 * i + 1];
    }
    return size <= INSERTION_LIMIT ? insertionSorted(keys, values) : sorted(keys, values);
  }

  private static ObjectValue insertionSorted(Value[] keys, Value[] values) {
    var size = 1;
    for (var i = 1; i < keys.length; i++) {
      var key = keys[i];
      var value = values[i];
      var slot = size - 1;
      var order = 1;
      while (slot >= 0 && (order = key.compareTo(keys[slot])) < 0) {
        slot--;
      }
      if (slot >= 0 && order == 0) {
        values[slot] = value;
        continue;
      }
      slot++;
      System.arraycopy(keys, slot, keys, slot + 1, size - slot);
      System.arraycopy(values, slot, values, slot + 1, size - slot);
      keys[slot] = key;
      values[slot] = value;
      size++;
    }
    return size == keys.length
        ? new ObjectValue(keys, values)
        : new ObjectValue(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
  }

  private static ObjectValue sorted(Value[] keys, Value[] values) {
    var order = new Integer[keys.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> keys[a].compareTo(keys[b]));
    var sortedKeys = new Value[keys.length];
    var sortedValues = new Value[keys.length];
    var size = 0;
    for (var position : order) {
      if (size > 0 && sortedKeys[size - 1].equals(keys[position])) {
        sortedValues[size - 1] = values[position];
      } else {
        sortedKeys[size] = keys[position];
        sortedValues[size++] = values[position];
      }
    }
    return size == keys.length
        ? new ObjectValue(sortedKeys, sortedValues)
        : new ObjectValue(Arrays.copyOf(sortedKeys, size), Arrays.copyOf(sortedValues, size));
  }

  public int size() {
    return keys.length;
  }

  public boolean isEmpty() {
    return keys.length == 0;
  }

  /** The value of the key, or null if the object has no such key. */
  public @Nullable Value get(Value key) {
    var position = position(key);
    return position < 0 ? null : values[position];
  }

  /** The value of a string key, or null if the object has no such key. */
  public @Nullable Value get(String key) {
    return get(StringValue.of(key));
  }

  public boolean has(Value key) {
    return position(key) >= 0;
  }

  private int position(Value key) {
    return HashIndex.find(index, keys, keys.length, key);
  }

  /** The key at a position in Rego's order, 0 to {@code size() - 1}. */
  public Value keyAt(int position) {
    return keys[position];
  }

  /** The value at a position in the order of the keys. */
  public Value valueAt(int position) {
    return values[position];
  }

  /** This object with one key set to a value. */
  public ObjectValue with(Value key, Value value) {
    return toBuilder().put(key, value).build();
  }

  /** This object with one string key set to a value. */
  public ObjectValue with(String key, Value value) {
    return with(StringValue.of(key), value);
  }

  /** This object without a key. */
  public ObjectValue without(Value key) {
    if (!has(key)) {
      return this;
    }
    var builder = new Builder();
    for (var i = 0; i < keys.length; i++) {
      if (!keys[i].equals(key)) {
        builder.put(keys[i], values[i]);
      }
    }
    return builder.build();
  }

  /** A builder that already holds this object's entries. */
  public Builder toBuilder() {
    var builder = new Builder();
    for (var i = 0; i < keys.length; i++) {
      builder.put(keys[i], values[i]);
    }
    return builder;
  }

  @Override
  public int typeRank() {
    return 5;
  }

  /** Compares key by key, and where the keys are equal value by value; then the longer is greater. */
  @Override
  public int compareTo(Value other) {
    return other instanceof ObjectValue that
        ? Sameness.compare(this, that)
        : Integer.compare(5, other.typeRank());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ObjectValue that
            && Sameness.areEqual(keys, that.keys)
            && Sameness.areEqual(values, that.values));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /**
   * Collects entries for one object; not for use by several threads. A key that is put again keeps
   * its first spelling and takes the new value.
   */
  public static final class Builder {

    private Value[] keys = new Value[8];
    private Value[] values = new Value[8];
    private int size;
    private final GrowingIndex index = new GrowingIndex();

    private Builder() {}

    public Builder put(String key, Value value) {
      return put(StringValue.of(key), value);
    }

    /** Puts the entry unless the value is null. */
    public Builder putIfPresent(String key, @Nullable Value value) {
      return value == null ? this : put(key, value);
    }

    public Builder put(Value key, Value value) {
      var position = position(key);
      if (position >= 0) {
        values[position] = value;
        return this;
      }
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      keys[size] = key;
      values[size] = value;
      index.added(keys, ++size);
      return this;
    }

    /** The value that the key has so far, or null. */
    public @Nullable Value get(Value key) {
      var position = position(key);
      return position < 0 ? null : values[position];
    }

    public int size() {
      return size;
    }

    private int position(Value key) {
      return index.find(keys, size, key);
    }

    public ObjectValue build() {
      if (size == 0) {
        return EMPTY;
      }
      var order = inOrder();
      if (order == null) {
        return new ObjectValue(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
      }
      var sortedKeys = new Value[size];
      var sortedValues = new Value[size];
      for (var i = 0; i < size; i++) {
        sortedKeys[i] = keys[order[i]];
        sortedValues[i] = values[order[i]];
      }
      return new ObjectValue(sortedKeys, sortedValues);
    }

    /** The positions in the order of their keys, or null if they are in order already. */
    private Integer @Nullable [] inOrder() {
      var sorted = true;
      for (var i = 1; i < size && sorted; i++) {
        sorted = keys[i - 1].compareTo(keys[i]) < 0;
      }
      if (sorted) {
        return null;
      }
      var order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> keys[a].compareTo(keys[b]));
      return order;
    }
  }
}
