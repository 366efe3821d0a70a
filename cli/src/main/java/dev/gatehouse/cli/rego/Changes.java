package dev.gatehouse.cli.rego;

import dev.gatehouse.json.FileStamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Notices when files change, by looking at them now and then; remembers how they looked. */
final class Changes {

  private static final long MILLIS_BETWEEN_LOOKS = 200;
  private static final int DEEPEST_FOLDER = 64;

  private final List<Path> places;
  private FileStamps seen;

  private Changes(List<Path> places) {
    this.places = places;
    this.seen = look();
  }

  /**
   * Looks at files for the first time.
   *
   * @param paths of files and folders, in the form that commands take
   */
  static Changes of(List<String> paths) {
    return new Changes(
        paths.stream().map(dev.gatehouse.cli.rego.Files::place).toList());
  }

  /** Returns once a file has changed, was added or is gone. */
  void await() throws InterruptedException {
    var now = look();
    while (now.equals(seen)) {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
      now = look();
    }
    seen = now;
  }

  private FileStamps look() {
    var files = new ArrayList<Path>();
    for (var place : places) {
      try (var below = Files.walk(place, DEEPEST_FOLDER, FileVisitOption.FOLLOW_LINKS)) {
        below.sorted().forEach(files::add);
      } catch (IOException | UncheckedIOException e) {
        files.add(place); // a stamp tells that it cannot be looked at
      }
    }
    return FileStamps.of(List.of(), files);
  }
}
