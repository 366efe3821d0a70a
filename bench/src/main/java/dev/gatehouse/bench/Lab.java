package dev.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Where a benchmark runs: the checkout, the peers' programs, a scratch folder and the processes
 * started. Closing ends them all, the last one first, and removes the folder.
 */
final class Lab implements AutoCloseable {

  /** Servers and single-core work are pinned to this core, what loads them to the other. */
  static final String WORK_CORE = "1";
  static final String LOAD_CORE = "0";

  private final Path home;
  private final Path peers;
  private final Path scratch;
  private final int rounds;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private int logs;
  private int folders;
  private boolean closed;

  private Lab(Path home, Path peers, Path scratch, int rounds) {
    this.home = home;
    this.peers = peers;
    this.scratch = scratch;
    this.rounds = rounds;
  }

  static Lab open(Path home, Path peers, int rounds) throws IOException {
    var lab = new Lab(home, peers, Files.createTempDirectory("gatehouse-bench"), rounds);
    Runtime.getRuntime().addShutdownHook(new Thread(lab::close));
    return lab;
  }

  /** How often each side of a case is measured. */
  int rounds() {
    return rounds;
  }

  /** The public suites: {@code GATEHOUSE_CONFORMANCE}, else beside the checkout. */
  Path conformance() {
    var given = System.getenv("GATEHOUSE_CONFORMANCE");
    var folder = given == null ? home.resolveSibling("shared/conformance") : Path.of(given);
    if (!Files.isDirectory(folder)) {
      throw new BenchException(
          "no public suites in " + folder + ": set GATEHOUSE_CONFORMANCE to their folder");
    }
    return folder;
  }

  /** A file of the checkout. */
  Path home(String path) {
    return home.resolve(path);
  }

  /** A peer's program, made by {@code bench/peers/build}. */
  String peer(String name) {
    var program = peers.resolve(name);
    if (!Files.exists(program)) {
      throw new BenchException(program + " is missing: run bench/peers/build " + name);
    }
    return program.toString();
  }

  /** Whether a peer that can be done without is there. */
  boolean hasPeer(String name) {
    return Files.exists(peers.resolve(name));
  }

  /** A new empty folder. */
  Path folder(String name) {
    try {
      return Files.createDirectories(scratch.resolve(name + "." + folders++));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port of loopback that is free now. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program that runs until the lab closes, on the named cores. */
  Program start(String cores, List<String> command, Map<String, String> environment) {
    var name = Path.of(command.getFirst()).getFileName().toString();
    var log = scratch.resolve(name + "." + logs++ + ".log");
    var program = new Program(name, launch(cores, command, environment, log, log), log);
    open.push(program);
    return program;
  }

  /** Runs a program to its end on the named cores and gives what it wrote to standard output. */
  String run(String cores, Duration limit, List<String> command) {
    return run(cores, limit, command, Map.of());
  }

  /** As above, with variables for the program. */
  String run(String cores, Duration limit, List<String> command, Map<String, String> environment) {
    var name = Path.of(command.getFirst()).getFileName().toString();
    var log = scratch.resolve(name + "." + logs++ + ".log");
    var errors = scratch.resolve(log.getFileName() + ".err");
    var process = launch(cores, command, environment, log, errors);
    try (var program = new Program(name, process, log)) {
      int code = program.await(limit);
      if (code != 0) {
        throw new BenchException(String.join(" ", command) + " ended with " + code + ": "
            + Program.lastWords(log) + Program.lastWords(errors));
      }
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something holds, while a program runs. */
  static void await(String what, Duration limit, Program program, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      program.requireRunning();
      if (System.nanoTime() > deadline) {
        throw new BenchException("waited " + limit.toSeconds() + " s for " + what);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("interrupted while waiting for " + what, e);
      }
    }
  }

  private static Process launch(
      String cores, List<String> command, Map<String, String> environment, Path log, Path errors) {
    var pinned = new ArrayList<>(List.of("taskset", "-c", cores));
    pinned.addAll(command);
    var builder = new ProcessBuilder(pinned).redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(Redirect.appendTo(log.toFile()))
        .redirectError(Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        Report.progress("could not end a program: %s", e);
      }
    }
    try (var files = Files.walk(scratch)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      Report.progress("could not remove %s: %s", scratch, e);
    }
  }
}
