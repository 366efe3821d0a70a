package dev.gatehouse.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Files that are taken into use together, and again whenever their content changes. Content that
 * cannot be used leaves what was used before in place. For one thread at a time.
 */
final class KeptFiles {

  private static final long LARGEST_FILE = 1 << 20;

  /** Takes the content of the files, in their order, into use. */
  interface Use {
    void accept(List<byte[]> content) throws GeneralSecurityException;
  }

  private final String name;
  private final List<Path> paths;
  private final Use use;
  private List<byte[]> seen = List.of();
  private String problem = "";

  private KeptFiles(String name, List<Path> paths, Use use) {
    this.name = name;
    this.paths = paths;
    this.use = use;
  }

  /** Takes the files into use for the first time; fails, naming them, where that cannot be done. */
  static KeptFiles open(String name, List<Path> paths, Use use) throws GeneralSecurityException {
    var kept = new KeptFiles(name, paths, use);
    kept.refresh();
    if (!kept.problem.isEmpty()) {
      throw new GeneralSecurityException(kept.problem);
    }
    return kept;
  }

  String name() {
    return name;
  }

  /** Why the files as they are now are not in use, or an empty text. */
  String problem() {
    return problem;
  }

  /** Takes the files into use if their content has changed; true if it did so. */
  boolean refresh() {
    try {
      var content = read();
      if (same(content, seen)) {
        return false;
      }
      seen = content;
      use.accept(content);
      problem = "";
      return true;
    } catch (NoSuchFileException e) {
      seen = List.of();
      problem = name + ": " + e.getMessage() + " does not exist";
    } catch (IOException e) {
      seen = List.of();
      problem = name + ": " + e.getMessage();
    } catch (GeneralSecurityException e) {
      problem = name + " (" + String.join(", ", paths.stream().map(Path::toString).toList()) + "): "
          + e.getMessage();
    }
    return false;
  }

  private List<byte[]> read() throws IOException {
    var content = new ArrayList<byte[]>();
    for (var path : paths) {
      if (Files.size(path) > LARGEST_FILE) {
        throw new IOException(path + " is larger than " + LARGEST_FILE + " bytes");
      }
      content.add(Files.readAllBytes(path));
    }
    return content;
  }

  private static boolean same(List<byte[]> left, List<byte[]> right) {
    var same = left.size() == right.size();
    for (var i = 0; same && i < left.size(); i++) {
      same = Arrays.equals(left.get(i), right.get(i));
    }
    return same;
  }
}
