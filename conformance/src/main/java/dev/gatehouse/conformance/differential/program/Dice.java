package dev.gatehouse.conformance.differential.program;

import java.util.List;
import java.util.Random;

/** Seeded choices; the same seed makes the same choices. */
public final class Dice {

  private final Random random;

  public Dice(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
  }

  /** A number from 0 up to the bound, exclusive. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number between two, both inclusive. */
  public int between(int least, int greatest) {
    return least + random.nextInt(greatest - least + 1);
  }

  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  public <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public long number() {
    return random.nextLong();
  }
}
