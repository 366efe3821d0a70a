package dev.gatehouse.trust.image;

import dev.gatehouse.trust.image.ImageObserver.Source;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Remembers answers for as long as each is good, and lets one ask where many want the same. Bounded
 * in what it keeps; safe for use by several threads.
 */
final class Memory<K, V> {

  private final long largest;
  private final LongSupplier clock;
  private final LinkedHashMap<K, Kept<V>> kept = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<K, CompletableFuture<V>> running = new HashMap<>();
  private long weight;

  private record Kept<V>(V value, long until, long weight) {}

  /** An answer to come; who has {@link Source#REGISTRY} has to bring it. */
  record Asked<V>(CompletableFuture<V> answer, Source source) {}

  /**
   * What an answer is to its keeper.
   *
   * @param nanos how long it is good; 0 to forget it at once
   * @param weight roughly its bytes
   */
  record Worth(long nanos, long weight) {}

  /**
   * An empty one.
   *
   * @param largest the most weight that is kept
   * @param clock nanoseconds
   */
  Memory(long largest, LongSupplier clock) {
    this.largest = largest;
    this.clock = clock;
  }

  /**
   * Where the answer is to be had.
   *
   * @param mine is what the caller completes, after {@link #finish}, if nobody has the answer or is
   *     asking for it
   */
  synchronized Asked<V> ask(K key, CompletableFuture<V> mine) {
    var found = kept.get(key);
    if (found != null && clock.getAsLong() - found.until < 0) {
      return new Asked<>(CompletableFuture.completedFuture(found.value), Source.MEMORY);
    }
    remove(key);
    var other = running.putIfAbsent(key, mine);
    return other == null ? new Asked<>(mine, Source.REGISTRY) : new Asked<>(other, Source.SHARED);
  }

  /** What is remembered; empty if somebody would have to be asked. */
  synchronized Optional<V> peek(K key) {
    return Optional.ofNullable(kept.get(key))
        .filter(found -> clock.getAsLong() - found.until < 0).map(Kept::value);
  }

  /** Ends an asking; whoever asks next starts anew or finds the answer. */
  synchronized void finish(K key, V value, Worth worth) {
    running.remove(key);
    remove(key);
    if (worth.nanos <= 0 || worth.weight > largest / 8) {
      return;
    }
    kept.put(key, new Kept<>(value, clock.getAsLong() + worth.nanos, worth.weight));
    weight += worth.weight;
    var eldest = kept.values().iterator();
    while (weight > largest && eldest.hasNext()) {
      weight -= eldest.next().weight;
      eldest.remove();
    }
  }

  private void remove(K key) {
    var old = kept.remove(key);
    if (old != null) {
      weight -= old.weight;
    }
  }
}
