package dev.gatehouse.cli.suite;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that a suite names, each read once; not for use by several threads. */
final class SuiteFiles {

  private final Path folder;
  private final Map<String, List<KubernetesObject>> read = new HashMap<>();

  /** @param folder what paths are relative to */
  SuiteFiles(Path folder) {
    this.folder = folder;
  }

  /** Every object in a file, at least one. */
  List<KubernetesObject> objects(String path) throws SuiteException {
    var objects = all(path);
    if (objects.isEmpty()) {
      throw new SuiteException(
          "missing objects: path \"" + path(path) + "\" defines no YAML objects");
    }
    return objects;
  }

  /** The one object in a file. */
  KubernetesObject single(String path) throws SuiteException {
    var objects = objects(path);
    if (objects.size() != 1) {
      throw new SuiteException("object file must contain exactly one object: \""
          + path(path) + "\" defines " + objects.size() + " objects");
    }
    return objects.getFirst();
  }

  /** The first object in a file, whatever follows it. */
  KubernetesObject first(String path) throws SuiteException {
    return objects(path).getFirst();
  }

  /** What messages call a file: its place below the root of the file system, as gator has it. */
  String path(String path) {
    return folder.getRoot().relativize(folder.resolve(path).normalize()).toString();
  }

  private List<KubernetesObject> all(String path) throws SuiteException {
    var known = read.get(path);
    if (known != null) {
      return known;
    }
    var file = folder.resolve(path);
    var objects = new ArrayList<KubernetesObject>();
    try {
      for (var document : Yaml.parse(Files.readAllBytes(file))) {
        if (!(document.value() instanceof ObjectValue object)) {
          throw new SuiteException("reading \"" + path(path) + "\": invalid yaml: a "
              + document.value().typeName() + " where an object was expected");
        }
        objects.add(KubernetesObject.of(object));
      }
    } catch (IOException e) {
      throw new SuiteException("open " + path(path) + ": no such file or directory");
    } catch (TextException e) {
      throw new SuiteException("reading \"" + path(path) + "\": invalid yaml: " + e.getMessage());
    }
    read.put(path, objects);
    return objects;
  }
}
