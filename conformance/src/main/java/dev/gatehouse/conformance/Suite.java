package dev.gatehouse.conformance;

import dev.gatehouse.rego.Backend;
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
   * @param name {@code rego}, {@code library}, {@code webhook} or {@code sigstore}
   * @param backend what runs Rego in the cases
   * @throws IllegalArgumentException for another name
   */
  public static Suite open(String name, Path directory, Backend backend) throws IOException {
    return switch (name) {
      case "rego" -> new Suite(RegoCase.read(directory, backend), () -> {});
      case "library" -> new Suite(LibraryCase.read(directory, backend), () -> {});
      case "webhook" -> WebhookRecording.open(directory, backend);
      case "sigstore" -> new Suite(SigstoreCase.read(directory), () -> {});
      default -> throw new IllegalArgumentException(
          "no suite " + name + ", expected rego, library, webhook or sigstore");
    };
  }

  @Override
  public void close() {
    end.run();
  }
}
