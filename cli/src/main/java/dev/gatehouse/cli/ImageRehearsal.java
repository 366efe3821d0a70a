package dev.gatehouse.cli;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Sigstore and a registry on loopback with a signed image, so that the commands about images can
 * be rehearsed without a network.
 */
final class ImageRehearsal implements AutoCloseable {

  private static final String REPOSITORY = "shop/web";

  private final Path folder;
  private final SigstoreServer server;
  private final Identity signer;

  private ImageRehearsal(Path folder, SigstoreServer server) {
    this.folder = folder;
    this.server = server;
    this.signer = Identity.email(server.issuer(), "release@shop.example");
  }

  static ImageRehearsal start() throws IOException {
    var folder = Files.createTempDirectory("gatehouse-rehearsal");
    var rehearsal = new ImageRehearsal(
        folder, LocalSigstore.create(InstantSource.system()).serve());
    rehearsal.prepare();
    return rehearsal;
  }

  private void prepare() throws IOException {
    Files.write(file("root.json"), Json.writeBytes(server.sigstore().trustedRoot()));
    Files.write(file("services.json"),
        Json.writeBytes(server.signingConfig(Optional.of(LogVersion.V2), true)));
    Files.writeString(file("predicate.json"), "{\"built\": \"here\"}");
    Files.writeString(file("policy.yaml"), """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: TrustRoot
        metadata: {name: default}
        spec: {file: root.json}
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: shop}
        spec:
          images: [{glob: "**"}]
          authorities:
          - keyless:
              identities: [{issuer: "%s", subject: release@shop.example}]
        """.formatted(server.issuer()));
    var digest = server.registry().push(REPOSITORY, "1", "content");
    server.registry().attachLegacy(REPOSITORY, digest, List.of(
        server.sigstore().signing(digest).in(server.address() + "/" + REPOSITORY).by(signer)
            .legacy()));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** What is rehearsed, in this order. */
  List<String[]> commands() {
    return List.of(
        words("tree"), words("digest"), words("verify", trusting()),
        words("sign", signing()), words("verify", trusting()), words("verify", trusting()),
        words("attest", signing(), "--predicate", file("predicate.json").toString()),
        words("verify-attestation", trusting()),
        words("inspect", new String[]{"--trusted-root", file("root.json").toString()}),
        words("policy-check", new String[]{"--policy", file("policy.yaml").toString()}));
  }

  private String[] trusting() {
    return new String[]{"--trusted-root", file("root.json").toString(), "--certificate-identity",
        "release@shop.example", "--certificate-oidc-issuer", server.issuer()};
  }

  private String[] signing() {
    return new String[]{"--signing-config", file("services.json").toString(), "--identity-token",
        server.token(signer)};
  }

  private String[] words(String command, String[] flags, String... more) {
    var all = Stream.of(Stream.of("image", command), Stream.of(flags), Stream.of(more),
        Stream.of(server.address() + "/" + REPOSITORY + ":1"));
    return all.flatMap(each -> each).toArray(String[]::new);
  }

  private String[] words(String command) {
    return words(command, new String[0]);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
