package dev.gatehouse.policy;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the public suites, which are no part of the project. */
final class Conformance {

  private Conformance() {}

  /** A suite's folder. Without it a test is skipped, but fails where tests must be complete. */
  static Path folder(String name) {
    var given = System.getProperty("conformance.dir", "");
    var root = given.isBlank() || given.startsWith("${")
        ? Path.of(System.getProperty("project.root", "."), "..", "shared", "conformance")
        : Path.of(given);
    var folder = root.resolve(name);
    if (!Files.isDirectory(folder)) {
      var message = "the suite " + folder + " is not there";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return folder;
  }
}
