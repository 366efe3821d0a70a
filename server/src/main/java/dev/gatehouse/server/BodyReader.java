package dev.gatehouse.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of one request without holding a thread while it waits, within a size, a time
 * and the bytes that all requests may hold. State: what has arrived. It is run again whenever more
 * has arrived.
 */
final class BodyReader implements Runnable {

  private static final int FIRST_BUFFER = 64 << 10;

  /** What is done with the body; one of the three, once. */
  interface Reader {

    void complete(byte[] body);

    void refuse(Refusal refusal, String message);

    void broken(Throwable cause);
  }

  /** How much may come, and how long it may take. */
  record Bounds(int bytes, Duration arrival, ByteBudget budget, Scheduler scheduler) {}

  private final Request request;
  private final Bounds bounds;
  private final Reader reader;
  private final AtomicBoolean done = new AtomicBoolean();
  private byte[] buffer;
  private int size;
  private long held;
  private boolean released;
  private volatile Scheduler.@Nullable Task timer;

  BodyReader(Request request, Bounds bounds, Reader reader) {
    this.request = request;
    this.bounds = bounds;
    this.reader = reader;
    var declared = request.getLength();
    buffer = new byte[Math.clamp(declared, 0, Math.min(FIRST_BUFFER, bounds.bytes))];
  }

  /** Reads what is there; asks to be run again if that is not all. */
  @Override
  public void run() {
    while (!done.get()) {
      var chunk = request.read();
      if (chunk == null) {
        awaitMore();
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        fail(chunk.getFailure());
        return;
      }
      var last = chunk.isLast();
      var kept = keep(chunk.getByteBuffer());
      chunk.release();
      if (kept && last && finish()) {
        reader.complete(size == buffer.length ? buffer : Arrays.copyOf(buffer, size));
      }
      if (!kept || last) {
        return;
      }
    }
  }

  private void awaitMore() {
    if (timer == null) {
      timer = bounds.scheduler.schedule(
          this::expire,
          bounds.arrival.toNanos(),
          TimeUnit.NANOSECONDS);
    }
    request.demand(this);
  }

  private void fail(Throwable cause) {
    if (cause instanceof TimeoutException) {
      expire();
    } else if (finish()) {
      reader.broken(cause);
    }
  }

  private void expire() {
    refuse(Refusal.TOO_SLOW,
        "the request body did not arrive within " + bounds.arrival.toMillis() + " ms");
  }

  private synchronized boolean keep(ByteBuffer chunk) {
    var length = chunk.remaining();
    if (released) {
      return false;
    }
    if (size + (long) length > bounds.bytes) {
      refuse(Refusal.TOO_LARGE, tooLarge(bounds.bytes));
      return false;
    }
    if (!bounds.budget.take(length)) {
      refuse(Refusal.OVERLOADED, "too many request bodies are held already");
      return false;
    }
    held += length;
    if (size + length > buffer.length) {
      var larger = Math.max(size + length, Math.min(buffer.length * 2, bounds.bytes));
      buffer = Arrays.copyOf(buffer, larger);
    }
    chunk.get(buffer, size, length);
    size += length;
    return true;
  }

  static String tooLarge(int limit) {
    return "request entity is too large; limit is " + limit + " bytes";
  }

  private void refuse(Refusal refusal, String message) {
    if (finish()) {
      reader.refuse(refusal, message);
    }
  }

  /** True for the one caller who may tell the reader. */
  private boolean finish() {
    if (!done.compareAndSet(false, true)) {
      return false;
    }
    var pending = timer;
    if (pending != null) {
      pending.cancel();
    }
    return true;
  }

  /** Gives the bytes back to the budget; the body is not needed any more. */
  synchronized void release() {
    done.set(true);
    released = true;
    bounds.budget.giveBack(held);
    held = 0;
  }
}
