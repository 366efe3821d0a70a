package dev.gatehouse.policy.source;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlDocument;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Problem;
import dev.gatehouse.rego.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the resources of files and folders, collecting what cannot be read. */
final class ResourceReader {

  private final List<Resource> resources = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  List<Resource> resources() {
    return resources;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Reads the documents of a file. */
  void read(Path file) {
    try {
      var size = Files.size(file);
      if (size > JsonLimits.DEFAULT.maxBytes()) {
        complain(file, 1, 1, "file of " + size + " bytes is larger than "
            + JsonLimits.DEFAULT.maxBytes() + " bytes");
        return;
      }
      for (var document : Yaml.parse(Files.readAllBytes(file))) {
        add(file, document);
      }
    } catch (TextException e) {
      complain(file, e.row(), e.column(), e.reason());
    } catch (NoSuchFileException e) {
      complain(file, 0, 0, "file is gone");
    } catch (IOException e) {
      complain(file, 0, 0, "file cannot be read: " + e.getMessage());
    }
  }

  private void add(Path file, YamlDocument document) {
    if (!(document.value() instanceof ObjectValue value)) {
      complain(file, document.firstRow(), 1,
          "document is no object but a " + document.value().typeName());
      return;
    }
    if (value.isEmpty()) {
      return;
    }
    var object = KubernetesObject.of(value);
    if (object.kind().equals("List") && value.get("items") instanceof ArrayValue items) {
      for (var i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof ObjectValue item) {
          add(KubernetesObject.of(item), new DocumentOrigin(
              file.toString(), document, List.of("items", Integer.toString(i))));
        }
      }
    } else {
      add(object, new DocumentOrigin(file.toString(), document, List.of()));
    }
  }

  private void add(KubernetesObject object, DocumentOrigin origin) {
    if (object.kind().isEmpty() || object.type().version().isEmpty()) {
      problems.add(new Problem(origin.locate(List.of()), "",
          "document is no Kubernetes object: it has no "
              + (object.kind().isEmpty() ? "kind" : "apiVersion")));
    } else {
      resources.add(new Resource(object, origin));
    }
  }

  private void complain(Path file, int row, int column, String message) {
    problems.add(new Problem(new Location(file.toString(), row, column, ""), "", message));
  }
}
