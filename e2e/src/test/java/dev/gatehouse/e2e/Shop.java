package dev.gatehouse.e2e;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.root.TrustRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Images in a real registry, signed by the real cosign with the real Sigstore, and the rules about
 * them: those of {@code shop/} need the signature of a person, those of {@code ci/} that of a
 * workflow. Beside it a registry that never answers.
 */
final class Shop implements AutoCloseable {

  private static final String TAG = "1.0";

  private final RealSigstore sigstore;
  private final Ours ours;
  private final ServerSocket silent;

  private Shop(RealSigstore sigstore, Ours ours, ServerSocket silent) {
    this.sigstore = sigstore;
    this.ours = ours;
    this.silent = silent;
  }

  static Shop open(RealSigstore sigstore) throws Exception {
    var root = Files.readAllBytes(sigstore.folder().resolve("trusted_root.json"));
    return new Shop(sigstore, new Ours(TrustRoot.parse(root), List.of(sigstore.registry(true))),
        new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1")));
  }

  Identity release() {
    return sigstore.person("release@shop.example");
  }

  Identity intern() {
    return sigstore.person("intern@shop.example");
  }

  Identity workflow(String repository) {
    return sigstore.workflow(repository);
  }

  /** The reference that people write for an image, such as {@code shop/web}. */
  String image(String repository) {
    return sigstore.registry(true) + "/" + repository + ":" + TAG;
  }

  /** An image of a registry that takes connections and says nothing. */
  String silentImage() {
    return silentRegistry() + "/shop/web:" + TAG;
  }

  private String silentRegistry() {
    return "127.0.0.1:" + silent.getLocalPort();
  }

  /** Has the tag of a repository name new content. @return its reference by tag and digest */
  String push(String repository, String content) throws Exception {
    var pushed = ours.push(sigstore.registry(true) + "/" + repository, TAG, content);
    return image(repository) + pushed.substring(pushed.indexOf('@'));
  }

  /** Has cosign sign an image. @return the image */
  String sign(Identity identity, String image) throws Exception {
    var reference = ImageReference.parse(image);
    sigstore.cosign().run("sign", "-y", "--signing-config", "signing_config.json",
        "--trusted-root", "trusted_root.json", "--identity-token", sigstore.token(identity),
        reference.name() + "@" + reference.digest().orElseThrow()).orFail();
    return image;
  }

  /** An image that is good. @return its reference by tag and digest */
  String signed(String repository) throws Exception {
    return sign(release(), push(repository, repository));
  }

  /** Writes the rules about these images. */
  void writeRules(Path folder) throws IOException {
    Files.copy(sigstore.folder().resolve("trusted_root.json"),
        folder.resolve("trusted_root.txt"));
    Files.writeString(folder.resolve("images.yaml"),
        """
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: TrustRoot
            metadata: {name: ours}
            spec: {file: trusted_root.txt}
            ---
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImagePolicy
            metadata: {name: shop-releases}
            spec:
              images: [{glob: "%1$s/shop/**"}, {glob: "%2$s/shop/**"}]
              authorities:
              - keyless:
                  trustRootRef: ours
                  identities: [{issuer: "%3$s", subject: "%4$s"}]
            ---
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImagePolicy
            metadata: {name: ci-builds}
            spec:
              images: [{glob: "%1$s/ci/**"}]
              authorities:
              - keyless:
                  trustRootRef: ours
                  identities:
                  - {issuer: "%5$s", subjectGlob: "https://github.com/acme/app/.github/workflows/*@refs/heads/main"}
            ---
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImageOwners
            metadata: {name: owners}
            spec:
              owners:
              - {team: shop, contact: "#shop", images: [{glob: "%1$s/shop/**"}, {glob: "%2$s/**"}]}
              - {team: builds, contact: builds@acme.example, images: [{glob: "%1$s/ci/**"}]}
            ---
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImageSettings
            metadata: {name: settings}
            spec:
              deadlineSeconds: 4
              badForSeconds: 1
              tagForSeconds: 1
              registries: [{host: "%1$s", plainHTTP: true}, {host: "%2$s", plainHTTP: true}]
            """
            .formatted(sigstore.registry(true), silentRegistry(), release().issuer(),
                release().name(), workflow("acme/app").issuer()));
  }

  @Override
  public void close() throws IOException {
    ours.close();
    silent.close();
  }
}
