package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
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

/**
 * What there is to tell of a bundle or of modules.
 *
 * @param isBundle whether it is a bundle, which has a manifest, if only the one it is taken to have
 */
record Inspection(
    Manifest manifest, boolean isBundle, Map<String, List<String>> namespaces,
    List<Module> modules) {

  static Inspection of(List<Module> modules) {
    return new Inspection(Manifest.NONE, false, namespaces(modules), modules);
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
      return new Inspection(bundle.manifest(), true, namespaces, modules);
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
    var all = JsonTree.object();
    if (isBundle) {
      all.with("manifest", manifestJson());
    }
    var files = JsonTree.object();
    namespaces.forEach((name, list) -> files.with(name,
        JsonTree.array(list, f -> new JsonTree.Leaf(StringValue.of(f)))));
    all.with("signatures_config", JsonTree.object()).with("namespaces", files);
    if (withAnnotations) {
      all.withList("annotations", JsonTree.array(Annotated.all(modules), Annotated::json));
    }
    return all;
  }

  private JsonTree manifestJson() {
    var roots = JsonTree.array(manifest.roots(), root -> new JsonTree.Leaf(StringValue.of(root)));
    var json = JsonTree.object().with("revision", manifest.revision()).with("roots", roots);
    if (manifest.version() != null) {
      json.with("rego_version", manifest.version() == RegoVersion.V0 ? 0 : 1);
    }
    if (!manifest.metadata().isEmpty()) {
      json.with("metadata", manifest.metadata());
    }
    return json;
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
    var annotated = withAnnotations ? Annotated.all(modules) : List.<Annotated>of();
    if (!annotated.isEmpty()) {
      text.append("ANNOTATIONS:\n");
      annotated.forEach(each -> text.append(each.text()));
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
    var roots = manifest.roots().stream().sorted().toList();
    for (var i = 0; i < roots.size(); i++) {
      table.row(List.of(i == 0 ? "Roots" : "", roots.get(i)));
    }
    if (!manifest.metadata().isEmpty()) {
      table.row(List.of("Metadata", Json.write(manifest.metadata())));
    }
    return table;
  }
}
