package dev.gatehouse.cli.suite;

import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds suites: in a file, in a folder, or with {@code /...} in everything below a folder. */
public final class SuiteReader {

  private static final String RECURSIVE = "/...";

  private SuiteReader() {}

  /**
   * Reads every suite at a path, sorted by path.
   *
   * @throws SuiteException if the path is not there or a file cannot be read as YAML
   */
  public static List<Suite> read(String target) throws SuiteException {
    var recursive = target.endsWith(RECURSIVE) || target.equals("...");
    var start = recursive ? target.substring(0, target.length() - "...".length()) : target;
    var root = Path.of(start.isEmpty() ? "." : start);
    try {
      var suites = new ArrayList<Suite>();
      for (var file : files(root, recursive)) {
        var display = file.equals(root) ? start : joined(start, root.relativize(file));
        read(file, display).ifPresent(suites::add);
      }
      return suites;
    } catch (NoSuchFileException e) {
      throw new SuiteException("listing test files: " + e.getFile() + ": no such file or folder");
    } catch (IOException e) {
      throw new SuiteException("listing test files: " + e);
    }
  }

  private static String joined(String start, Path rest) {
    return start.endsWith("/") || start.isEmpty() ? start + rest : start + "/" + rest;
  }

  private static List<Path> files(Path root, boolean recursive) throws IOException, SuiteException {
    if (Files.isRegularFile(root)) {
      if (recursive) {
        throw new SuiteException("listing test files: can only recursively traverse directories,"
            + " not a directory: \"" + root + "\"");
      }
      if (!isYaml(root)) {
        throw new SuiteException("listing test files: unsupported extension: \"" + extension(root)
            + "\"");
      }
      return List.of(root);
    }
    try (Stream<Path> files = Files.walk(root, recursive ? Integer.MAX_VALUE : 1)) {
      return files.filter(Files::isRegularFile).filter(SuiteReader::isYaml).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    var extension = extension(file);
    return extension.equals(".yaml") || extension.equals(".yml");
  }

  private static String extension(Path file) {
    var name = file.getFileName().toString();
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static Optional<Suite> read(Path file, String display)
      throws IOException, SuiteException {
    var text = Files.readAllBytes(file);
    try {
      var documents = Yaml.parse(text);
      if (documents.isEmpty() || !SuiteDecoder.isSuite(documents.getFirst().value())) {
        return Optional.empty();
      }
      var decoder = new SuiteDecoder();
      var suite = decoder.suite(documents.getFirst().value(), file, display);
      if (!decoder.problems().isEmpty()) {
        throw new SuiteException("listing test files: invalid yaml: " + display + ": "
            + String.join("\n  ", decoder.problems()));
      }
      return Optional.of(suite);
    } catch (TextException e) {
      throw new SuiteException(
          "listing test files: invalid yaml: parsing yaml file " + display + ": " + e.getMessage());
    }
  }
}
