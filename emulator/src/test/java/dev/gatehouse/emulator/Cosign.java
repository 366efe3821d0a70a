package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The real cosign, if it has been built into the cache of peers. */
record Cosign(Path program, Path folder) {

  /** What a run left. */
  record Result(int status, String output) {}

  /** Ends the test as skipped, or as failed on a build server, if cosign is not there. */
  static Cosign in(Path folder) {
    var peers = System.getenv("GATEHOUSE_PEERS");
    var cache = System.getenv("XDG_CACHE_HOME");
    var home = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    var program = (peers == null ? home.resolve("gatehouse/peers") : Path.of(peers))
        .resolve("cosign");
    Assumptions.assumeTrue(Files.isExecutable(program),
        "cosign is not built: run bench/peers/build cosign");
    return new Cosign(program, folder);
  }

  Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** Runs cosign in the folder, without any way to the public Sigstore. */
  Result run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var output = Files.createTempFile(folder, "output", ".txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().put("TUF_MIRROR", "http://127.0.0.1:1");
    builder.environment().put("COSIGN_PASSWORD", "");
    var process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("cosign did not end: " + command);
    }
    return new Result(process.exitValue(), Files.readString(output, UTF_8));
  }
}
