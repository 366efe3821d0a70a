package dev.gatehouse.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How files looked at a moment, without their content: equal as long as nobody wrote to one of them,
 * added one or took one away.
 */
public final class FileStamps {

  private final Map<Path, Stamp> stamps;

  /** What changes when a file does. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {

    /** Of what cannot be looked at. */
    static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1, null);
  }

  private FileStamps(Map<Path, Stamp> stamps) {
    this.stamps = stamps;
  }

  /**
   * Looks at files now.
   *
   * @param places files, and folders for all documents below them
   * @param others further files, which need not be documents
   */
  public static FileStamps of(List<Path> places, Collection<Path> others) {
    var stamps = new LinkedHashMap<Path, Stamp>();
    for (var place : places) {
      try {
        for (var file : DocumentFiles.below(place)) {
          stamps.put(file, look(file));
        }
      } catch (IOException e) {
        // Loading reports it; until then an unreadable folder differs from a readable one.
        stamps.put(place, Stamp.MISSING);
      }
    }
    for (var other : others) {
      try {
        stamps.put(other, look(other));
      } catch (IOException e) {
        stamps.put(other, Stamp.MISSING);
      }
    }
    return new FileStamps(stamps);
  }

  private static Stamp look(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileStamps that && stamps.equals(that.stamps);
  }

  @Override
  public int hashCode() {
    return stamps.hashCode();
  }
}
