package dev.gatehouse.cli.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command's results go, and in which form. State: the text that waits to be written. */
final class Output {

  /** The form of results. */
  enum Format {
    json, text
  }

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", description = "json or text")
  private Optional<Format> format = Optional.empty();

  @Option(names = "--output-file", paramLabel = "FILE", description = "write the results to this file")
  private Optional<Path> file = Optional.empty();

  private final StringBuilder waiting = new StringBuilder();

  /** @param otherwise where the user does not say */
  boolean isJson(Format otherwise) {
    return format.orElse(otherwise) == Format.json;
  }

  void print(String text) {
    if (file.isEmpty()) {
      System.out.print(text);
      System.out.flush();
      return;
    }
    waiting.append(text);
    try {
      Files.writeString(file.get(), waiting, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ImageException.failed("--output-file " + file.get() + " cannot be written: " + e);
    }
  }
}
