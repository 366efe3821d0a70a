package dev.gatehouse.policy;

import dev.gatehouse.kube.KubernetesObject;
import java.util.List;
import java.util.Set;

/** Reads one constraint template. */
final class TemplateParser {

  private final KubernetesObject object;
  private final Origin origin;
  private final TemplateOptions options;

  TemplateParser(KubernetesObject object, Origin origin, TemplateOptions options) {
    this.object = object;
    this.origin = origin;
    this.options = options;
  }

  Template parse() throws InvalidResourceException {
    throw new InvalidResourceException(
        InvalidResourceException.Fault.INVALID, options.toString(), List.of());
  }
}
