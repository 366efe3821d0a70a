package dev.gatehouse.rego.builtin.glob;

import java.util.function.LongConsumer;

/** A search of a text, which counts its work. */
record Search(LongConsumer work) {

  private static final int BYTES_A_STEP = 16;

  /** Counts looking through a text. */
  void through(String text) {
    work.accept(1 + text.length() / BYTES_A_STEP);
  }

  /** Counts keeping each place in a text. */
  void all(String text) {
    work.accept(1L + text.length());
  }
}
