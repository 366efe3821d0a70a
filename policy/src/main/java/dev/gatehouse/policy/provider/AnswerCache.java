package dev.gatehouse.policy.provider;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers the answers of providers, errors about single keys too, for a while. Its state changes;
 * calls may come from any thread.
 */
final class AnswerCache {

  private static final int LARGEST = 50_000;

  private final Duration timeToLive;
  private final LongSupplier nanoClock;
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

  private record Key(Provider provider, String key) {}

  /** A remembered answer. */
  record Entry(ProviderItem item, boolean idempotent, long receivedNanos) {}

  /**
   * An empty cache.
   *
   * @param timeToLive how long answers are remembered; zero for not at all
   * @param nanoClock the time that passes, in nanoseconds
   */
  AnswerCache(Duration timeToLive, LongSupplier nanoClock) {
    this.timeToLive = timeToLive;
    this.nanoClock = nanoClock;
  }

  Optional<Entry> find(Provider provider, String key) {
    return Optional.ofNullable(entries.get(new Key(provider, key))).filter(this::isFresh);
  }

  void remember(Provider provider, ProviderAnswer answer) {
    if (timeToLive.isZero()) {
      return;
    }
    if (entries.size() + answer.items().size() > LARGEST) {
      entries.values().removeIf(entry -> !isFresh(entry));
    }
    for (var item : answer.items()) {
      if (entries.size() < LARGEST) {
        entries.put(new Key(provider, item.key()),
            new Entry(item, answer.idempotent(), nanoClock.getAsLong()));
      }
    }
  }

  /** Forgets what providers said that are no longer there. */
  void keepOnly(Map<String, Provider> providers) {
    entries.keySet().removeIf(
        key -> !key.provider().equals(providers.get(key.provider().name())));
  }

  private boolean isFresh(Entry entry) {
    return nanoClock.getAsLong() - entry.receivedNanos() <= timeToLive.toNanos();
  }
}
