package dev.gatehouse.rego.builtin;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;

/** Remembers values made from keys while they have room; then some make room for the next. Thread-safe. */
final class BoundedCache<K, V> {

  private final long room;
  private final ToLongBiFunction<K, V> weight;
  private final AtomicLong taken = new AtomicLong();
  private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();

  /** Room for a number of values. */
  BoundedCache(int capacity) {
    this(capacity, (key, value) -> 1);
  }

  /** Room for values that weigh as much together; one that is heavier alone is not kept. */
  BoundedCache(long room, ToLongBiFunction<K, V> weight) {
    this.room = room;
    this.weight = weight;
  }

  /** The value of the key; made outside of any lock, so perhaps by two threads at the same time. */
  V get(K key, Function<K, V> make) {
    var known = entries.get(key);
    if (known != null) {
      return known;
    }
    var made = make.apply(key);
    var needed = weight.applyAsLong(key, made);
    if (needed <= room && entries.putIfAbsent(key, made) == null
        && taken.addAndGet(needed) > room) {
      makeRoom(key);
    }
    return made;
  }

  private void makeRoom(K newest) {
    for (var entry : entries.entrySet()) {
      if (taken.get() <= room) {
        return;
      }
      if (!entry.getKey().equals(newest) && entries.remove(entry.getKey(), entry.getValue())) {
        taken.addAndGet(-weight.applyAsLong(entry.getKey(), entry.getValue()));
      }
    }
  }
}
