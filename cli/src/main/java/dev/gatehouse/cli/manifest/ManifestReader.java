package dev.gatehouse.cli.manifest;

import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads files and folders, and standard input where something is piped into it. */
public final class ManifestReader {

  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  private ManifestReader() {}

  /**
   * Reads everything that a command was given, in that order, standard input last.
   *
   * @throws ManifestException for the first source that cannot be read
   */
  public static List<Manifest> read(List<String> paths, InputStream standardInput)
      throws ManifestException {
    var manifests = new ArrayList<>(read(paths));
    if (StandardInput.isPiped()) {
      manifests.add(new Manifest("stdin", objects(bytes(standardInput), "reading from stdin")));
    }
    return manifests;
  }

  /** Reads files and folders alone. @throws ManifestException for the first that cannot be read */
  public static List<Manifest> read(List<String> paths) throws ManifestException {
    var manifests = new ArrayList<Manifest>();
    for (var path : paths) {
      for (var file : files(Path.of(path))) {
        manifests.add(read(file));
      }
    }
    return manifests;
  }

  private static List<Path> files(Path path) throws ManifestException {
    if (!Files.exists(path)) {
      throw new ManifestException("reading from filenames: stat on path \"" + path + "\": stat "
          + path + ": no such file or directory");
    }
    if (!Files.isDirectory(path)) {
      if (!isManifest(path)) {
        throw new ManifestException("reading from filenames: path \"" + path
            + "\" must be of extensions: [" + String.join(" ", EXTENSIONS) + "]");
      }
      return List.of(path);
    }
    try (Stream<Path> found = Files.walk(path)) {
      return found.filter(Files::isRegularFile).filter(ManifestReader::isManifest).sorted()
          .toList();
    } catch (IOException e) {
      throw new ManifestException("reading from filenames: walking: " + e.getMessage());
    }
  }

  private static boolean isManifest(Path file) {
    var name = file.getFileName().toString();
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  private static Manifest read(Path file) throws ManifestException {
    var doing = "reading from filenames: reading file \"" + file + "\"";
    try {
      return new Manifest(file.toString(), objects(Files.readAllBytes(file), doing));
    } catch (IOException e) {
      throw new ManifestException(doing + ": " + e.getMessage());
    }
  }

  private static byte[] bytes(InputStream input) throws ManifestException {
    try {
      return input.readNBytes(JsonLimits.DEFAULT.maxBytes() + 1);
    } catch (IOException e) {
      throw new ManifestException("reading from stdin: " + e.getMessage());
    }
  }

  private static List<KubernetesObject> objects(byte[] text, String doing)
      throws ManifestException {
    try {
      var objects = new ArrayList<KubernetesObject>();
      for (var document : Yaml.parse(text)) {
        if (!(document.value() instanceof ObjectValue object)) {
          throw new ManifestException(doing + ": reading yaml source: line " + document.firstRow()
              + ": a " + document.value().typeName() + " where an object was expected");
        }
        if (!object.isEmpty()) {
          objects.add(KubernetesObject.of(object));
        }
      }
      return objects;
    } catch (TextException e) {
      throw new ManifestException(doing + ": reading yaml source: " + e.getMessage());
    }
  }
}
