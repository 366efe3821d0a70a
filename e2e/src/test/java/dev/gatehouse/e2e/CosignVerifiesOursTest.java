package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is signed without a server is right: the real cosign says so. */
class CosignVerifiesOursTest {

  private static final byte[] FILE = "hello\n".getBytes(UTF_8);
  private static final String DIGEST = Digest.of(FILE).toString();
  private static final String PREDICATE = "https://slsa.dev/provenance/v1";
  private static final Identity WORKFLOW = Identity.workflow("https://issuer.example.com",
      "acme/app");

  @TempDir
  Path folder;

  private final LocalSigstore sigstore = LocalSigstore.create(Clock.systemUTC());
  private Cosign cosign;

  @BeforeEach
  void writeFiles() throws IOException {
    Peers.program("cosign");
    cosign = new Cosign(folder);
    cosign.write("file", FILE);
    cosign.write("root.json", Json.writeBytes(sigstore.trustedRoot()));
  }

  private Signing signing() {
    return sigstore.signing(DIGEST);
  }

  private Program.Result verify(String command, byte[] bundle, String... more)
      throws IOException, InterruptedException {
    cosign.write("bundle.json", bundle);
    return cosign.run(command, "--bundle", "bundle.json", "--trusted-root", "root.json",
        List.of(more), "file");
  }

  private Program.Result verifyKeyless(String command, byte[] bundle, String... more)
      throws IOException, InterruptedException {
    var arguments = Stream.concat(Stream.of("--certificate-identity", Signing.SOMEBODY.name(),
        "--certificate-oidc-issuer", Signing.SOMEBODY.issuer()), Stream.of(more));
    return verify(command, bundle, arguments.toArray(String[]::new));
  }

  private static void assertGood(Program.Result result) {
    assertThat(result.output()).contains("Verified OK");
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aFileSignedKeylessIntoALog(LogVersion log) throws Exception {
    assertGood(verifyKeyless("verify-blob", signing().logged(log).fileBundle()));
  }

  @ParameterizedTest
  @EnumSource
  void anAttestationSignedKeylessIntoALog(LogVersion log) throws Exception {
    var bundle = signing().logged(log).attesting(PREDICATE, ObjectValue.EMPTY).bundle();
    assertGood(verifyKeyless("verify-blob-attestation", bundle, "--type", PREDICATE));
  }

  @Test
  void anAttestationLoggedInTheOlderWay() throws Exception {
    var bundle = signing().loggedAsInToto().attesting(PREDICATE, ObjectValue.EMPTY).bundle();
    assertGood(verifyKeyless("verify-blob-attestation", bundle, "--type", PREDICATE));
  }

  @Test
  void aFileWithATimestampAlone() throws Exception {
    var bundle = signing().unlogged().timestamped().fileBundle();
    assertGood(verifyKeyless("verify-blob", bundle, "--insecure-ignore-tlog",
        "--use-signed-timestamps"));
  }

  @Test
  void aFileWithEverything() throws Exception {
    assertGood(verifyKeyless("verify-blob", signing().timestamped().fileBundle()));
  }

  @Test
  void aWorkflowWithItsClaims() throws Exception {
    assertGood(verify("verify-blob", signing().by(WORKFLOW).fileBundle(),
        "--certificate-identity", WORKFLOW.name(), "--certificate-oidc-issuer", WORKFLOW.issuer(),
        "--certificate-github-workflow-repository", "acme/app",
        "--certificate-github-workflow-ref", "refs/heads/main",
        "--certificate-github-workflow-name", "release",
        "--certificate-github-workflow-trigger", "push"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aFileSignedWithAKey(String algorithm, int size) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    var key = generator.generateKeyPair();
    cosign.write("key.pub", pem(key.getPublic()).getBytes(UTF_8));
    assertGood(verify("verify-blob", signing().by(key).fileBundle(), "--key", "key.pub"));
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  static Stream<Arguments> keys() {
    return Stream.of(Arguments.of("EC", 256),
        Arguments.of("RSA", 2048));
  }

  /** What cosign does not look for, and a second log or timestamp that it does not need. */
  private static final Set<Fault> OVERLOOKED = EnumSet.of(Fault.CERTIFICATE_IS_CA,
      Fault.CERTIFICATE_ISSUERS_DISAGREE, Fault.SCT_TWICE, Fault.TIMESTAMP_TWICE, Fault.OTHER_TYPE);

  @ParameterizedTest
  @EnumSource
  void everyFaultButFewIsFound(Fault fault) throws Exception {
    var signing = signing().attesting(PREDICATE, ObjectValue.EMPTY).with(fault);
    var result = fault.name().startsWith("TIMESTAMP_")
        ? verifyKeyless("verify-blob-attestation", signing.unlogged().timestamped().bundle(),
            "--type", PREDICATE, "--insecure-ignore-tlog", "--use-signed-timestamps")
        : verifyKeyless("verify-blob-attestation", signing.bundle(), "--type", PREDICATE);
    assertThat(result.status() == 0).as(fault + ": " + result.output())
        .isEqualTo(OVERLOOKED.contains(fault));
  }
}
