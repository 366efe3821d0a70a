package dev.gatehouse.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The processor time of this whole process, its compiler and collector included: on an idle core the
 * same as time on the wall, and beside others what would have been. The JDK itself gives it in steps
 * of 10 ms.
 */
final class ProcessorTime {

  /** {@code CLOCK_PROCESS_CPUTIME_ID} of Linux. */
  private static final int CLOCK = 2;
  private static final long SECOND = 1_000_000_000L;

  private final MethodHandle clock;
  private final MemorySegment time = Arena.ofAuto().allocate(JAVA_LONG, 2);

  @SuppressWarnings("restricted") // the C library's own function
  ProcessorTime() {
    var linker = Linker.nativeLinker();
    clock = linker.downcallHandle(linker.defaultLookup().findOrThrow("clock_gettime"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  }

  /** Nanoseconds since the process began. */
  long nanoseconds() {
    try {
      if ((int) clock.invokeExact(CLOCK, time) != 0) {
        throw new BenchException("no clock for the time of this process");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new BenchException("no clock for the time of this process", e);
    }
    return time.getAtIndex(JAVA_LONG, 0) * SECOND + time.getAtIndex(JAVA_LONG, 1);
  }
}
