package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.Input;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Keeps a few contexts for the next evaluations. Shared by threads; what it holds is forgotten. */
final class ContextPool {

  private static final int MOST = 4;

  private final AtomicReferenceArray<Context> spare = new AtomicReferenceArray<>(MOST);
  private final Sizes sizes;

  ContextPool(Sizes sizes) {
    this.sizes = sizes;
  }

  Context take(Input input) {
    var context = spare.getAndSet(slot(), null);
    if (context == null) {
      context = new Context(sizes);
    }
    context.begin(input);
    return context;
  }

  /** Gives a context back whose evaluation came to its end. */
  void giveBack(Context context) {
    context.end();
    spare.setRelease(slot(), context);
  }

  private static int slot() {
    return (int) Thread.currentThread().threadId() & (MOST - 1);
  }
}
