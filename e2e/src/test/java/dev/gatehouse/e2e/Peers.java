package dev.gatehouse.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of the programs that were built to compare with. */
final class Peers {

  private Peers() {}

  static Path folder() {
    var named = System.getenv("GATEHOUSE_PEERS");
    if (named != null) {
      return Path.of(named);
    }
    var cache = System.getenv("XDG_CACHE_HOME");
    var home = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return home.resolve("gatehouse/peers");
  }

  /** A program; a test that needs one that is not there ends as skipped. */
  static Path program(String name) {
    var program = folder().resolve(name);
    Assumptions.assumeTrue(Files.isExecutable(program),
        name + " is not built: run bench/peers/build " + name + ", or e2e/run");
    return program;
  }
}
