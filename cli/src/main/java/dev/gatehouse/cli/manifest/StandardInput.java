package dev.gatehouse.cli.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard input is joined to. */
final class StandardInput {

  private static final Path LINK = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /** Whether a file or another program feeds it; neither a terminal nor {@code /dev/null} does. */
  static boolean isPiped() {
    try {
      return !Files.readSymbolicLink(LINK).startsWith("/dev");
    } catch (IOException | UnsupportedOperationException e) {
      var console = System.console();
      return console == null || !console.isTerminal();
    }
  }
}
