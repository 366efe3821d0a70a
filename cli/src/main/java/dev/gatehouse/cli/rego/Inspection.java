package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.Manifest;
import dev.gatehouse.rego.syntax.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What there is to tell of a bundle or of modules. */
record Inspection(Manifest manifest, Map<String, List<String>> namespaces, List<Module> modules) {

  static Inspection of(List<Module> modules) {
    return new Inspection(Manifest.NONE, namespaces(modules), modules);
  }

  static Inspection of(Bundle bundle, String path)
      throws ProblemException {
    try {
      var modules = bundle.parse();
      var namespaces = namespaces(modules);
      var isFolder = Files.isDirectory(Path.of(path));
      for (var file : bundle.files()) {
        var folder = file.substring(0, file.lastIndexOf('/')).replace('/', '.');
        namespaces.computeIfAbsent("data" + folder, name -> new ArrayList<>())
            .add(isFolder ? path + file : file);
      }
      return new Inspection(bundle.manifest(), namespaces, modules);
    } catch (PolicyException e) {
      throw new ProblemException(Problem.of(e.issues()), false);
    } catch (BundleException e) {
      throw new ProblemException(List.of(Problem.of(String.valueOf(e.getMessage()))), false);
    }
  }

  private static Map<String, List<String>> namespaces(List<Module> modules) {
    var namespaces = new TreeMap<String, List<String>>();
    for (var module : modules) {
      namespaces.computeIfAbsent(module.path().toString(), name -> new ArrayList<>())
          .add(module.location().file());
    }
    return namespaces;
  }

  JsonTree.Fields json(boolean withAnnotations) {
    var roots = JsonTree.array(manifest.roots(), root -> new JsonTree.Leaf(StringValue.of(root)));
    var json = JsonTree.object().with("revision", manifest.revision()).with("roots", roots);
    if (manifest.version() != null) {
      json.with("rego_version", manifest.version() == RegoVersion.V0 ? 0 : 1);
    }
    if (!manifest.metadata().isEmpty()) {
      json.with("metadata", manifest.metadata());
    }
    var files = JsonTree.object();
    namespaces.forEach((name, list) -> files.with(name,
        JsonTree.array(list, f -> new JsonTree.Leaf(StringValue.of(f)))));
    var all = JsonTree.object().with("manifest", json).with("namespaces", files);
    if (withAnnotations) {
      all.with("annotations", JsonTree.array(annotated(), Annotated::json));
    }
    return all;
  }

  String text(boolean withAnnotations) {
    var text = new StringBuilder();
    if (manifest != Manifest.NONE) {
      text.append("MANIFEST:\n").append(manifestTable().text());
    }
    var table = new Table(List.of("NAMESPACE", "FILE"));
    namespaces.forEach((name, files) -> {
      for (var i = 0; i < files.size(); i++) {
        table.row(List.of(i == 0 ? name : "", files.get(i)));
      }
    });
    text.append("NAMESPACES:\n").append(table.text());
    if (withAnnotations) {
      text.append("ANNOTATIONS:\n");
      annotated().forEach(annotated -> text.append(annotated.text()));
    }
    return text.toString();
  }

  private Table manifestTable() {
    var table = new Table(List.of("FIELD", "VALUE"));
    if (manifest.version() != null) {
      table.row(List.of("Rego Version", manifest.version() == RegoVersion.V0 ? "0" : "1"));
    }
    if (!manifest.revision().isEmpty()) {
      table.row(List.of("Revision", manifest.revision()));
    }
    for (var i = 0; i < manifest.roots().size(); i++) {
      table.row(List.of(i == 0 ? "Roots" : "", manifest.roots().get(i)));
    }
    if (!manifest.metadata().isEmpty()) {
      table.row(List.of("Metadata", Json.write(manifest.metadata())));
    }
    return table;
  }

  private List<Annotated> annotated() {
    var annotated = new ArrayList<Annotated>();
    for (var module : modules) {
      for (var annotation : module.annotations()) {
        annotated.add(new Annotated(module, annotation));
      }
    }
    return annotated;
  }

  /** An annotation with the module that it stands in. */
  record Annotated(Module module, Module.Annotation annotation) {

    JsonTree json() {
      return JsonTree.object()
          .with("location", Problem.locationJson(annotation.location()))
          .with("package", module.path().toString())
          .with("scope", annotation.scope())
          .with("annotations", annotation.content());
    }

    String text() {
      var text = new StringBuilder("\n").append(module.path()).append(" (")
          .append(annotation.scope()).append(")\n").append(annotation.location()).append('\n');
      var content = annotation.content();
      for (var i = 0; i < content.size(); i++) {
        text.append("  ").append(plain(content.keyAt(i))).append(": ")
            .append(plain(content.valueAt(i))).append('\n');
      }
      return text.toString();
    }

    private static String plain(Value value) {
      return value instanceof StringValue s ? s.value() : Json.write(value);
    }
  }
}
