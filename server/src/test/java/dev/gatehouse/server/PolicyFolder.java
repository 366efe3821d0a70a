package dev.gatehouse.server;

import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A folder of policies that a test writes. */
record PolicyFolder(Path path) {

  /** A template whose Rego is given, and a constraint of it for Pods. */
  PolicyFolder policy(String kind, String action, String rego) {
    write(kind.toLowerCase(Locale.ROOT) + ".yaml", """
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata:
          name: %s
        spec:
          crd:
            spec:
              names:
                kind: %s
          targets:
            - target: admission.k8s.gatekeeper.sh
              rego: |
                package policy
        %s
        ---
        apiVersion: constraints.gatekeeper.sh/v1beta1
        kind: %s
        metadata:
          name: the-%s
        spec:
          enforcementAction: %s
          match:
            kinds:
              - apiGroups: [""]
                kinds: [Pod]
        """.formatted(kind.toLowerCase(Locale.ROOT), kind, rego.indent(8), kind,
        kind.toLowerCase(Locale.ROOT), action));
    return this;
  }

  /** Denies every Pod with this message. */
  PolicyFolder denying(String kind, String message) {
    return policy(kind, "deny", """
        violation[{"msg": msg, "details": {"level": 3}}] {
          msg := sprintf("%s %%v", [input.review.object.metadata.name])
        }
        """.formatted(message));
  }

  /** The Namespace that the reviews of tests are about. */
  PolicyFolder namespace() {
    write("namespace.yaml", """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
        """);
    return this;
  }

  void write(String name, String text) {
    try {
      Files.writeString(path.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String name) {
    try {
      Files.delete(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source that looks at the folder many times a second. */
  FolderPolicySource source() {
    return new FolderPolicySource(List.of(path), TemplateOptions.DEFAULT, Duration.ofMillis(30));
  }
}
