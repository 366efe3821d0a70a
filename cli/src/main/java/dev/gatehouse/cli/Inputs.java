package dev.gatehouse.cli;

import dev.gatehouse.cli.manifest.Conflicts;
import dev.gatehouse.cli.manifest.ManifestException;
import dev.gatehouse.cli.manifest.ManifestReader;
import dev.gatehouse.kube.KubernetesObject;
import java.util.List;

/** Reads what {@code test}, {@code expand} and {@code bench} are given, with gator's messages. */
final class Inputs {

  private Inputs() {}

  static List<KubernetesObject> read(List<String> paths) {
    try {
      var manifests = ManifestReader.read(paths, System.in);
      Conflicts.warnings(manifests).forEach(System.err::println);
      var objects = manifests.stream().flatMap(manifest -> manifest.objects().stream()).toList();
      if (objects.isEmpty()) {
        throw new CommandException("no input data identified: name files or folders with"
            + " --filename, or pipe objects into the command");
      }
      return objects;
    } catch (ManifestException e) {
      throw new CommandException("reading: " + e.getMessage());
    }
  }
}
