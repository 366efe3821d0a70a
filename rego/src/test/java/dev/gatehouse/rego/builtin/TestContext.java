package dev.gatehouse.rego.builtin;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An evaluation that counts what functions use, against limits that may be small. */
final class TestContext implements BuiltinContext {

  private final Map<Object, Object> remembered = new HashMap<>();
  private final long stepLimit;
  private final long sizeLimit;
  private long steps;
  private long size;

  TestContext(long stepLimit, long sizeLimit) {
    this.stepLimit = stepLimit;
    this.sizeLimit = sizeLimit;
  }

  static TestContext ample() {
    return new TestContext(10_000_000, 100_000);
  }

  @Override
  public long nowNanos() {
    return 1_700_000_000_123_456_789L;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T remember(Object key, Supplier<T> make) {
    return (T) remembered.computeIfAbsent(key, k -> make.get());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("HOME", "/home/tester");
  }

  @Override
  public void spend(long count) {
    steps += count;
    if (steps > stepLimit) {
      throw new LimitReached("steps");
    }
  }

  @Override
  public void allocate(long count) {
    size += count;
    if (size > sizeLimit) {
      throw new LimitReached("size");
    }
  }

  /** A limit of this context was reached. */
  static final class LimitReached extends RuntimeException {
    private LimitReached(String what) {
      super(what);
    }
  }
}
