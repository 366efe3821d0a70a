package dev.gatehouse.emulator;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rules about images as people would write them: those of a registry's {@code shop/} need the
 * signature of one identity, and are the team shop's.
 *
 * @param registry host and port
 * @param trustedRoot whom to believe
 * @param wanted who must have signed
 * @param settings further fields of the settings, such as {@code deadlineSeconds}
 */
public record ShopRules(String registry, ObjectValue trustedRoot, Identity wanted,
    Map<String, Integer> settings) {

  public ShopRules {
    settings = new TreeMap<>(settings);
  }

  /** Rules about the registry of a server, by its Sigstore. */
  public static ShopRules of(SigstoreServer server, Identity wanted) {
    return new ShopRules(server.address(), server.sigstore().trustedRoot(), wanted, Map.of());
  }

  public ShopRules withRegistry(String other) {
    return new ShopRules(other, trustedRoot, wanted, settings);
  }

  public ShopRules withTrustedRoot(ObjectValue other) {
    return new ShopRules(registry, other, wanted, settings);
  }

  public ShopRules withSettings(Map<String, Integer> others) {
    return new ShopRules(registry, trustedRoot, wanted, others);
  }

  /** The rules, beside which there is a {@code trusted_root.json} in the folder above. */
  public String text() {
    var more = settings.entrySet().stream()
        .map(setting -> "\n  " + setting.getKey() + ": " + setting.getValue())
        .collect(Collectors.joining());
    return """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: TrustRoot
        metadata: {name: local}
        spec: {file: ../trusted_root.json}
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: shop-releases}
        spec:
          images: [{glob: "%1$s/shop/**"}]
          authorities:
          - name: release
            keyless:
              trustRootRef: local
              identities: [{issuer: "%2$s", subject: %3$s}]
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageOwners
        metadata: {name: owners}
        spec:
          owners:
          - {team: shop, contact: "#shop", images: [{glob: "%1$s/shop/**"}]}
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageSettings
        metadata: {name: settings}
        spec:
          registries: [{host: "%1$s", plainHTTP: true}]%4$s
        """.formatted(registry, wanted.issuer(), wanted.name(), more);
  }

  /** Writes the rules and the trust root. @return the folder of the rules */
  public Path write(Path folder) throws IOException {
    Files.write(folder.resolve("trusted_root.json"), Json.writeBytes(trustedRoot));
    var policies = Files.createDirectories(folder.resolve("policies"));
    Files.writeString(policies.resolve("images.yaml"), text());
    return policies;
  }
}
