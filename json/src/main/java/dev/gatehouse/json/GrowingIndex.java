package dev.gatehouse.json;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the positions of keys while they are collected: by scan while there are few, by hash, and by
 * order once hashes collide too much. Mutable.
 */
final class GrowingIndex {

  private int @Nullable [] table;
  private @Nullable TreeMap<Value, Integer> ordered;

  /** The position of the key among the first {@code size} keys, or -1. */
  int find(Value[] keys, int size, Value key) {
    if (ordered != null) {
      return ordered.getOrDefault(key, -1);
    }
    return table == null ? HashIndex.scan(keys, size, key) : HashIndex.find(table, keys, key);
  }

  /** Takes note of the last of the first {@code size} keys. */
  void added(Value[] keys, int size) {
    var last = size - 1;
    if (ordered != null) {
      ordered.put(keys[last], last);
    } else if (table == null ? size > HashIndex.LINEAR_LIMIT : !fits(keys, size)) {
      table = HashIndex.of(keys, size);
      if (table == null) {
        ordered = new TreeMap<>();
        for (var i = 0; i < size; i++) {
          ordered.put(keys[i], i);
        }
      }
    }
  }

  private boolean fits(Value[] keys, int size) {
    return table != null
        && size * 2 < table.length
        && HashIndex.insert(table, keys[size - 1], size - 1);
  }
}
