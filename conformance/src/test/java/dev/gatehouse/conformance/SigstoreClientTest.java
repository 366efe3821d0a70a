package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command protocol of sigstore-conformance, both ways, against a Sigstore on loopback. */
class SigstoreClientTest {

  @TempDir
  private Path folder;
  private SigstoreServer sigstore;
  private String token = "";

  @BeforeEach
  void start() throws IOException {
    sigstore = LocalSigstore.create(InstantSource.system()).serve();
    token = sigstore.token(Identity.email(sigstore.issuer(), "ci@example.com"));
    Files.writeString(file("artifact"), "content");
    write("root.json", sigstore.sigstore().trustedRoot());
    write("foreign.json", sigstore.sigstore().foreignRoot());
  }

  @AfterEach
  void stop() {
    sigstore.close();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void write(String name, Value value) throws IOException {
    Files.write(file(name), Json.writeBytes(value));
  }

  private int run(String command, List<String> options, String subject) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(options);
    all.addAll(List.of("--bundle", file("bundle").toString(), subject));
    return SigstoreClient.run(all);
  }

  private int sign(LogVersion log, String root, String artifact, String... more)
      throws IOException {
    write("services.json", sigstore.signingConfig(Optional.of(log), true));
    var options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--identity-token", token, "--signing-config",
        file("services.json").toString(), "--trusted-root", file(root).toString()));
    return run("sign-bundle", options, file(artifact).toString());
  }

  private int verify(String identity, String subject, String... more) {
    var options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--certificate-identity", identity, "--certificate-oidc-issuer",
        sigstore.issuer(), "--trusted-root", file("root.json").toString()));
    return run("verify-bundle", options, subject);
  }

  @ParameterizedTest
  @EnumSource
  void verifiesWhatItSigns(LogVersion log) throws IOException {
    assertThat(sign(log, "root.json", "artifact")).isZero();
    var artifact = file("artifact").toString();
    var digest = Digest.of(Files.readAllBytes(file("artifact"))).toString();
    assertThat(verify("ci@example.com", artifact)).isZero();
    assertThat(verify("ci@example.com", digest)).isZero();
    assertThat(verify("ci@example.com", artifact, "--staging")).isZero();
    assertThat(verify("somebody@example.com", artifact)).isEqualTo(1);
    assertThat(verify("ci@example.com", "sha256:" + "0".repeat(64))).isEqualTo(1);
  }

  @Test
  void signsAStatement() throws IOException {
    Files.writeString(file("statement"), """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://example.com/p",
         "subject": [{"name": "artifact", "digest": {"sha256": "%s"}}], "predicate": {}}
        """.formatted(Digest.of(Files.readAllBytes(file("artifact"))).hex()));
    assertThat(sign(LogVersion.V2, "root.json", "statement", "--in-toto")).isZero();
    assertThat(verify("ci@example.com", file("artifact").toString())).isZero();
  }

  @Test
  void writesNoBundleThatDoesNotVerify() throws IOException {
    assertThat(sign(LogVersion.V2, "foreign.json", "artifact")).isEqualTo(1);
    assertThat(file("bundle")).doesNotExist();
  }
}
