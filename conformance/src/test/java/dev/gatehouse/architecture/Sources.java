package dev.gatehouse.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The project's own source files. */
final class Sources {

  static final Path ROOT = Path.of(System.getProperty("project.root", "..")).toAbsolutePath();

  private static final List<String> MODULES = List.of("json", "http", "rego", "kube", "trust",
      "policy",
      "server", "cli");

  private Sources() {}

  static List<Path> main() throws IOException {
    var files = new ArrayList<Path>();
    for (var module : MODULES) {
      files.addAll(main(module));
    }
    return files;
  }

  static List<Path> main(String module) throws IOException {
    try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
