package dev.gatehouse.trust.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.emulator.BundleVersion;
import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What went wrong in other verifiers, one test for each, named after the published advisory. */
class FaultListTest {

  private static final Signatures SIGNATURES = new Signatures();

  private static ObjectValue json(byte[] text) throws TextException {
    return (ObjectValue) Json.parse(text);
  }

  // CVE-2022-23649, CVE-2022-36056, CVE-2026-22703: entries about something else

  @Test
  void anEntryOfAnotherSignatureByTheSameSignerProvesNothing() {
    for (var log : LogVersion.values()) {
      SIGNATURES.refused(Reason.FOREIGN_LOG_ENTRY, Signatures.bundle(
          SIGNATURES.signing().logged(log).with(Fault.ENTRY_OF_OTHER_SIGNATURE)),
          Signatures.signature());
    }
  }

  @Test
  void anEntryOfAnotherKeyProvesNothing() {
    SIGNATURES.refused(Reason.FOREIGN_LOG_ENTRY, Signatures.legacy(
        SIGNATURES.signing().with(Fault.ENTRY_OF_OTHER_KEY)), Signatures.signature());
  }

  @Test
  void anEntryOfAnotherDigestProvesNothing() {
    SIGNATURES.refused(Reason.FOREIGN_LOG_ENTRY, Signatures.legacy(
        SIGNATURES.signing().with(Fault.ENTRY_OF_OTHER_CONTENT)), Signatures.signature());
  }

  @Test
  void thePromiseOfAnotherImagesSignatureProvesNothing() {
    var own = (Material.SimpleSigning) Signatures.legacy(SIGNATURES.signing());
    var other = (Material.SimpleSigning) Signatures.legacy(SIGNATURES.signing());
    var mixed = new HashMap<>(own.annotations());
    mixed.put("dev.sigstore.cosign/bundle",
        String.valueOf(other.annotations().get("dev.sigstore.cosign/bundle")));

    SIGNATURES.refused(Reason.FOREIGN_LOG_ENTRY,
        new Material.SimpleSigning(own.place(), own.payload(), mixed), Signatures.signature());
  }

  // CVE-2022-35929, CVE-2022-35930, CVE-2026-39395: some attestation is not the wanted one

  @Test
  void anAttestationOfAnotherTypeIsNotTheWantedOne() {
    var signing = SIGNATURES.signing().attesting("https://example.com/other", ObjectValue.EMPTY);

    SIGNATURES.refused(Reason.WRONG_CONTENT, Signatures.bundle(signing), Signatures.attestation());
    SIGNATURES.refused(Reason.WRONG_CONTENT, Signatures.legacy(signing), Signatures.attestation());
  }

  @Test
  void anAttestationIsNoSignature() {
    var signing = SIGNATURES.signing().attesting(Signatures.PREDICATE, ObjectValue.EMPTY);

    SIGNATURES.refused(Reason.WRONG_CONTENT, Signatures.bundle(signing), Signatures.signature());
    SIGNATURES.refused(Reason.WRONG_CONTENT, Signatures.legacy(signing), Signatures.signature());
  }

  @Test
  void aSignatureIsNoAttestation() {
    SIGNATURES.refused(Reason.WRONG_CONTENT, Signatures.bundle(SIGNATURES.signing()),
        Signatures.attestation());
    SIGNATURES.refused(Reason.WRONG_CONTENT, Signatures.legacy(SIGNATURES.signing()),
        Signatures.attestation());
  }

  @Test
  void aStatementThatCannotBeReadIsRefused() {
    SIGNATURES.refused(Reason.MALFORMED,
        Signatures.bundle(SIGNATURES.signing().with(Fault.NO_JSON)), Signatures.signature());
  }

  @Test
  void aStatementThatNamesTwoDigestsUnderOneKeyIsRefused() {
    SIGNATURES.refused(Reason.MALFORMED,
        Signatures.bundle(SIGNATURES.signing().with(Fault.DUPLICATE_KEY)), Signatures.signature());
  }

  // An envelope from the registry without a check of its signature

  @Test
  void anEnvelopeWithAForgedSignatureIsRefused() {
    var signing = SIGNATURES.signing().attesting(Signatures.PREDICATE, ObjectValue.EMPTY)
        .with(Fault.SIGNATURE_FORGED);

    SIGNATURES.refused(Reason.BAD_SIGNATURE, Signatures.bundle(signing), Signatures.attestation());
    SIGNATURES.refused(Reason.BAD_SIGNATURE, Signatures.legacy(signing), Signatures.attestation());
  }

  @Test
  void anEnvelopeWithoutASignatureIsRefused() throws TextException {
    var bundle = json(SIGNATURES.signing().bundle());
    var envelope = (ObjectValue) value(bundle, "dsseEnvelope");
    var bare = bundle.with("dsseEnvelope", envelope.with("signatures", ArrayValue.EMPTY));

    SIGNATURES.refused(Reason.UNSUPPORTED, Signatures.bundle(Json.writeBytes(bare)),
        Signatures.signature());
  }

  // CVE-2026-24122: the whole chain must be valid when it was signed, also without a log

  @Test
  void aChainThatHadEndedIsRefusedWhereLogsAreIgnored() {
    var wanted = Signatures.signature().with(Demands.DEFAULT.withLogEntries(0));
    var signing = SIGNATURES.signing().unlogged().timestamped().with(Fault.TIMESTAMP_LATE);

    SIGNATURES.refused(Reason.OUTSIDE_VALIDITY, Signatures.bundle(signing), wanted);
  }

  @Test
  void anIntermediateThatHadEndedIsRefused() {
    var later = Signatures.NOW.plus(Duration.ofDays(365 * 5L));

    SIGNATURES.refused(Reason.OUTSIDE_VALIDITY,
        Signatures.bundle(SIGNATURES.signing().at(later)), Signatures.signature());
  }

  // integratedTime counts only as the log signed it, and every proven time counts

  @Test
  void aTimeThatNoLogPromisedIsNone() {
    SIGNATURES.refused(Reason.NO_TIMESTAMP,
        Signatures.bundle(SIGNATURES.signing().with(Fault.SET_MISSING)), Signatures.signature());
  }

  @Test
  void aTimeInTheFutureIsOutsideTheCertificate() {
    SIGNATURES.refused(Reason.OUTSIDE_VALIDITY,
        Signatures.bundle(SIGNATURES.signing().with(Fault.INTEGRATED_TIME_IN_FUTURE)),
        Signatures.signature());
  }

  @Test
  void oneGoodTimeDoesNotExcuseABadOne() {
    SIGNATURES.refused(Reason.OUTSIDE_VALIDITY,
        Signatures.bundle(SIGNATURES.signing().timestamped().with(Fault.INTEGRATED_TIME_LATE)),
        Signatures.signature());
    SIGNATURES.refused(Reason.OUTSIDE_VALIDITY,
        Signatures.bundle(SIGNATURES.signing().timestamped().with(Fault.TIMESTAMP_LATE)),
        Signatures.signature());
  }

  // CVE-2026-39984: the certificate that signed the timestamp is the one that is judged

  @Test
  void aTimestampByACertificateForOtherPurposesIsRefused() {
    for (var fault : new Fault[]{Fault.TIMESTAMP_SIGNER_OTHER_PURPOSE,
        Fault.TIMESTAMP_SIGNER_PURPOSE_NOT_CRITICAL, Fault.TIMESTAMP_SIGNER_EXPIRED}) {
      SIGNATURES.refused(Reason.BAD_TIMESTAMP, Signatures.bundle(
          SIGNATURES.signing().logged(LogVersion.V2).with(fault)), Signatures.signature());
    }
  }

  @Test
  void aTimestampByAnEmbeddedCertificateIsJudgedByThatCertificate() throws Exception {
    var root = SIGNATURES.sigstore().trustedRoot();
    var anchored = TrustRoot.parse(Json.writeBytes(anchorsAlone(root)));
    for (var fault : new Fault[]{Fault.TIMESTAMP_SIGNER_OTHER_PURPOSE,
        Fault.TIMESTAMP_SIGNER_PURPOSE_NOT_CRITICAL, Fault.TIMESTAMP_SIGNER_EXPIRED}) {
      var material = Signatures.bundle(
          SIGNATURES.signing().logged(LogVersion.V2).with(fault));
      assertThatThrownBy(() -> new Verifier(anchored).verify(material, Signatures.IMAGE,
          Signatures.signature())).isInstanceOf(VerificationException.class);
    }
    var good = Signatures.bundle(SIGNATURES.signing().logged(LogVersion.V2));
    assertThat(new Verifier(anchored).verify(good, Signatures.IMAGE, Signatures.signature())
        .times()).hasSize(1);
  }

  /** A trust root that lists only the last certificate of its timestamp authority. */
  private static ObjectValue anchorsAlone(ObjectValue root) {
    var authority = (ObjectValue) ((ArrayValue) value(root, "timestampAuthorities")).get(0);
    var chain = (ArrayValue) value((ObjectValue) value(authority, "certChain"), "certificates");
    var anchor = ObjectValue.of("certificates", ArrayValue.of(chain.get(chain.size() - 1)));
    return root.with("timestampAuthorities",
        ArrayValue.of(authority.with("certChain", anchor)));
  }

  private static Value value(ObjectValue object, String name) {
    return Optional.ofNullable(object.get(name)).orElseThrow();
  }

  // GHSA-wqqc-jjcq-vfxm: keys that end

  @Test
  void aKeyThatHadEndedIsRefused() throws VerificationException {
    var pair = Signatures.ec("secp256r1");
    var key = ((Authority.Key) Signatures.key(pair)).key();
    var before = new Validity(Signatures.NOW.minus(Duration.ofDays(9)),
        Signatures.NOW.minusSeconds(1));
    var wanted = Wanted.signature(new Authority.Key(key, before));

    SIGNATURES.refused(Reason.OUTSIDE_VALIDITY,
        Signatures.bundle(SIGNATURES.signing().by(pair)), wanted);
    SIGNATURES.refused(Reason.NO_TIMESTAMP,
        Signatures.bundle(SIGNATURES.signing().by(pair).unlogged()),
        wanted.with(Demands.DEFAULT.withLogEntries(0)));
  }

  // GHSA-9vcr-p3rj-q5q6: what comes twice counts once

  @Test
  void theSameLogTwiceIsOneLog() {
    SIGNATURES.refused(Reason.NO_LOG_ENTRY,
        Signatures.bundle(SIGNATURES.signing().with(Fault.ENTRY_TWICE)),
        Signatures.signature().with(Demands.DEFAULT.withLogEntries(2)));
  }

  @Test
  void theSameCertificateLogTwiceIsOneLog() {
    SIGNATURES.refused(Reason.NO_CERTIFICATE_LOG,
        Signatures.bundle(SIGNATURES.signing().with(Fault.SCT_TWICE)),
        Signatures.signature().with(Demands.DEFAULT.withCertificateLogs(2)));
  }

  @Test
  void theSameTimestampAuthorityTwiceIsOne() {
    SIGNATURES.refused(Reason.NO_TIMESTAMP,
        Signatures.bundle(SIGNATURES.signing().logged(LogVersion.V2).with(Fault.TIMESTAMP_TWICE)),
        Signatures.signature().with(Demands.DEFAULT.withTimestamps(2)));
  }

  @Test
  void equalKeysAreOneSigner() {
    var pair = Signatures.ec("secp256r1");

    assertThat(new Signer.KeyHolder(((Authority.Key) Signatures.key(pair)).key()))
        .isEqualTo(new Signer.KeyHolder(((Authority.Key) Signatures.key(pair)).key()));
  }

  // CVE-2024-29902, CVE-2024-29903 and others: nothing without a bound

  @Test
  void moreLogEntriesThanAreSoundAreRefused() throws TextException {
    var bundle = json(SIGNATURES.signing().bundle());
    var material = (ObjectValue) value(bundle, "verificationMaterial");
    var entry = ((ArrayValue) value(material, "tlogEntries")).get(0);
    var many = bundle.with("verificationMaterial", material.with("tlogEntries",
        ArrayValue.of(Collections.nCopies(21, entry))));

    SIGNATURES.refused(Reason.MALFORMED, Signatures.bundle(Json.writeBytes(many)),
        Signatures.signature());
  }

  @Test
  void aBundleLargerThanIsSoundIsRefused() {
    SIGNATURES.refused(Reason.MALFORMED, Signatures.bundle(new byte[(16 << 20) + 1]),
        Signatures.signature());
  }

  @Test
  void nestingWithoutEndIsRefused() {
    SIGNATURES.refused(Reason.MALFORMED,
        Signatures.bundle("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)),
        Signatures.signature());
  }

  @Test
  void aTimestampNestedWithoutEndIsNotCounted() throws TextException {
    var bundle = json(SIGNATURES.signing().logged(LogVersion.V2).bundle());
    var material = (ObjectValue) value(bundle, "verificationMaterial");
    var nested = new byte[200_000];
    for (var i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    var text = StringValue.of(Base64.getEncoder().encodeToString(nested));
    var changed = bundle.with("verificationMaterial", material.with("timestampVerificationData",
        ObjectValue.of("rfc3161Timestamps",
            ArrayValue.of(ObjectValue.of("signedTimestamp", text)))));

    SIGNATURES.refused(Reason.BAD_TIMESTAMP, Signatures.bundle(Json.writeBytes(changed)),
        Signatures.signature());
  }

  // Identities: regular expressions match whole, kinds of names are apart

  @Test
  void aRegularExpressionMatchesTheWholeSubject() {
    var evil = SIGNATURES.signing()
        .by(Identity.email(Signatures.ISSUER, "ci@example.com.attacker.example"));
    var rule = IdentityRule.of(TextRule.exact(Signatures.ISSUER),
        TextRule.regex("ci@example\\.com"));

    SIGNATURES.refused(Reason.WRONG_IDENTITY, Signatures.bundle(evil),
        Wanted.signature(Signatures.identity(rule)));
  }

  @Test
  void theRightSubjectFromAnotherIssuerIsAnother() {
    var evil = SIGNATURES.signing()
        .by(Identity.email("https://attacker.example", Signatures.SUBJECT));

    var fault = SIGNATURES.refused(Reason.WRONG_IDENTITY, Signatures.bundle(evil),
        Signatures.signature());
    assertThat(fault).hasMessage("it was signed by ci@example.com from https://attacker.example,"
        + " expected ci@example.com (email) from https://issuer.example.com: the issuer differs");
  }

  @Test
  void aNameOfAnotherKindIsAnother() {
    var evil = SIGNATURES.signing()
        .by(new Identity.Username(Signatures.ISSUER, Signatures.SUBJECT));

    SIGNATURES.refused(Reason.WRONG_IDENTITY, Signatures.bundle(evil), Signatures.signature());
  }

  @Test
  void aClaimThatDiffersIsRefused() {
    var rule = IdentityRule.of(TextRule.exact(Signatures.ISSUER),
        TextRule.glob("https://github.com/**"))
        .with(Claim.SOURCE_REPOSITORY_URI,
            TextRule.exact("https://github.com/acme/app"));
    var other = SIGNATURES.signing().by(Identity.workflow(Signatures.ISSUER, "acme/other"));

    SIGNATURES.refused(Reason.WRONG_IDENTITY, Signatures.bundle(other),
        Wanted.signature(Signatures.identity(rule)));
  }

  @Test
  void aKeyIsNotTakenForAnIdentity() {
    var pair = Signatures.ec("secp256r1");

    SIGNATURES.refused(Reason.WRONG_SIGNER, Signatures.bundle(SIGNATURES.signing().by(pair)),
        Signatures.signature());
    SIGNATURES.refused(Reason.WRONG_SIGNER, Signatures.bundle(SIGNATURES.signing()),
        Wanted.signature(Signatures.key(pair)));
  }

  // Copies, annotations, versions

  @Test
  void aSignatureOfAnotherImageIsRefused() {
    SIGNATURES.refused(Reason.WRONG_DIGEST,
        Signatures.legacy(SIGNATURES.signing().with(Fault.OTHER_IMAGE)), Signatures.signature());
    assertThatThrownBy(() -> new Verifier(SIGNATURES.root()).verify(
        Signatures.bundle(SIGNATURES.signing()), Digest.of(new byte[0]), Signatures.signature()))
        .hasMessageContaining("what was signed is another artifact: " + Signatures.IMAGE);
  }

  @Test
  void aSignatureForAnotherRepositoryIsRefusedWhereTheRepositoryCounts() {
    var wanted = Signatures.signature()
        .with(Demands.DEFAULT.withRepository("registry.example.com/app"));

    SIGNATURES.refused(Reason.WRONG_REPOSITORY,
        Signatures.legacy(SIGNATURES.signing().in("registry.example.com/other")), wanted);
    SIGNATURES.refused(Reason.WRONG_REPOSITORY, Signatures.bundle(SIGNATURES.signing()), wanted);
  }

  @Test
  void anAnnotationThatWasNotSignedIsRefused() {
    var wanted = Signatures.signature().withAnnotations(Map.of("team", "blue"));

    SIGNATURES.refused(Reason.WRONG_ANNOTATION, Signatures.bundle(SIGNATURES.signing()), wanted);
    SIGNATURES.refused(Reason.WRONG_ANNOTATION,
        Signatures.legacy(SIGNATURES.signing().annotated("team", "red")), wanted);
  }

  @Test
  void aPromiseIsNotEnoughWhereAProofIsDemanded() {
    var wanted = Signatures.signature().with(Demands.DEFAULT.withInclusionProof(true));

    SIGNATURES.refused(Reason.BAD_LOG_ENTRY, Signatures.legacy(SIGNATURES.signing()), wanted);
  }

  @Test
  void anUnknownFieldOrTwoKindsOfContentAreRefused() throws TextException {
    var bundle = json(SIGNATURES.signing().as(BundleVersion.V0_3).bundle());

    SIGNATURES.refused(Reason.MALFORMED, Signatures.bundle(
        Json.writeBytes(bundle.with("more", StringValue.of("x")))), Signatures.signature());
    SIGNATURES.refused(Reason.MALFORMED, Signatures.bundle(Json.writeBytes(
        bundle.with("messageSignature", ObjectValue.EMPTY))), Signatures.signature());
  }

  @Test
  void aTrustRootWithoutAStartIsRefused() {
    var text = Json.write(SIGNATURES.sigstore().trustedRoot())
        .replaceFirst("\"start\"", "\"begin\"");

    assertThatThrownBy(() -> TrustRoot.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedException.class).hasMessageContaining("start is missing");
  }

  @Test
  void aRootOfTheSameNamesWithOtherKeysTrustsNothing() throws MalformedException {
    var foreign = TrustRoot.parse(Json.writeBytes(SIGNATURES.sigstore().foreignRoot()));
    for (var log : LogVersion.values()) {
      var material = Signatures.bundle(SIGNATURES.signing().logged(log));
      assertThatThrownBy(() -> new Verifier(foreign).verify(material, Signatures.IMAGE,
          Signatures.signature())).isInstanceOfSatisfying(VerificationException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.BAD_LOG_ENTRY));
    }
  }
}
