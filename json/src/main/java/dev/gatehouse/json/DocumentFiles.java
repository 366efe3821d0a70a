package dev.gatehouse.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Finds the files of a folder that hold YAML or JSON. */
public final class DocumentFiles {

  private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");
  private static final int DEEPEST_FOLDER = 64;

  private DocumentFiles() {}

  /**
   * The files below a folder that end in {@code .yaml}, {@code .yml} or {@code .json}, in order; the
   * folder itself if it is a file.
   */
  public static List<Path> below(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      return List.of(folder);
    }
    try (var paths = Files.walk(folder, DEEPEST_FOLDER, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> isVisible(folder.relativize(path)) && hasEnding(path))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Names with a leading dot are passed over; a mounted ConfigMap keeps its older versions so. */
  private static boolean isVisible(Path path) {
    for (var part : path) {
      if (part.toString().startsWith(".") && !part.toString().equals(".")) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasEnding(Path path) {
    var name = path.getFileName().toString();
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
