package dev.gatehouse.rego.builtin;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What functions find the same wherever one evaluation calls them: the time, and what they
 * remembered. It changes with its use, by one thread, and serves another evaluation once it has
 * forgotten this one.
 */
public final class Memory {

  private long now;
  private @Nullable Map<Object, Object> remembered;

  /** The time at which it was first asked for, nanoseconds since the epoch. */
  public long nowNanos() {
    if (now == 0) {
      var instant = Instant.now();
      now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
    return now;
  }

  /** The value under a key, made on first use. */
  @SuppressWarnings("unchecked")
  public <T> T remember(Object key, Supplier<T> make) {
    if (remembered == null) {
      remembered = new HashMap<>();
    }
    var known = remembered.get(key);
    if (known == null) {
      known = make.get();
      remembered.put(key, known);
    }
    return (T) known;
  }

  /** Forgets the evaluation. */
  public void forget() {
    now = 0;
    remembered = null;
  }
}
