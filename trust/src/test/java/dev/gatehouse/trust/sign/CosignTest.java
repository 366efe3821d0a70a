package dev.gatehouse.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.registry.RegistryWriter;
import dev.gatehouse.trust.registry.Storage;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.Reason;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verified;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real cosign verifies what is signed here, and what it signs verifies here. */
class CosignTest {

  private static final String PREDICATE = "https://slsa.dev/provenance/v1";
  private static final Optional<LogVersion> FIRST = Optional.of(LogVersion.V1);
  private static final Optional<LogVersion> SECOND = Optional.of(LogVersion.V2);
  private static final String[] BY_IDENTITY = {"--certificate-identity", Signing.SOMEBODY.name(),
      "--certificate-oidc-issuer", Signing.SOMEBODY.issuer()};
  private static final String[] OLDER = {"--new-bundle-format=false"};

  @TempDir
  Path folder;

  private Workshop workshop;

  @BeforeEach
  void open() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(program()), "cosign is not built");
    workshop = new Workshop();
    Files.write(folder.resolve("root.json"),
        Json.writeBytes(workshop.server().sigstore().trustedRoot()));
    Files.writeString(folder.resolve("predicate.json"), "{\"builder\":{\"id\":\"here\"}}", UTF_8);
  }

  @AfterEach
  void close() {
    if (workshop != null) {
      workshop.close();
    }
  }

  private static Path program() {
    var peers = System.getenv("GATEHOUSE_PEERS");
    return peers == null
        ? Path.of(System.getProperty("user.home"), ".cache", "gatehouse", "peers", "cosign")
        : Path.of(peers, "cosign");
  }

  /** Runs cosign without any way to the public Sigstore. @return what it wrote, if it succeeded */
  private String cosign(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program().toString()));
    command.addAll(arguments);
    var output = Files.createTempFile(folder, "output", ".txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().put("TUF_MIRROR", "http://127.0.0.1:1");
    builder.environment().put("COSIGN_PASSWORD", new String(Workshop.PASSWORD, UTF_8));
    var process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("cosign did not end: " + command);
    }
    var text = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private void cosignOnImage(String command, String[]... more)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of(command, "--trusted-root", "root.json"));
    for (var part : more) {
      arguments.addAll(List.of(part));
    }
    arguments.add(workshop.reference().toString());
    cosign(arguments);
  }

  private static String[] args(String... arguments) {
    return arguments;
  }

  private void attach(byte[] bundle) throws Exception {
    var budget = Workshop.budget();
    var subject = workshop.registry().resolve(workshop.reference(), budget).descriptor();
    workshop.registry().writer(workshop.reference()).attach(subject, ContentSigner.BUNDLE,
        new RegistryWriter.Layer(ContentSigner.BUNDLE, bundle, Map.of()),
        Map.of("dev.sigstore.bundle.content", "dsse-envelope"), budget);
  }

  private void append(Storage place, ContentSigner.Layer layer) throws Exception {
    workshop.registry().writer(workshop.reference()).append(place, workshop.image(),
        new RegistryWriter.Layer(layer.mediaType(), layer.content(), layer.annotations()),
        Workshop.budget());
  }

  private byte[] signature() {
    return SignedTexts.signature(workshop.image(), Map.of("team", "blue & green"));
  }

  private byte[] attestation() {
    return SignedTexts.attestation(workshop.image(), "app", PREDICATE, ObjectValue.EMPTY);
  }

  @ParameterizedTest
  @EnumSource
  void cosignVerifiesOurKeylessBundle(LogVersion log) throws Exception {
    var signer = workshop.signer(workshop.somebody(), Optional.of(log), true);
    attach(signer.statement(signature()));
    attach(signer.statement(attestation()));

    cosignOnImage("verify", BY_IDENTITY, args("-a", "team=blue & green"));
    cosignOnImage("verify-attestation", BY_IDENTITY, args("--type", PREDICATE));
  }

  @ParameterizedTest
  @EnumSource
  void cosignVerifiesOurBundleByAKey(LogVersion log) throws Exception {
    var key = SigningKey.generate();
    Files.writeString(folder.resolve("key.pub"), KeyFile.writePublic(key), UTF_8);
    var signer = workshop.signer(new SigningIdentity.Key(key), Optional.of(log), false);
    attach(signer.statement(signature()));

    cosignOnImage("verify", args("--key", "key.pub"));
  }

  @Test
  void cosignVerifiesOurOlderForm() throws Exception {
    var signer = workshop.signer(workshop.somebody(), FIRST, false);
    append(Storage.SIGNATURE_TAG, signer.simpleSigning(SignedTexts.simpleSigning(
        workshop.image(), workshop.server().address() + "/app", Map.of("team", "blue"))));
    append(Storage.ATTESTATION_TAG, signer.envelope(attestation(), PREDICATE));

    cosignOnImage("verify", OLDER, BY_IDENTITY, args("-a", "team=blue"));
    cosignOnImage("verify-attestation", OLDER, BY_IDENTITY, args("--type", PREDICATE));
  }

  @Test
  void cosignSignsWithOurKeyFile() throws Exception {
    var key = SigningKey.generate();
    Files.writeString(folder.resolve("ours.key"), KeyFile.write(key, Workshop.PASSWORD), UTF_8);

    assertThat(cosign(List.of("public-key", "--key", "ours.key")))
        .contains(KeyFile.writePublic(key).strip());
  }

  @Test
  void weSignWithCosignsKeyFile() throws Exception {
    cosign(List.of("generate-key-pair"));

    var key = KeyFile.read(Files.readString(folder.resolve("cosign.key"), UTF_8),
        Workshop.PASSWORD);

    assertThat(KeyFile.writePublic(key))
        .isEqualTo(Files.readString(folder.resolve("cosign.pub"), UTF_8));
  }

  private void writeConfig(Optional<LogVersion> log, boolean timestamped) throws IOException {
    Files.write(folder.resolve("signing.json"),
        Json.writeBytes(workshop.server().signingConfig(log, timestamped)));
  }

  private String[] token() {
    return args("--identity-token", workshop.server().token(Signing.SOMEBODY), "-y");
  }

  private Material onlyMaterial() {
    var materials = workshop.registry().materials(workshop.reference(), workshop.image(),
        Workshop.budget());
    assertThat(materials.faults()).isEmpty();
    assertThat(materials.found()).hasSize(1);
    return materials.found().getFirst();
  }

  private Verified verified(Wanted wanted) throws Exception {
    return new Verifier(workshop.root()).verify(onlyMaterial(), workshop.image(), wanted);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weVerifyCosignsKeylessBundle(boolean referrers) throws Exception {
    workshop.server().registry().serveReferrers(referrers);
    writeConfig(SECOND, true);

    cosignOnImage("sign", token(), args("--signing-config", "signing.json", "-a", "team=blue"));

    var verified = verified(Wanted.signature(Workshop.keyless())
        .withAnnotations(Map.of("team", "blue")));
    assertThat(verified.signer().text()).contains(Signing.SOMEBODY.name());
    assertThat(reason(Digest.of(new byte[0]))).isEqualTo(Reason.WRONG_DIGEST);
  }

  private Reason reason(Digest image) throws Exception {
    try {
      new Verifier(workshop.root()).verify(onlyMaterial(), image,
          Wanted.signature(Workshop.keyless()));
      throw new AssertionError("verified for another image");
    } catch (VerificationException e) {
      return e.reason();
    }
  }

  @Test
  void weVerifyCosignsAttestation() throws Exception {
    writeConfig(FIRST, false);

    cosignOnImage("attest", token(), args("--signing-config", "signing.json", "--type",
        PREDICATE, "--predicate", "predicate.json"));

    assertThat(verified(Wanted.attestation(Workshop.keyless(), PREDICATE)).statement())
        .hasValueSatisfying(each -> assertThat(each.predicateType()).isEqualTo(PREDICATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign", "attest"})
  void weVerifyCosignsOlderFormByAKey(String command) throws Exception {
    cosign(List.of("generate-key-pair"));
    var key = VerificationKey.parsePem(Files.readString(folder.resolve("cosign.pub"), UTF_8));
    var more = command.equals("sign")
        ? args("-y")
        : args("-y", "--type", PREDICATE, "--predicate", "predicate.json");

    cosignOnImage(command, OLDER, args("--use-signing-config=false", "--tlog-upload=false",
        "--key", "cosign.key"), more);

    var authority = new Authority.Key(key);
    verified((command.equals("sign")
        ? Wanted.signature(authority)
        : Wanted.attestation(authority, PREDICATE)).with(Demands.DEFAULT.withLogEntries(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign", "attest"})
  void weVerifyCosignsOlderKeylessForm(String command) throws Exception {
    var url = workshop.server().url();
    var more = command.equals("sign")
        ? args()
        : args("--type", PREDICATE, "--predicate", "predicate.json");

    cosignOnImage(command, OLDER, token(), args("--use-signing-config=false", "--fulcio-url", url,
        "--rekor-url", url), more);

    var verified = verified(command.equals("sign")
        ? Wanted.signature(Workshop.keyless())
        : Wanted.attestation(Workshop.keyless(), PREDICATE));
    assertThat(verified.logRecords()).hasSize(1);
  }
}
