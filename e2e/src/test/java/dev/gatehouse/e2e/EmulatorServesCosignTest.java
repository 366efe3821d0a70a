package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real cosign signs at our services and with our registry, and finds it right. */
class EmulatorServesCosignTest {

  private static final List<String> LEGACY = List.of("--new-bundle-format=false",
      "--use-signing-config=false");

  @TempDir
  Path folder;

  private SigstoreServer server;
  private Cosign cosign;
  private String image;
  private Identity identity;

  @BeforeEach
  void start() throws IOException {
    Peers.program("cosign");
    cosign = new Cosign(folder);
    server = LocalSigstore.create(Clock.systemUTC()).serve();
    cosign.write("root.json", Json.writeBytes(server.sigstore().trustedRoot()));
    image = server.address() + "/team/app@" + server.registry().push("team/app", "1.0", "hello");
    identity = Identity.email(server.issuer(), "ci@example.com");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Program.Result cosign(String command, Object... more) throws Exception {
    return cosign.run(command, "--trusted-root", "root.json", List.of(more), image);
  }

  private static void assertGood(Program.Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  private List<String> config(Optional<LogVersion> log, boolean hasTimestamps) throws IOException {
    cosign.write("config.json", Json.writeBytes(server.signingConfig(log, hasTimestamps)));
    return List.of("--signing-config", "config.json");
  }

  private List<String> keyless() {
    return List.of("-y", "--identity-token", server.token(identity));
  }

  private List<String> wanted() {
    return List.of("--certificate-identity", identity.name(), "--certificate-oidc-issuer",
        identity.issuer());
  }

  @ParameterizedTest
  @CsvSource({"V1,true", "V2,true", "V1,false", "V2,false"})
  void keylessAsABundle(LogVersion log, boolean hasReferrers) throws Exception {
    server.registry().serveReferrers(hasReferrers);
    assertGood(cosign("sign", config(Optional.of(log), log == LogVersion.V2), keyless()));
    assertGood(cosign("verify", wanted()));
    identity = Identity.email(server.issuer(), "somebody-else@example.com");
    assertThat(cosign("verify", wanted()).status()).isNotZero();
  }

  @Test
  void keylessByAWorkflow() throws Exception {
    identity = Identity.workflow(server.workflowIssuer(), "acme/app");
    assertGood(cosign("sign", config(Optional.of(LogVersion.V2), true), keyless()));
    assertGood(cosign("verify", wanted(), "--certificate-github-workflow-repository", "acme/app"));
  }

  @Test
  void keylessWithATimestampAlone() throws Exception {
    assertGood(cosign("sign", config(Optional.empty(), true), keyless()));
    assertGood(
        cosign("verify", wanted(), "--insecure-ignore-tlog", "--use-signed-timestamps"));
  }

  @ParameterizedTest
  @EnumSource
  void anAttestationAsABundle(LogVersion log) throws Exception {
    cosign.write("predicate.json", "{\"buildDefinition\":{},\"runDetails\":{}}".getBytes(UTF_8));
    assertGood(cosign("attest", config(Optional.of(log), true), keyless(), "--type",
        "slsaprovenance1", "--predicate", "predicate.json"));
    assertGood(cosign("verify-attestation", wanted(), "--type", "slsaprovenance1"));
  }

  @ParameterizedTest
  @EnumSource
  void withAKeyAsABundle(LogVersion log) throws Exception {
    assertGood(cosign.run("generate-key-pair"));
    assertGood(cosign("sign", config(Optional.of(log), true), "-y", "--key", "cosign.key"));
    assertGood(cosign("verify", "--key", "cosign.pub"));
  }

  @Test
  void keylessInTheOlderForm() throws Exception {
    assertGood(cosign("sign", LEGACY, keyless(), "--fulcio-url", server.url(), "--rekor-url",
        server.url()));
    assertThat(server.registry().tags("team/app")).anyMatch(tag -> tag.endsWith(".sig"));
    assertGood(cosign("verify", wanted(), "--offline"));
  }

  @Test
  void anAttestationInTheOlderForm() throws Exception {
    cosign.write("predicate.json", "{\"buildDefinition\":{},\"runDetails\":{}}".getBytes(UTF_8));
    assertGood(cosign("attest", LEGACY, keyless(), "--fulcio-url", server.url(), "--rekor-url",
        server.url(), "--type", "slsaprovenance1", "--predicate", "predicate.json"));
    assertThat(server.registry().tags("team/app")).anyMatch(tag -> tag.endsWith(".att"));
    assertGood(cosign("verify-attestation", wanted(), "--offline", "--type", "slsaprovenance1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasSignedWithoutAServer(boolean hasReferrers) throws Exception {
    server.registry().serveReferrers(hasReferrers);
    var digest = image.substring(image.indexOf('@') + 1);
    var signing = server.sigstore().signing(digest).by(identity);
    server.registry().attach("team/app", digest, signing.bundle());
    assertGood(cosign("verify", wanted()));
  }

  @Test
  void whatWasSignedWithoutAServerInTheOlderForm() throws Exception {
    var digest = image.substring(image.indexOf('@') + 1);
    var signing = server.sigstore().signing(digest).by(identity).annotated("team", "blue");
    server.registry().attachLegacy("team/app", digest, List.of(signing.legacy()));
    assertGood(cosign("verify", wanted(), "--offline", "-a", "team=blue"));
    assertThat(cosign("verify", wanted(), "--offline", "-a", "team=red").status()).isNotZero();
    signing.attesting("https://slsa.dev/provenance/v1", ObjectValue.EMPTY);
    server.registry().attachLegacy("team/app", digest, List.of(signing.legacy()));
    assertGood(cosign("verify-attestation", wanted(), "--offline", "--type",
        "https://slsa.dev/provenance/v1"));
  }

  @Test
  void theServicesFaultsAreFound() throws Exception {
    server.misbehave(Fault.SCT_FORGED);
    cosign("sign", config(Optional.of(LogVersion.V1), false), keyless());
    assertThat(cosign("verify", wanted()).status()).isNotZero();
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    try (var other = LocalSigstore.create(Clock.systemUTC()).serve()) {
      var result = cosign("sign", config(Optional.of(LogVersion.V1), false), "-y",
          "--identity-token", other.token(identity));
      assertThat(result.status()).isNotZero();
      assertThat(result.output()).contains("not signed by this identity provider");
    }
  }
}
