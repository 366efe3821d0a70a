package dev.gatehouse.json;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An immutable set: distinct members in Rego's order. */
public final class SetValue implements Value, Iterable<Value> {

  public static final SetValue EMPTY = new SetValue(new Value[0]);

  private final Value[] members;
  private final int @Nullable [] index;
  private int hash;

  private SetValue(Value[] members) {
    this.members = members;
    this.index = members.length > HashIndex.LINEAR_LIMIT
        ? HashIndex.of(members, members.length)
        : null;
  }

  public static SetValue of(Value... members) {
    return of(Arrays.asList(members));
  }

  public static SetValue of(Collection<? extends Value> members) {
    var builder = new Builder();
    members.forEach(builder::add);
    return builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return members.length;
  }

  public boolean isEmpty() {
    return members.length == 0;
  }

  public boolean has(Value member) {
    return get(member) != null;
  }

  /** The member of this set that equals the value, in the spelling it was added with, or null. */
  public @Nullable Value get(Value value) {
    var position = HashIndex.find(index, members, members.length, value);
    return position < 0 ? null : members[position];
  }

  /** The member at a position in Rego's order, 0 to {@code size() - 1}. */
  public Value at(int position) {
    return members[position];
  }

  /** The members in order, as an array value. */
  public ArrayValue toArray() {
    return ArrayValue.of(members);
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(members).iterator();
  }

  @Override
  public int typeRank() {
    return 6;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof SetValue that
        ? Sameness.compare(members, that.members)
        : Integer.compare(6, other.typeRank());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SetValue that && Sameness.areEqual(members, that.members));
  }

  /** The members themselves in order, not to be changed. */
  Value[] parts() {
    return members;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = ~Arrays.hashCode(members);
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /** Collects members for one set, equal ones once; not for use by several threads. */
  public static final class Builder {

    private Value[] members = new Value[8];
    private int size;
    private final GrowingIndex index = new GrowingIndex();

    private Builder() {}

    /** Adds a member; false if an equal one is there already. */
    public boolean add(Value member) {
      if (has(member)) {
        return false;
      }
      if (size == members.length) {
        members = Arrays.copyOf(members, size * 2);
      }
      members[size] = member;
      index.added(members, ++size);
      return true;
    }

    public boolean has(Value member) {
      return index.find(members, size, member) >= 0;
    }

    public int size() {
      return size;
    }

    public SetValue build() {
      if (size == 0) {
        return EMPTY;
      }
      var sorted = Arrays.copyOf(members, size);
      Arrays.sort(sorted);
      return new SetValue(sorted);
    }
  }
}
