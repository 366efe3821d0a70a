package dev.gatehouse.rego.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files below a folder that can be part of a bundle. */
final class FolderFiles {

  private final Path root;
  private final BundleOptions options;
  private final Map<String, byte[]> files = new TreeMap<>();
  private long bytes;

  private FolderFiles(Path root, BundleOptions options) {
    this.root = root;
    this.options = options;
  }

  /** By path from the folder, with a slash before it. */
  static Map<String, byte[]> read(Path folder, BundleOptions options)
      throws IOException, BundleException {
    var files = new FolderFiles(folder, options);
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
        } else if (BundleReader.isPart(name)) {
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
