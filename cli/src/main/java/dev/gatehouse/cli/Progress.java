package dev.gatehouse.cli;

/**
 * How far long work has come, on a terminal's error output and nowhere else; its line is gone when
 * the work is done. Not for use by several threads.
 */
public final class Progress {

  private static final long FIRST_AFTER_NANOS = 500_000_000;
  private static final long EVERY_NANOS = 100_000_000;

  private final String verb;
  private final int total;
  private final boolean shown;
  private long due = System.nanoTime() + FIRST_AFTER_NANOS;
  private int done;
  private boolean drawn;

  private Progress(String verb, int total, boolean shown) {
    this.verb = verb;
    this.total = total;
    this.shown = shown;
  }

  public static Progress on(String verb, int total) {
    return new Progress(verb, total, Terminal.ofOutput().interactive());
  }

  /** One more piece is done. */
  public void step(String what) {
    done++;
    var now = System.nanoTime();
    if (shown && now - due >= 0) {
      due = now + EVERY_NANOS;
      drawn = true;
      System.err.print("\r\033[K" + verb + " " + done + "/" + total + "  " + what);
    }
  }

  /** Takes the line away. */
  public void end() {
    if (drawn) {
      System.err.print("\r\033[K");
    }
  }
}
