package dev.gatehouse.rego.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The files below a folder: those that can be part of a bundle or, where digests count, all. */
final class FolderFiles {

  private final Path root;
  private final BundleOptions options;
  private final boolean all;
  private final Map<String, byte[]> files = new TreeMap<>(
      Comparator.comparing(path -> path.replace('/', '\0')));
  private long bytes;

  private FolderFiles(Path root, BundleOptions options, boolean all) {
    this.root = root;
    this.options = options;
    this.all = all;
  }

  /**
   * By path from the folder, with a slash before it.
   *
   * @param all whether files that are no part of a bundle count too
   */
  static Map<String, byte[]> read(Path folder, BundleOptions options, boolean all)
      throws IOException, BundleException {
    var files = new FolderFiles(folder, options, all);
    files.read(folder);
    return files.files;
  }

  private void read(Path folder) throws IOException, BundleException {
    try (var children = Files.newDirectoryStream(folder)) {
      for (var child : children) {
        var name = child.getFileName().toString();
        if (options.ignored().test(name)) {
          continue;
        }
        if (Files.isDirectory(child)) {
          read(child);
        } else if (all ? Files.isRegularFile(child) : BundleReader.isPart(name)) {
          add(child);
        }
      }
    }
  }

  private void add(Path file) throws IOException, BundleException {
    var content = Files.readAllBytes(file);
    bytes += content.length;
    if (bytes > options.limits().bytes() || files.size() >= options.limits().files()) {
      throw new BundleException("bundle is larger than allowed");
    }
    files.put("/" + root.relativize(file).toString().replace('\\', '/'), content);
  }
}
