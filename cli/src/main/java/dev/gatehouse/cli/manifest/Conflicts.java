package dev.gatehouse.cli.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Finds objects that are defined twice: the same group, kind, namespace and name. */
public final class Conflicts {

  private record Key(String group, String kind, String namespace, String name) {}

  private Conflicts() {}

  /** A line for each object that an earlier source defines already. */
  public static List<String> warnings(List<Manifest> manifests) {
    var seen = new HashMap<Key, String>();
    var warnings = new ArrayList<String>();
    for (var manifest : manifests) {
      var here = manifest.source().equals("stdin")
          ? "stdin"
          : "file: \"" + manifest.source() + "\"";
      for (var object : manifest.objects()) {
        var key = new Key(object.group(), object.kind(), object.namespace(), object.name());
        var before = seen.put(key, here);
        if (before != null) {
          warnings.add("WARNING - Resource named \"" + object.name() + "\" (from " + here
              + ") is already defined in " + before);
        }
      }
    }
    return warnings;
  }
}
