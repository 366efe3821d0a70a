package dev.gatehouse.rego.builtin;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers values made from keys, up to a number; then one makes room for the next. Thread-safe. */
final class BoundedCache<K, V> {

  private final int capacity;
  private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();

  BoundedCache(int capacity) {
    this.capacity = capacity;
  }

  /** The value of the key; made outside of any lock, so perhaps by two threads at the same time. */
  V get(K key, Function<K, V> make) {
    var known = entries.get(key);
    if (known != null) {
      return known;
    }
    var made = make.apply(key);
    if (entries.size() >= capacity) {
      var some = entries.keySet().iterator();
      if (some.hasNext()) {
        entries.remove(some.next());
      }
    }
    entries.put(key, made);
    return made;
  }
}
