package dev.gatehouse.json;

import java.util.Arrays;

/** Finds the position of a key among many keys: open addressing over an array of distinct keys. */
final class HashIndex {

  /** Up to this many keys a linear scan is faster than hashing. */
  static final int LINEAR_LIMIT = 8;

  private HashIndex() {}

  /** The table for the first {@code size} keys: each slot holds a position or -1. */
  static int[] of(Value[] keys, int size) {
    var table = new int[Integer.highestOneBit(Math.max(size, 4)) << 2];
    Arrays.fill(table, -1);
    for (var i = 0; i < size; i++) {
      insert(table, keys[i], i);
    }
    return table;
  }

  /** Adds a key that is not in the table yet. */
  static void insert(int[] table, Value key, int position) {
    var slot = spread(key.hashCode()) & (table.length - 1);
    while (table[slot] >= 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = position;
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

  /** The position of the key among the first {@code size} keys by a scan, or -1. */
  static int scan(Value[] keys, int size, Value key) {
    for (var i = 0; i < size; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
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
