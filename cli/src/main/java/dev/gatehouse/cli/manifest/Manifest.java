package dev.gatehouse.cli.manifest;

import dev.gatehouse.kube.KubernetesObject;
import java.util.List;

/**
 * The objects of one source.
 *
 * @param source what people call it: a file's path, or {@code stdin}
 */
public record Manifest(String source, List<KubernetesObject> objects) {

  public Manifest {
    objects = List.copyOf(objects);
  }
}
