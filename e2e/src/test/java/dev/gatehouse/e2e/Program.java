package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real program: one that runs to its end, or a server that is stopped by its process. */
record Program(Path log, Process process) implements AutoCloseable {

  private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /** What a run left. */
  record Result(int status, String output) {

    /** The output, if the run succeeded. */
    String orFail() {
      if (status != 0) {
        throw new AssertionError("status " + status + ": " + output);
      }
      return output;
    }
  }

  /** A port of loopback that is free now. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  static Program start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    var name = Path.of(command.getFirst()).getFileName().toString();
    var log = Files.createTempFile(folder, name, ".log");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Program(log, builder.start());
  }

  static Result run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var program = start(folder, environment, command);
    if (!program.process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
      program.process.destroyForcibly();
      throw new AssertionError("did not end: " + command);
    }
    return new Result(program.process.exitValue(), program.output());
  }

  String output() throws IOException {
    return Files.readString(log, UTF_8);
  }

  /** Waits until the server answers at this URL, whatever it answers. */
  Program awaitAnswer(HttpClient client, String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    var end = System.nanoTime() + LONGEST_START.toNanos();
    while (true) {
      try {
        client.send(request, BodyHandlers.discarding());
        return this;
      } catch (IOException e) {
        var isGone = process.waitFor(100, TimeUnit.MILLISECONDS);
        if (isGone || System.nanoTime() > end) {
          close();
          throw new AssertionError("nothing answers at " + url + ": " + output(), e);
        }
      }
    }
  }

  /** Fails with what the program said, if it has ended. */
  void requireRunning() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(process.exitValue() + ": " + output());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
