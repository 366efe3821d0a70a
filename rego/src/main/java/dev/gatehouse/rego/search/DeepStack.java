package dev.gatehouse.rego.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs code on a thread of its own whose stack has room for a deep search. */
final class DeepStack {

  /** Bytes of address space; pages are taken as they are used. */
  private static final long SIZE = 1L << 29;

  private DeepStack() {}

  /** The result, or what the code throws. */
  static <T> T call(Supplier<T> code) {
    var result = new CompletableFuture<T>();
    var thread = new Thread(null, () -> complete(result, code), "rego-observed", SIZE);
    thread.setDaemon(true);
    thread.start();
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> code) {
    try {
      result.complete(code.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }
}
