package dev.gatehouse.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The cases of a suite, and what they share.
 *
 * @param end ends what was started for the cases, such as a server
 */
public record Suite(List<? extends Case> cases, Runnable end) implements AutoCloseable {

  public Suite {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a suite.
   *
   * @param name {@code rego}, {@code library} or {@code webhook}
   * @throws IllegalArgumentException for another name
   */
  public static Suite open(String name, Path directory) throws IOException {
    return switch (name) {
      case "rego" -> new Suite(RegoCase.read(directory), () -> {});
      case "library" -> new Suite(LibraryCase.read(directory), () -> {});
      case "webhook" -> WebhookRecording.open(directory);
      default -> throw new IllegalArgumentException(
          "no suite " + name + ", expected rego, library or webhook");
    };
  }

  @Override
  public void close() {
    end.run();
  }
}
