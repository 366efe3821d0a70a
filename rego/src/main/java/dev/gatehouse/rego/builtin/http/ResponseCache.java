package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.json.ObjectValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps responses from one evaluation to the next by their requests, up to a size: the oldest make
 * room. It changes with its use, and is safe for any number of threads.
 */
public final class ResponseCache {

  /** What an entry takes beside its texts, in bytes. */
  private static final int ENTRY_BYTES = 512;

  private final long maxBytes;
  private final LinkedHashMap<ObjectValue, Kept> entries = new LinkedHashMap<>();
  private long bytes;

  /** @param maxBytes how much is kept; 0 for nothing */
  public ResponseCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A response, and when it is no longer good. */
  record Kept(Response response, Instant end) {}

  public boolean isOn() {
    return maxBytes > 0;
  }

  synchronized @Nullable Kept get(ObjectValue request) {
    return entries.get(request);
  }

  synchronized void remove(ObjectValue request) {
    var removed = entries.remove(request);
    if (removed != null) {
      bytes -= size(removed);
    }
  }

  synchronized void put(ObjectValue request, Kept kept) {
    remove(request);
    if (size(kept) > maxBytes) {
      return;
    }
    entries.put(request, kept);
    bytes += size(kept);
    while (bytes > maxBytes) {
      remove(entries.firstEntry().getKey());
    }
  }

  private static long size(Kept kept) {
    var headers = kept.response().headers().entrySet().stream()
        .mapToLong(e -> e.getKey().length() + e.getValue().stream().mapToLong(String::length).sum())
        .sum();
    return ENTRY_BYTES + headers + kept.response().body().length;
  }
}
