package dev.gatehouse.rego.builtin;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** An evaluation that counts what functions use, against limits that may be small. */
final class TestContext implements BuiltinContext {

  private static final Duration TIME = Duration.ofSeconds(20);

  private final Memory memory = new Memory();
  private final long deadline = System.nanoTime() + TIME.toNanos();
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
  public <T> T remember(Object key, Supplier<T> make) {
    return memory.remember(key, make);
  }

  @Override
  public long deadlineNanos() {
    return deadline;
  }

  @Override
  public void checkTime() {
    if (System.nanoTime() - deadline > 0) {
      throw new LimitReached("time");
    }
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
