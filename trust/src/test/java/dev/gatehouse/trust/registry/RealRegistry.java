package dev.gatehouse.trust.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A registry that others wrote, run as a process on loopback; tests of absent ones are skipped. */
public final class RealRegistry implements AutoCloseable {

  private final Process process;
  private final int port;

  private RealRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The registry of go-containerregistry, in memory, with or without the referrers API. */
  public static RealRegistry inMemory(boolean referrers) throws IOException {
    var program = program("registry");
    int port = freePort();
    return start(referrers
        ? List.of(program, "127.0.0.1:" + port, "referrers")
        : List.of(program, "127.0.0.1:" + port), port);
  }

  /** The distribution project's registry, which has no referrers API. */
  public static RealRegistry distribution(Path folder, String httpSettings) throws IOException {
    var program = program("docker-registry");
    int port = freePort();
    var config = folder.resolve("config.yml");
    Files.writeString(config, """
        version: 0.1
        log: {level: error}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:%d"%s
        """.formatted(folder.resolve("data"), port, httpSettings));
    return start(List.of(program, "serve", config.toString()), port);
  }

  private static String program(String name) {
    var folders = Stream.concat(
        Stream.of(Optional.ofNullable(System.getenv("GATEHOUSE_PEERS")).map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache/gatehouse/peers"))),
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .filter(text -> !text.isEmpty())
            .map(Path::of));
    var found = folders.map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    assumeTrue(found.isPresent(), () -> name + " is absent");
    return found.orElseThrow().toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static RealRegistry start(List<String> command, int port) throws IOException {
    var log = Files.createTempFile("registry", ".log");
    log.toFile().deleteOnExit();
    var process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(log.toFile()).start();
    var registry = new RealRegistry(process, port);
    var deadline = System.nanoTime() + 20_000_000_000L;
    while (!registry.listens()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        registry.close();
        throw new IOException(
            command.getFirst() + " does not start: " + Files.readString(log));
      }
      LockSupport.parkNanos(10_000_000);
    }
    return registry;
  }

  private boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The host and port. */
  public String registry() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
