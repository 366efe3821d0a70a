package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.Manifest;
import dev.gatehouse.rego.compile.Compiler;
import dev.gatehouse.rego.compile.Requirements;
import dev.gatehouse.rego.syntax.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What there is to tell of a bundle or of modules.
 *
 * @param bundle the bundle, empty for modules alone; it has a manifest, if only the one it is taken
 *     to have
 * @param requirements what the modules need of the language
 */
record Inspection(
    Optional<Bundle> bundle,
    Map<String, List<String>> namespaces,
    List<Module> modules,
    Requirements requirements) {

  /** From how many characters on texts are cut in tables. */
  private static final int WIDEST = 50;

  /** What there is to tell of modules. @throws ProblemException if they have errors */
  static Inspection of(List<Module> modules) throws ProblemException {
    return new Inspection(
        Optional.empty(), namespaces(modules), modules, requirements(modules));
  }

  /** What there is to tell of a bundle. @throws ProblemException if its modules have errors */
  static Inspection of(Bundle bundle, String path)
      throws ProblemException {
    var modules = parsed(bundle, path);
    var namespaces = namespaces(modules);
    var isFolder = Files.isDirectory(Path.of(path));
    for (var file : bundle.files()) {
      var folder = file.substring(0, file.lastIndexOf('/')).replace('/', '.');
      namespaces.computeIfAbsent("data" + folder, name -> new ArrayList<>())
          .add(isFolder ? Path.of(path + file).normalize().toString() : file);
    }
    return new Inspection(Optional.of(bundle), namespaces, modules, requirements(modules));
  }

  private static List<Module> parsed(Bundle bundle, String path) throws ProblemException {
    try {
      return bundle.parse();
    } catch (PolicyException e) {
      throw ProblemException.ofBundle(
          path, "bundle " + path + ": " + Problem.text(Problem.of(e.issues()), ""));
    } catch (BundleException e) {
      throw ProblemException.ofBundle(path, "bundle " + path + ": " + e.getMessage());
    }
  }

  private static Requirements requirements(List<Module> modules) throws ProblemException {
    try {
      return Compiler.requirements(modules);
    } catch (PolicyException e) {
      throw ProblemException.ofPolicy(Problem.of(e.issues()));
    }
  }

  private static Map<String, List<String>> namespaces(List<Module> modules) {
    var namespaces = new TreeMap<String, List<String>>();
    for (var module : modules) {
      namespaces.computeIfAbsent(module.path().toString(), name -> new ArrayList<>())
          .add(Path.of(module.location().file()).normalize().toString());
    }
    return namespaces;
  }

  JsonTree.Fields json(boolean withAnnotations) {
    var all = JsonTree.object();
    bundle.ifPresent(known -> all.with("manifest", json(known.manifest())));
    var files = JsonTree.object();
    namespaces.forEach((name, list) -> files.with(name,
        JsonTree.array(list, f -> new JsonTree.Leaf(StringValue.of(f)))));
    all.with("signatures_config", signatures());
    if (!namespaces.isEmpty()) {
      all.with("namespaces", files);
    }
    if (withAnnotations) {
      all.withList("annotations", JsonTree.array(Annotated.all(modules), Annotated::json));
    }
    return all.with("capabilities", CapabilitiesJson.of(requirements));
  }

  private JsonTree signatures() {
    var json = JsonTree.object();
    var known = bundle.map(Bundle::signatures).orElse(ObjectValue.EMPTY);
    for (var field : List.of("signatures", "plugin")) {
      var value = known.get(field);
      if (value != null) {
        json.with(field, value);
      }
    }
    return json;
  }

  private static JsonTree json(Manifest manifest) {
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
    var about = bundle.map(known -> rows(known.manifest())).orElse(List.of());
    text.append(table("MANIFEST", List.of("FIELD", "VALUE"), about));
    var rows = new ArrayList<List<String>>();
    namespaces.forEach((name, files) -> {
      for (var i = 0; i < files.size(); i++) {
        rows.add(List.of(i == 0 ? name : "", files.get(i)));
      }
    });
    text.append(table("NAMESPACES", List.of("NAMESPACE", "FILE"), rows));
    var annotated = withAnnotations ? Annotated.all(modules) : List.<Annotated>of();
    if (!annotated.isEmpty()) {
      text.append("ANNOTATIONS:\n");
      annotated.forEach(each -> text.append(each.text()));
    }
    return text.toString();
  }

  /** A table below its title; nothing without rows. */
  private static String table(String title, List<String> header, List<List<String>> rows) {
    var table = new Table(header);
    rows.forEach(table::row);
    return rows.isEmpty() ? "" : title + ":\n" + table.text();
  }

  private static List<List<String>> rows(Manifest manifest) {
    var rows = new ArrayList<List<String>>();
    if (manifest.version() != null) {
      rows.add(List.of("Rego Version", manifest.version() == RegoVersion.V0 ? "0" : "1"));
    }
    if (!manifest.revision().isEmpty()) {
      rows.add(List.of("Revision", cut(manifest.revision())));
    }
    var roots = manifest.roots().stream().sorted().toList();
    for (var i = 0; i < roots.size() && !roots.equals(List.of("")); i++) {
      rows.add(List.of(i == 0 ? "Roots" : "", roots.get(i)));
    }
    if (!manifest.metadata().isEmpty()) {
      rows.add(List.of("Metadata", cut(Json.write(manifest.metadata()))));
    }
    return rows;
  }

  private static String cut(String text) {
    return text.length() < WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
  }
}
