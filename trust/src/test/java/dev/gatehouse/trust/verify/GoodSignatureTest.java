package dev.gatehouse.trust.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.BundleVersion;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.certificate.SubjectName;
import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.root.TrustRoot;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoodSignatureTest {

  private static final Signatures SIGNATURES = new Signatures();
  private static final ObjectValue PREDICATE = ObjectValue.of("built", StringValue.of("here"));

  @TestFactory
  Stream<DynamicTest> acceptsEveryFormByAnIdentity() {
    var logs = new LinkedHashMap<String, UnaryOperator<Signing>>();
    logs.put("in the first log", signing -> signing);
    logs.put("in the first log, timestamped", Signing::timestamped);
    logs.put("in the second log", signing -> signing.logged(LogVersion.V2));
    return cases(logs, Signatures.somebody());
  }

  @TestFactory
  Stream<DynamicTest> acceptsEveryKindOfKey() {
    var keys = new LinkedHashMap<String, KeyPair>();
    keys.put("P-256", Signatures.ec("secp256r1"));
    keys.put("P-384", Signatures.ec("secp384r1"));
    keys.put("P-521", Signatures.ec("secp521r1"));
    keys.put("Ed25519", Signatures.pair("Ed25519", 0));
    keys.put("RSA", Signatures.pair("RSA", 2048));
    var tests = new ArrayList<DynamicTest>();
    keys.forEach((name, key) -> cases(Map.of("by " + name, signing -> signing.by(key)),
        Signatures.key(key)).forEach(tests::add));
    return tests.stream();
  }

  private static Stream<DynamicTest> cases(Map<String, UnaryOperator<Signing>> kinds,
      Authority authority) {
    var signature = Wanted.signature(authority);
    var attestation = Wanted.attestation(authority, Signatures.PREDICATE);
    var tests = new ArrayList<DynamicTest>();
    kinds.forEach((name, kind) -> {
      for (var version : BundleVersion.values()) {
        if (version != BundleVersion.V0_1 || !name.contains("second")) {
          tests.add(accepts("bundle " + version + " " + name,
              () -> Signatures.bundle(kind.apply(SIGNATURES.signing()).as(version)), signature));
          tests.add(accepts("attestation " + version + " " + name,
              () -> Signatures.bundle(kind.apply(attesting()).as(version)), attestation));
        }
      }
      if (!name.contains("second")) {
        tests.add(accepts("older signature " + name,
            () -> Signatures.legacy(kind.apply(SIGNATURES.signing())), signature));
        tests.add(accepts("older attestation " + name,
            () -> Signatures.legacy(kind.apply(attesting())), attestation));
        tests.add(accepts("attestation logged as in-toto " + name,
            () -> Signatures.bundle(kind.apply(attesting()).loggedAsInToto()), attestation));
      }
    });
    return tests.stream();
  }

  private static Signing attesting() {
    return SIGNATURES.signing().attesting(Signatures.PREDICATE, PREDICATE);
  }

  private interface Made {
    Material make();
  }

  private static DynamicTest accepts(String name, Made made, Wanted wanted) {
    return DynamicTest.dynamicTest(name, () -> {
      var verified = SIGNATURES.accepted(made.make(), wanted);
      assertThat(verified.digest()).isEqualTo(Signatures.IMAGE);
      assertThat(verified.logRecords()).hasSize(1);
      assertThat(verified.steps()).noneMatch(step -> step.outcome() == Step.Outcome.NOT_COUNTED);
    });
  }

  @Test
  void saysWhoSignedWhenAndWithWhatClaims() throws VerificationException {
    var wanted = Wanted.signature(Signatures.identity(IdentityRule.of(
        TextRule.exact(Signatures.ISSUER), TextRule.glob("https://github.com/acme/**"))));
    var signing = SIGNATURES.signing().by(Identity.workflow(Signatures.ISSUER, "acme/app"))
        .annotated("team", "blue");

    var verified = SIGNATURES.accepted(Signatures.bundle(signing), wanted);

    assertThat(verified.signer()).isInstanceOfSatisfying(Signer.Identity.class, signer -> {
      assertThat(signer.subject()).isEqualTo(new SubjectName(SubjectName.Kind.URI,
          "https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main"));
      assertThat(signer.issuer()).contains(Signatures.ISSUER);
      assertThat(signer.claims())
          .containsEntry(Claim.SOURCE_REPOSITORY_URI, "https://github.com/acme/app")
          .containsEntry(Claim.GITHUB_WORKFLOW_REPOSITORY, "acme/app")
          .containsEntry(Claim.SOURCE_REPOSITORY_OWNER_URI, "https://github.com/acme");
    });
    assertThat(verified.times()).singleElement().satisfies(each -> {
      assertThat(each.time()).isEqualTo(Signatures.NOW);
      assertThat(each.source()).isEqualTo(VerifiedTime.Source.LOG);
    });
    assertThat(verified.annotations()).containsEntry("team", "blue");
    assertThat(verified.place()).isPresent();
    assertThat(verified.steps()).extracting(Step::name).containsSubsequence("claims", "signature",
        "transparency log", "certificate", "certificate log", "identity");
  }

  @Test
  void givesThePredicateOfAnAttestation() throws VerificationException {
    var verified = SIGNATURES.accepted(Signatures.bundle(attesting()), Signatures.attestation());

    assertThat(verified.statement().orElseThrow().predicateType())
        .isEqualTo(Signatures.PREDICATE);
    assertThat(verified.statement().orElseThrow().json().get("predicate")).isEqualTo(PREDICATE);
  }

  @Test
  void takesATimestampAloneWhereLogsAreIgnored() throws VerificationException {
    var wanted = Signatures.signature()
        .with(Demands.DEFAULT.withLogEntries(0).withTimestamps(1));
    var signing = SIGNATURES.signing().unlogged().timestamped();

    assertThat(SIGNATURES.accepted(Signatures.bundle(signing), wanted).times()).hasSize(1);
    assertThat(SIGNATURES.accepted(Signatures.legacy(signing), wanted).times()).hasSize(1);
  }

  @Test
  void takesTheClockWhereThatIsAllowed() throws VerificationException {
    var wanted = Signatures.signature()
        .with(Demands.DEFAULT.withLogEntries(0).withCurrentTime(true));
    var verifier = new Verifier(SIGNATURES.root(), () -> Signatures.NOW);

    var verified = verifier.verify(Signatures.bundle(SIGNATURES.signing().unlogged()),
        Signatures.IMAGE, wanted);

    assertThat(verified.times()).extracting(VerifiedTime::source)
        .containsExactly(VerifiedTime.Source.CURRENT_TIME);
  }

  @Test
  void takesAnAuthorityOfOnesOwn() throws Exception {
    var chain = new ArrayList<Certificate>();
    for (var each : SIGNATURES.sigstore().certificateChain()) {
      chain.add(Certificate.parse(each.getEncoded()));
    }
    var rule = new IdentityRule(Optional.empty(), TextRule.exact(Signatures.SUBJECT),
        Optional.empty(), Map.of());
    var own = List.of(CertificateAuthority.of("acme", List.of(chain.getLast()), Validity.ALWAYS));
    var wanted = Wanted.signature(new Authority.Pki(own, List.of(rule)))
        .with(new Demands(0, false, 0, 0, true, Optional.empty()));
    var verifier = new Verifier(TrustRoot.none(), () -> Signatures.NOW);

    var legacy = verifier.verify(Signatures.legacy(SIGNATURES.signing().unlogged()),
        Signatures.IMAGE, wanted);

    assertThat(legacy.signer().text()).startsWith(Signatures.SUBJECT);
  }

  @Test
  void takesAKeyWhoseTimeCoversTheSignature() throws VerificationException {
    var pair = Signatures.ec("secp256r1");
    var key = ((Authority.Key) Signatures.key(pair)).key();
    var validity = new Validity(Signatures.NOW.minus(Duration.ofDays(1)), Signatures.NOW);
    var wanted = Wanted.signature(new Authority.Key(key, validity));

    assertThat(SIGNATURES.accepted(Signatures.bundle(SIGNATURES.signing().by(pair)), wanted)
        .signer()).isEqualTo(new Signer.KeyHolder(key));
  }
}
