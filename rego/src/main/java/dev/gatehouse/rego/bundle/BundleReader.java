package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.rego.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a bundle of files. */
final class BundleReader {

  private static final Set<String> DATA = Set.of("data.json", "data.yaml", "data.yml");
  static final String MANIFEST = "/.manifest";
  static final String SIGNATURES = "/.signatures.json";

  private BundleReader() {}

  /** Whether a file of this name means something in a bundle. */
  static boolean isPart(String name) {
    return name.endsWith(".rego")
        || DATA.contains(name)
        || name.equals(".manifest")
        || name.equals(".signatures.json");
  }

  /** {@code naming} makes names of modules of their paths in the bundle. */
  static Bundle read(
      Map<String, byte[]> files, UnaryOperator<String> naming, BundleOptions options)
      throws BundleException {
    var verification = options.verification();
    if (verification != null) {
      verification.check(files, naming);
    }
    var text = files.get(MANIFEST);
    var manifest = text == null ? Manifest.NONE : Manifest.parse(text);
    var modules = new ArrayList<Source>();
    var documents = new ArrayList<String>();
    var data = ObjectValue.EMPTY;
    for (var file : files.entrySet()) {
      var path = file.getKey();
      var name = path.substring(path.lastIndexOf('/') + 1);
      if (name.endsWith(".rego")) {
        var source = new String(file.getValue(), StandardCharsets.UTF_8);
        modules
            .add(new Source(naming.apply(path), source, manifest.version(path, options.version())));
      } else if (DATA.contains(name)) {
        documents.add(path);
        data = merge(data, path, document(path, file.getValue()));
      }
    }
    checkRoots(data, "", manifest);
    return new Bundle(manifest, documents, modules, data, signatures(files.get(SIGNATURES)));
  }

  private static ObjectValue signatures(byte @Nullable [] text) throws BundleException {
    try {
      return text != null && Json.parse(text) instanceof ObjectValue signatures
          ? signatures
          : ObjectValue.EMPTY;
    } catch (TextException e) {
      throw new BundleException("bundle load failed on signatures decode: " + e.getMessage());
    }
  }

  private static Value document(String path, byte[] text) throws BundleException {
    try {
      if (path.endsWith(".json")) {
        return Json.parse(text);
      }
      var documents = Yaml.parse(text);
      return documents.isEmpty() ? NullValue.NULL : documents.getFirst().value();
    } catch (TextException e) {
      throw new BundleException("bundle load failed on " + path + ": " + e.getMessage());
    }
  }

  private static ObjectValue merge(ObjectValue data, String path, Value document)
      throws BundleException {
    var names = List.of(path.split("/"));
    var current = document;
    for (var name : names.subList(1, names.size() - 1).reversed()) {
      current = ObjectValue.of(name, current);
    }
    var merged = current instanceof ObjectValue object ? merge(data, object) : null;
    if (merged == null) {
      throw new BundleException("bundle load failed on " + path + ": merge error");
    }
    return merged;
  }

  /** Both, objects merged; null where both have a value that is not two objects. */
  private static @Nullable ObjectValue merge(ObjectValue left, ObjectValue right) {
    var merged = left.toBuilder();
    for (var i = 0; i < right.size(); i++) {
      var key = right.keyAt(i);
      var value = right.valueAt(i);
      var present = left.get(key);
      if (present != null) {
        var both = present instanceof ObjectValue a && value instanceof ObjectValue b
            ? merge(a, b)
            : null;
        if (both == null) {
          return null;
        }
        value = both;
      }
      merged.put(key, value);
    }
    return merged.build();
  }

  /** Data may lie within a root or lead to one. */
  private static void checkRoots(Value data, String path, Manifest manifest)
      throws BundleException {
    if (manifest.owns(path)) {
      return;
    }
    if (data instanceof ObjectValue object && leadsToRoot(path, manifest)) {
      for (var i = 0; i < object.size(); i++) {
        if (object.keyAt(i) instanceof StringValue key) {
          var inner = path.isEmpty() ? key.value() : path + "/" + key.value();
          checkRoots(object.valueAt(i), inner, manifest);
        }
      }
      return;
    }
    throw new BundleException(
        "manifest roots [%s] do not permit data at path '/%s' (hint: check bundle directory structure)"
            .formatted(String.join(" ", manifest.roots()), path));
  }

  private static boolean leadsToRoot(String path, Manifest manifest) {
    return path.isEmpty()
        || manifest.roots().stream().anyMatch(root -> root.startsWith(path + "/"));
  }
}
