package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are signed, verified and explained on the command line, with cosign's exit codes. */
class ImageCommandTest {

  @TempDir
  private Path folder;
  private SigstoreServer sigstore;
  private Identity release;
  private String image = "";

  @BeforeEach
  void start() throws IOException {
    sigstore = LocalSigstore.create(InstantSource.system()).serve();
    release = Identity.email(sigstore.issuer(), "release@shop.example");
    sigstore.registry().push("shop/web", "1", "content");
    image = sigstore.address() + "/shop/web:1";
    Files.write(folder.resolve("root.json"),
        Json.writeBytes(sigstore.sigstore().trustedRoot()));
    Files.write(folder.resolve("services.json"),
        Json.writeBytes(sigstore.signingConfig(Optional.of(LogVersion.V2), true)));
    Files.writeString(folder.resolve("predicate.json"), "{\"built\": \"here\"}");
  }

  @AfterEach
  void stop() {
    sigstore.close();
  }

  private Ran run(String... args) {
    var all = new ArrayList<>(List.of("image"));
    all.addAll(List.of(args));
    return Ran.command(all.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Ran verify(String command, String identity, String... more) {
    var args = new ArrayList<>(List.of(command, "--trusted-root", file("root.json"),
        "--certificate-identity", identity, "--certificate-oidc-issuer", sigstore.issuer()));
    args.addAll(List.of(more));
    args.add(image);
    return run(args.toArray(String[]::new));
  }

  private Ran sign(String... more) {
    var args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--signing-config", file("services.json"), "--identity-token",
        sigstore.token(release), image));
    return run(args.toArray(String[]::new));
  }

  @Test
  void verifiesWhatItSignedAndNamesTheSigner() {
    assertThat(verify("verify", "release@shop.example").code()).isEqualTo(10);
    assertThat(sign("sign", "-a", "stage=production").code()).isZero();
    var verified = verify("verify", "release@shop.example", "-a", "stage=production");
    assertThat(verified.code()).isZero();
    assertThat(verified.output()).contains("\"Subject\":\"release@shop.example\"",
        "\"stage\":\"production\"", "docker-manifest-digest");
    assertThat(verify("verify", "release@shop.example", "-a", "stage=test").code())
        .isEqualTo(12);
    var other = verify("verify", "somebody@shop.example");
    assertThat(other.code()).isEqualTo(12);
    assertThat(other.errors()).contains("it was signed by release@shop.example");
  }

  @Test
  void countsAnAttestationOnlyForItsOwnType() {
    assertThat(sign("attest", "--type", "slsaprovenance1", "--predicate", file("predicate.json"))
        .code()).isZero();
    var attested = verify("verify-attestation", "release@shop.example", "--type",
        "slsaprovenance1");
    assertThat(attested.code()).isZero();
    assertThat(attested.output()).contains("\"built\":\"here\"", "https://slsa.dev/provenance/v1");
    assertThat(verify("verify-attestation", "release@shop.example", "--type", "vuln").code())
        .isEqualTo(12);
    assertThat(verify("verify", "release@shop.example").code()).isEqualTo(12);
  }

  @Test
  void explainsWhatIsThere() {
    assertThat(run("tree", image).output()).contains("nothing is stored beside it");
    assertThat(sign("sign").code()).isZero();
    assertThat(run("tree", image).output()).contains("bundle", "sha256:");
    assertThat(run("inspect", "--trusted-root", file("root.json"), image).output())
        .contains("signed by release@shop.example from " + sigstore.issuer(), "claim issuer");
    assertThat(run("digest", image).output()).startsWith(image + "@sha256:");
    assertThat(run("digest", image + "-nowhere").code()).isEqualTo(11);
  }

  @Test
  void saysWhatAPolicyDecides() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: TrustRoot
        metadata: {name: local}
        spec: {file: root.json}
        ---
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: shop}
        spec:
          images: [{glob: "**"}]
          authorities:
          - keyless:
              trustRootRef: local
              identities: [{issuer: "%s", subject: release@shop.example}]
        """.formatted(sigstore.issuer()));
    var refused = run("policy-check", "--policy", file("policy.yaml"), image);
    assertThat(refused.code()).isEqualTo(12);
    assertThat(refused.output()).contains("refuse: no signature", "no owner is known");
    assertThat(sign("sign").code()).isZero();
    var admitted = run("policy-check", "--policy", file("policy.yaml"), image);
    assertThat(admitted.output()).contains("decision admit", "release@shop.example");
    assertThat(admitted.code()).isZero();
  }

  @Test
  void asksForWhoMustHaveSigned() {
    var nobody = run("verify", "--trusted-root", file("root.json"), image);
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.errors()).contains("say who must have signed");
    assertThat(run("verify", "--certificate-identity-regexp", ".*",
        "--certificate-oidc-issuer", "x", image).errors()).contains("would let everybody in");
    assertThat(run("sign", image).errors()).contains("say who signs");
  }
}
