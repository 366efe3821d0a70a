package dev.gatehouse.json;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives the same {@link StringValue} for the same field name, most of the time.
 *
 * <p>Names such as {@code metadata} come in every document. A cached one costs no allocation, has its
 * hash at hand and compares by identity. The table is of fixed size and a newcomer replaces what is
 * in its slot, so that hostile names only make it less useful. It is mutable and shared by threads;
 * nothing but speed depends on what is in it.
 */
final class NameCache {

  static final NameCache SHARED = new NameCache();

  /** In bytes. */
  static final int LONGEST_NAME = 64;

  private static final int SLOTS = 4096;

  private final AtomicReferenceArray<StringValue> slots = new AtomicReferenceArray<>(SLOTS);

  /** The name in a range of ASCII bytes, whose {@code String.hashCode} is given. */
  StringValue get(byte[] in, int start, int end, int hash) {
    var slot = slot(hash);
    var cached = slots.getPlain(slot);
    if (cached != null && isSame(cached.value(), in, start, end)) {
      return cached;
    }
    var name = StringValue.of(new String(in, start, end - start, StandardCharsets.ISO_8859_1));
    slots.setRelease(slot, name);
    return name;
  }

  /** The name with the given text. */
  StringValue get(String text) {
    var slot = slot(text.hashCode());
    var cached = slots.getPlain(slot);
    if (cached != null && cached.value().equals(text)) {
      return cached;
    }
    var name = StringValue.of(text);
    slots.setRelease(slot, name);
    return name;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 12) ^ (hash >>> 22)) & (SLOTS - 1);
  }

  private static boolean isSame(String name, byte[] in, int start, int end) {
    if (name.length() != end - start) {
      return false;
    }
    for (var i = 0; i < name.length(); i++) {
      if (name.charAt(i) != in[start + i]) {
        return false;
      }
    }
    return true;
  }
}
