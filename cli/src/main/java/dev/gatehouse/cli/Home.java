package dev.gatehouse.cli;

import java.nio.file.Path;

/** The folder that Gatehouse's own files lie in. */
final class Home {

  private Home() {}

  /** As the launcher says; without one, the folder of the run. */
  static Path folder() {
    return Path.of(System.getProperty("gatehouse.home", "")).toAbsolutePath();
  }
}
