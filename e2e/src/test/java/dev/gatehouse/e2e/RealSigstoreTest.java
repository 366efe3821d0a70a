package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.sign.KeyFile;
import dev.gatehouse.trust.sign.SigningIdentity;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real cosign signs with the real services, we verify, and the other way round. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Stage.class)
class RealSigstoreTest {

  private static final String SLSA = "https://slsa.dev/provenance/v1";
  private static final Demands UNLOGGED = Demands.DEFAULT.withLogEntries(0);
  private static final List<String> TRUST = List.of("--trusted-root", "trusted_root.json");
  private static final List<String> UNLOGGED_FLAG = List.of("--insecure-ignore-tlog");
  private static final List<String> LEGACY = List.of("--new-bundle-format=false",
      "--use-signing-config=false", "--tlog-upload=false");

  private Path folder;
  private RealSigstore sigstore;
  private Cosign cosign;
  private Ours ours;
  private OurSigner signer;
  private Identity person;
  private Identity workflow;

  @BeforeAll
  void start(RealSigstore started) throws Exception {
    sigstore = started;
    folder = sigstore.folder();
    cosign = sigstore.cosign();
    cosign.run("generate-key-pair").orFail();
    cosign.write("predicate.json", "{\"buildDefinition\":{},\"runDetails\":{}}".getBytes(UTF_8));
    person = sigstore.person("ci@example.com");
    workflow = sigstore.workflow("acme/app");
    ours = new Ours(TrustRoot.parse(Files.readAllBytes(folder.resolve("trusted_root.json"))),
        List.of(sigstore.registry(true), sigstore.registry(false)));
    signer = new OurSigner(ours);
  }

  @AfterAll
  void stop() {
    if (signer != null) {
      signer.close();
    }
    if (ours != null) {
      ours.close();
    }
  }

  /** How cosign signs, how it verifies, and what we ask for. */
  private record Form(String name, List<?> sign, List<?> verify, Wanted wanted) {
    @Override
    public String toString() {
      return name;
    }
  }

  Stream<Form> forms() throws Exception {
    return Stream.of(
        new Form("keyless", List.of("sign", config("signing_config"), TRUST, token(person)),
            List.of("verify", identity(person)), Wanted.signature(keyless(person))),
        new Form("keyless by a workflow",
            List.of("sign", config("signing_config"), TRUST, token(workflow)),
            List.of("verify", identity(workflow)), Wanted.signature(keyless(workflow))),
        new Form("keyless with a timestamp alone",
            List.of("sign", config("sc-notlog"), TRUST, token(person)),
            List.of("verify", identity(person), UNLOGGED_FLAG, "--use-signed-timestamps"),
            Wanted.signature(keyless(person)).with(UNLOGGED.withTimestamps(1))),
        new Form("with a key",
            List.of("sign", config("signing_config"), TRUST, "--key", "cosign.key"),
            List.of("verify", "--key", "cosign.pub"), Wanted.signature(key())),
        new Form("with a key alone",
            List.of("sign", config("sc-none"), TRUST, "--key", "cosign.key"),
            List.of("verify", "--key", "cosign.pub", UNLOGGED_FLAG),
            Wanted.signature(key()).with(UNLOGGED)),
        new Form("with a key in the older form",
            List.of("sign", LEGACY, "--key", "cosign.key"),
            List.of("verify", "--key", "cosign.pub", UNLOGGED_FLAG, "--offline"),
            Wanted.signature(key()).with(UNLOGGED)),
        new Form("keyless in the older form",
            List.of("sign", LEGACY, TRUST, "--fulcio-url", sigstore.authorityUrl(),
                "--timestamp-server-url", sigstore.timestampUrl(), token(person)),
            List.of("verify", identity(person), UNLOGGED_FLAG, "--use-signed-timestamps",
                "--offline"),
            Wanted.signature(keyless(person)).with(UNLOGGED.withTimestamps(1))),
        new Form("a keyless attestation",
            List.of("attest", config("signing_config"), TRUST, token(person), "--type",
                "slsaprovenance1", "--predicate", "predicate.json"),
            List.of("verify-attestation", identity(person), "--type", "slsaprovenance1"),
            Wanted.attestation(keyless(person), SLSA)),
        new Form("an attestation with a key",
            List.of("attest", config("signing_config"), TRUST, "--key", "cosign.key", "--type",
                SLSA, "--predicate", "predicate.json"),
            List.of("verify-attestation", "--key", "cosign.pub", "--type", SLSA),
            Wanted.attestation(key(), SLSA)),
        new Form("an attestation with a key in the older form",
            List.of("attest", LEGACY, "--key", "cosign.key", "--type", SLSA, "--predicate",
                "predicate.json"),
            List.of("verify-attestation", "--key", "cosign.pub", "--type", SLSA, UNLOGGED_FLAG,
                "--offline"),
            Wanted.attestation(key(), SLSA).with(UNLOGGED)));
  }

  /** What we sign, and how cosign verifies it. */
  private record OurForm(String name, OurSigner.Order order, List<?> verify, Wanted wanted) {
    @Override
    public String toString() {
      return name;
    }
  }

  Stream<OurForm> ourForms() throws Exception {
    var key = new SigningIdentity.Key(
        KeyFile.read(Files.readString(folder.resolve("cosign.key")), new byte[0]));
    var token = new SigningIdentity.Token(sigstore.token(person));
    var all = folder.resolve("signing_config.json");
    var timestamps = folder.resolve("sc-notlog.json");
    var none = folder.resolve("sc-none.json");
    var seen = List.of(identity(person), UNLOGGED_FLAG, "--use-signed-timestamps");
    var provenance = List.of("--type", SLSA);
    return Stream.of(
        new OurForm("keyless", OurSigner.Order.signature(token, all),
            List.of("verify", identity(person)), Wanted.signature(keyless(person))),
        new OurForm("keyless with a timestamp alone",
            OurSigner.Order.signature(token, timestamps), List.of("verify", seen),
            Wanted.signature(keyless(person)).with(UNLOGGED.withTimestamps(1))),
        new OurForm("keyless in the older form",
            OurSigner.Order.signature(token, timestamps).inTheOlderForm(),
            List.of("verify", seen, "--offline"),
            Wanted.signature(keyless(person)).with(UNLOGGED.withTimestamps(1))),
        new OurForm("with a key", OurSigner.Order.signature(key, all),
            List.of("verify", "--key", "cosign.pub"), Wanted.signature(key())),
        new OurForm("with a key alone", OurSigner.Order.signature(key, none),
            List.of("verify", "--key", "cosign.pub", UNLOGGED_FLAG),
            Wanted.signature(key()).with(UNLOGGED)),
        new OurForm("with a key in the older form",
            OurSigner.Order.signature(key, none).inTheOlderForm(),
            List.of("verify", "--key", "cosign.pub", UNLOGGED_FLAG, "--offline"),
            Wanted.signature(key()).with(UNLOGGED)),
        new OurForm("a keyless attestation", OurSigner.Order.attestation(token, all, SLSA),
            List.of("verify-attestation", identity(person), provenance),
            Wanted.attestation(keyless(person), SLSA)),
        new OurForm("an attestation with a key", OurSigner.Order.attestation(key, all, SLSA),
            List.of("verify-attestation", "--key", "cosign.pub", provenance),
            Wanted.attestation(key(), SLSA)),
        new OurForm("an attestation with a key in the older form",
            OurSigner.Order.attestation(key, none, SLSA).inTheOlderForm(),
            List.of("verify-attestation", "--key", "cosign.pub", provenance, UNLOGGED_FLAG,
                "--offline"),
            Wanted.attestation(key(), SLSA).with(UNLOGGED)));
  }

  private static List<?> config(String name) {
    return List.of("--signing-config", name + ".json");
  }

  private List<?> token(Identity identity) {
    return List.of("--identity-token", sigstore.token(identity));
  }

  private static List<?> identity(Identity identity) {
    return List.of("--certificate-identity", identity.name(), "--certificate-oidc-issuer",
        identity.issuer());
  }

  private static Authority keyless(Identity identity) {
    return new Authority.Keyless(List.of(IdentityRule.of(TextRule.exact(identity.issuer()),
        TextRule.exact(identity.name()))));
  }

  private Authority key() throws Exception {
    return new Authority.Key(
        VerificationKey.parsePem(Files.readString(folder.resolve("cosign.pub"))));
  }

  private String image(boolean hasReferrers, String name) throws Exception {
    return ours.push(sigstore.registry(hasReferrers) + "/team/app", name);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void whatCosignSignsWeVerify(Form form) throws Exception {
    check(form, image(true, form.name()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void alsoInARegistryWithoutReferrers(Form form) throws Exception {
    check(form, image(false, form.name()));
  }

  @ParameterizedTest
  @MethodSource("ourForms")
  void whatWeSignCosignVerifies(OurForm form) throws Exception {
    checkOurs(form, image(true, "by us " + form.name()));
  }

  @ParameterizedTest
  @MethodSource("ourForms")
  void whatWeSignInARegistryWithoutReferrersCosignVerifies(OurForm form) throws Exception {
    checkOurs(form, image(false, "by us " + form.name()));
  }

  private void checkOurs(OurForm form, String image) throws Exception {
    signer.sign(form.order(), image);
    cosign.run(form.verify(), TRUST, image).orFail();
    assertThat(image).endsWith(ours.verify(image, form.wanted()).digest().toString());
  }

  private void check(Form form, String image) throws Exception {
    cosign.run(form.sign(), "-y", image).orFail();
    cosign.run(form.verify(), TRUST, image).orFail();
    var verified = ours.verify(image, form.wanted());
    assertThat(image).endsWith(verified.digest().toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherSignerIsNotTheWantedOne(boolean hasReferrers) throws Exception {
    var image = image(hasReferrers, "another signer");
    cosign.run("sign", config("signing_config"), TRUST, token(person), "-y", image).orFail();
    assertThat(cosign.run("verify", identity(workflow), TRUST, image).status()).isNotZero();
    var failure = catchThrowableOfType(VerificationException.class,
        () -> ours.verify(image, Wanted.signature(keyless(workflow))));
    assertThat(failure).hasMessageContaining("ci@example.com");
  }

  @Test
  void anAttestationIsNoSignature() throws Exception {
    var image = image(true, "only attested");
    cosign.run("attest", config("signing_config"), TRUST, token(person), "--type",
        "slsaprovenance1", "--predicate", "predicate.json", "-y", image).orFail();
    var failure = catchThrowableOfType(VerificationException.class,
        () -> ours.verify(image, Wanted.signature(keyless(person))));
    assertThat(failure).hasMessageContaining(SLSA);
  }

  @Test
  void aGoodOlderSignatureBesideAForeignBundleCounts() throws Exception {
    var image = image(true, "both forms");
    cosign.run("sign", LEGACY, "--key", "cosign.key", "-y", image).orFail();
    cosign.run("sign", config("signing_config"), TRUST, token(person), "-y", image).orFail();
    ours.verify(image, Wanted.signature(key()).with(UNLOGGED));
  }
}
