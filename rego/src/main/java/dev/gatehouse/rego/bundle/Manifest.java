package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.RegoVersion;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself.
 *
 * @param revision which state of its source it is, empty where unknown
 * @param roots the paths below {@code data} that it owns, such as {@code a/b}; one empty root owns all
 * @param version the dialect of its modules, null for that of the reader
 * @param fileVersions dialects of single modules by pattern of their path
 * @param metadata anything else
 */
public record Manifest(
    String revision,
    List<String> roots,
    @Nullable RegoVersion version,
    Map<String, RegoVersion> fileVersions,
    ObjectValue metadata) {

  /** The manifest of a bundle that has none: it owns everything. */
  public static final Manifest NONE = new Manifest("", List.of(""), null, Map.of(),
      ObjectValue.EMPTY);

  public Manifest {
    roots = roots.stream().map(Manifest::withoutSlashes).toList();
    fileVersions = Map.copyOf(fileVersions);
  }

  private static String withoutSlashes(String root) {
    return root.replaceAll("^/+|/+$", "");
  }

  /** Reads {@code .manifest}. @throws BundleException if it is none, or its roots overlap */
  static Manifest parse(byte[] text) throws BundleException {
    try {
      if (!(Json.parse(text) instanceof ObjectValue json)) {
        throw new BundleException("bundle load failed on manifest decode: not an object");
      }
      var metadata = json.get("metadata") instanceof ObjectValue m ? m : ObjectValue.EMPTY;
      var revision = json.get("revision") instanceof StringValue r ? r.value() : "";
      var manifest = new Manifest(revision, roots(json), version(json.get("rego_version")),
          fileVersions(json), metadata);
      manifest.checkOverlap();
      return manifest;
    } catch (TextException e) {
      throw new BundleException("bundle load failed on manifest decode: " + e.getMessage());
    }
  }

  private static List<String> roots(ObjectValue json) throws BundleException {
    var value = json.get("roots");
    if (value == null) {
      return List.of("");
    }
    var roots = new ArrayList<String>();
    if (value instanceof ArrayValue items) {
      for (var item : items) {
        if (!(item instanceof StringValue root)) {
          throw new BundleException("bundle load failed on manifest decode: a root is no string");
        }
        roots.add(root.value());
      }
      return roots;
    }
    throw new BundleException("bundle load failed on manifest decode: roots are no list");
  }

  private static Map<String, RegoVersion> fileVersions(ObjectValue json) throws BundleException {
    var versions = new LinkedHashMap<String, RegoVersion>();
    if (json.get("file_rego_versions") instanceof ObjectValue files) {
      for (var i = 0; i < files.size(); i++) {
        var version = version(files.valueAt(i));
        if (version != null && files.keyAt(i) instanceof StringValue pattern) {
          versions.put(pattern.value(), version);
        }
      }
    }
    return versions;
  }

  private static @Nullable RegoVersion version(@Nullable Value value) throws BundleException {
    return switch (value) {
      case null -> null;
      case IntegerValue number when number.value() == 0 -> RegoVersion.V0;
      case IntegerValue number when number.value() == 1 -> RegoVersion.V1;
      default -> throw new BundleException("unknown bundle rego-version " + value);
    };
  }

  private void checkOverlap() throws BundleException {
    for (var i = 0; i < roots.size(); i++) {
      for (var j = i + 1; j < roots.size(); j++) {
        if (owns(roots.get(i), roots.get(j)) || owns(roots.get(j), roots.get(i))) {
          throw new BundleException(
              "manifest has overlapped roots: '%s' and '%s'"
                  .formatted(roots.get(i), roots.get(j)));
        }
      }
    }
  }

  /** Whether a path, with slashes between its parts, lies within the roots. */
  public boolean owns(String path) {
    return roots.stream().anyMatch(root -> owns(root, path));
  }

  private static boolean owns(String root, String path) {
    return root.isEmpty() || path.equals(root) || path.startsWith(root + "/");
  }

  /** The dialect of the module with this path in the bundle. */
  RegoVersion version(String path, RegoVersion otherwise) {
    for (var entry : fileVersions.entrySet()) {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + entry.getKey());
      if (matcher.matches(Path.of(path)) || entry.getKey().equals(path)) {
        return entry.getValue();
      }
    }
    return version == null ? otherwise : version;
  }

  /** The text of {@code .manifest}, with a line break at its end. */
  String text() {
    var json = new StringBuilder("{\"revision\":").append(StringValue.of(revision));
    var list = ArrayValue.of(roots.stream().map(StringValue::of).toList());
    json.append(",\"roots\":").append(Json.write(list));
    if (version != null) {
      json.append(",\"rego_version\":").append(version == RegoVersion.V1 ? 1 : 0);
    }
    if (!metadata.isEmpty()) {
      json.append(",\"metadata\":").append(Json.write(metadata));
    }
    return json.append("}\n").toString();
  }
}
