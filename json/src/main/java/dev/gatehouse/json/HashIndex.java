package dev.gatehouse.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the position of a key among many keys: open addressing over an array of distinct keys. */
final class HashIndex {

  /** Up to this many keys a linear scan is faster than hashing. */
  static final int LINEAR_LIMIT = 8;

  /** Keys that need more probes than this are taken for chosen to collide. */
  private static final int MOST_PROBES = 64;

  private HashIndex() {}

  /**
   * The table for the first {@code size} keys: each slot holds a position or -1.
   *
   * @return null if too many hashes collide, as hostile keys can be made to
   */
  static int @Nullable [] of(Value[] keys, int size) {
    var table = new int[Integer.highestOneBit(Math.max(size, 4)) << 2];
    Arrays.fill(table, -1);
    for (var i = 0; i < size; i++) {
      if (!insert(table, keys[i], i)) {
        return null;
      }
    }
    return table;
  }

  /** Adds a key that is not in the table yet; false if too many hashes collide. */
  static boolean insert(int[] table, Value key, int position) {
    var slot = spread(key.hashCode()) & (table.length - 1);
    var probes = 0;
    while (table[slot] >= 0) {
      if (++probes > MOST_PROBES) {
        return false;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = position;
    return true;
  }

  /** The position of the key, or -1. */
  static int find(int[] table, Value[] keys, Value key) {
    var slot = spread(key.hashCode()) & (table.length - 1);
    while (true) {
      var position = table[slot];
      if (position < 0) {
        return -1;
      }
      var candidate = keys[position];
      if (candidate == key || candidate.equals(key)) {
        return position;
      }
      slot = (slot + 1) & (table.length - 1);
    }
  }

  /** The position of the key among sorted keys, with a table if there is one, or -1. */
  static int find(int @Nullable [] table, Value[] keys, int size, Value key) {
    if (table != null) {
      return find(table, keys, key);
    }
    return size <= LINEAR_LIMIT
        ? scan(keys, size, key)
        : Math.max(-1, Arrays.binarySearch(keys, 0, size, key));
  }

  /** The position of the key among the first {@code size} keys by a scan, or -1. */
  static int scan(Value[] keys, int size, Value key) {
    for (var i = 0; i < size; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
    return key instanceof StringValue name
        ? scan(keys, size, name.value())
        : scanEqual(keys, size, key);
  }

  /** Compares hashes first: strings keep theirs. */
  private static int scan(Value[] keys, int size, String name) {
    var hash = name.hashCode();
    for (var i = 0; i < size; i++) {
      if (keys[i] instanceof StringValue candidate
          && candidate.value().hashCode() == hash
          && candidate.value().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static int scanEqual(Value[] keys, int size, Value key) {
    for (var i = 0; i < size; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static int spread(int hash) {
    return (hash * 0x9E3779B9) >>> 7;
  }
}
