package dev.gatehouse.policy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.KubernetesObject;

/** Resources that tests are about. */
public final class Resources {

  private Resources() {}

  /** An object of its YAML. */
  public static KubernetesObject object(String yaml) {
    try {
      return KubernetesObject.of((ObjectValue) Yaml.parse(yaml).getFirst().value());
    } catch (TextException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A template of the kind {@code K8sTest} with this Rego, its parameters open. */
  public static KubernetesObject template(String rego) {
    return object("""
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata: {name: k8stest}
        spec:
          crd:
            spec:
              names: {kind: K8sTest}
              validation:
                openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
          targets:
          - target: admission.k8s.gatekeeper.sh
            rego: |
        """ + rego.indent(6));
  }

  /** A constraint of the kind {@code K8sTest}. */
  public static KubernetesObject constraint(String name, String spec) {
    return object("{apiVersion: constraints.gatekeeper.sh/v1beta1, kind: K8sTest, metadata: {name: "
        + name + "}, spec: " + spec + "}");
  }

  /** A Pod in the namespace {@code team-a}. */
  public static KubernetesObject pod(String spec) {
    return object("{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: team-a}, spec: "
        + spec + "}");
  }
}
