package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that a benchmark started; closing ends it, and what it started in its turn, by id. */
final class Program implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final String name;
  private final Process process;
  private final Path log;

  Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Fails if the program has ended, with the end of what it said. */
  void requireRunning() {
    if (!process.isAlive()) {
      throw new BenchException(name + " ended with " + process.exitValue() + ": " + lastWords(log));
    }
  }

  /** Waits for the program's end and gives its exit code. */
  int await(Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new BenchException(name + " took more than " + limit.toSeconds() + " s");
  }

  /** Resident memory in MiB: {@code VmRSS} now, {@code VmHWM} at its highest. */
  double residentMebibytes(String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines.filter(line -> line.startsWith(field + ":")).findFirst()
          .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .orElseThrow(() -> new BenchException("no " + field + " for " + name));
    } catch (IOException e) {
      throw new BenchException("cannot read the memory of " + name, e);
    }
  }

  @Override
  public void close() {
    var family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
      }
    } catch (InterruptedException e) {
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  /** The last lines of a program's output, for an error message. */
  static String lastWords(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "(its output cannot be read: " + e.getMessage() + ")";
    }
  }
}
