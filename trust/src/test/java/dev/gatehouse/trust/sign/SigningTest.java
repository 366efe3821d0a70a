package dev.gatehouse.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is signed here verifies here, in every form. */
class SigningTest {

  private static final Workshop WORKSHOP = new Workshop();
  private static final String PREDICATE = "https://slsa.dev/provenance/v1";
  private static final Optional<LogVersion> FIRST = Optional.of(LogVersion.V1);
  private static final Optional<LogVersion> SECOND = Optional.of(LogVersion.V2);
  private static final ObjectValue BUILT = ObjectValue.of("built", StringValue.of("<here>"));

  @AfterAll
  static void close() {
    WORKSHOP.close();
  }

  /** Who signs, and whom a verifier then wants. */
  private record Party(SigningIdentity identity, Authority authority) {}

  private static Map<String, Party> parties() throws GeneralSecurityException, SigningException {
    var parties = new LinkedHashMap<String, Party>();
    parties.put("an identity", new Party(WORKSHOP.somebody(), Workshop.keyless()));
    parties.put("P-256", party("EC", 256));
    parties.put("P-384", party("EC", 384));
    parties.put("Ed25519", party("Ed25519", 255));
    parties.put("RSA", party("RSA", 2048));
    return parties;
  }

  private static Party party(String algorithm, int size)
      throws GeneralSecurityException, SigningException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    var key = SigningKey.parse(generator.generateKeyPair().getPrivate().getEncoded());
    return new Party(new SigningIdentity.Key(key), new Authority.Key(key.verificationKey()));
  }

  @TestFactory
  Stream<DynamicTest> verifiesWhatItSigned() throws GeneralSecurityException, SigningException {
    var tests = new ArrayList<DynamicTest>();
    parties().forEach((name, party) -> {
      for (var log : List.of(FIRST, SECOND, Optional.<LogVersion>empty())) {
        tests.add(DynamicTest.dynamicTest("bundle by " + name + " in " + log,
            () -> verify(party, log, bundle(party, log), Wanted.signature(party.authority()))));
        tests.add(DynamicTest.dynamicTest("attestation by " + name + " in " + log,
            () -> verify(party, log, attestation(party, log),
                Wanted.attestation(party.authority(), PREDICATE))));
      }
    });
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> verifiesWhatItSignedInTheOlderForm()
      throws GeneralSecurityException, SigningException {
    var tests = new ArrayList<DynamicTest>();
    parties().forEach((name, party) -> {
      for (var log : List.of(FIRST, Optional.<LogVersion>empty())) {
        if (name.equals("Ed25519") && log.isPresent()) {
          continue;
        }
        tests.add(DynamicTest.dynamicTest("signature by " + name + " in " + log,
            () -> verify(party, log, legacy(party, log), Wanted.signature(party.authority())
                .withAnnotations(Map.of("team", "blue & green")))));
        if (name.equals("P-384") && log.isPresent()) {
          continue; // logs of the first version differ in the hash that they take for it
        }
        tests.add(DynamicTest.dynamicTest("attestation by " + name + " in " + log,
            () -> verify(party, log, legacyAttestation(party, log),
                Wanted.attestation(party.authority(), PREDICATE))));
      }
    });
    return tests.stream();
  }

  private static void verify(
      Party party, Optional<LogVersion> log, Material material, Wanted wanted) throws Exception {
    var demands = Demands.DEFAULT.withLogEntries(log.isPresent() ? 1 : 0);
    var verified = new Verifier(WORKSHOP.root()).verify(material, WORKSHOP.image(),
        wanted.with(demands));
    assertThat(verified.logRecords()).hasSize(log.isPresent() ? 1 : 0);
    assertThat(verified.signer().text()).isNotEmpty();
    assertThat(party.identity().toString()).doesNotContain("eyJ");
  }

  private static ContentSigner signer(Party party, Optional<LogVersion> log)
      throws MalformedException, SigningException {
    return WORKSHOP.signer(party.identity(), log, !log.equals(FIRST));
  }

  private static Material bundle(Party party, Optional<LogVersion> log)
      throws MalformedException, SigningException {
    var statement = SignedTexts.signature(WORKSHOP.image(), Map.of("team", "blue & green"));
    return new Material.Bundle(place(), ContentSigner.BUNDLE,
        signer(party, log).statement(statement));
  }

  private static Material attestation(Party party, Optional<LogVersion> log)
      throws MalformedException, SigningException {
    return new Material.Bundle(place(), ContentSigner.BUNDLE,
        signer(party, log).statement(provenance()));
  }

  private static byte[] provenance() {
    return SignedTexts.attestation(WORKSHOP.image(), "app", PREDICATE, BUILT);
  }

  private static Material legacy(Party party, Optional<LogVersion> log)
      throws MalformedException, SigningException {
    var layer = signer(party, log).simpleSigning(
        SignedTexts.simpleSigning(WORKSHOP.image(), "app", Map.of("team", "blue & green")));
    return new Material.SimpleSigning(place(), layer.content(), layer.annotations());
  }

  private static Material legacyAttestation(Party party, Optional<LogVersion> log)
      throws MalformedException, SigningException {
    var layer = signer(party, log).envelope(provenance(), PREDICATE);
    return new Material.Envelope(place(), layer.content(), layer.annotations());
  }

  private static Material.Place place() {
    return new Material.Place(WORKSHOP.image(), 0);
  }

  @Test
  void signsAnArtifact() throws Exception {
    var artifact = "an artifact".getBytes(UTF_8);
    var bundle = WORKSHOP.signer(WORKSHOP.somebody(), SECOND, true).artifact(artifact);

    var verified = new Verifier(WORKSHOP.root()).verifyArtifact(bundle, artifact,
        Wanted.signature(Workshop.keyless()));

    assertThat(verified.times()).hasSize(1);
  }

  @Test
  void refusesATokenThatIsNone() {
    assertThatThrownBy(() -> WORKSHOP.signer(new SigningIdentity.Token("none"), FIRST, false)
        .statement(provenance())).isInstanceOfSatisfying(SigningException.class,
            e -> assertThat(e.reason()).isEqualTo(SigningException.Reason.BAD_TOKEN));
  }

  @Test
  void needsAnAuthorityForAToken() {
    var signer = new ContentSigner(WORKSHOP.somebody(), SigningServices.NONE,
        new ServiceClient(new HttpTransport(Manner.strict(AddressResolver.SYSTEM)),
            TlsSettings.DEFAULT,
            Duration.ofSeconds(1)));
    assertThatThrownBy(() -> signer.statement(provenance())).hasMessageContaining("authority");
  }

  @Test
  void choosesServicesThatAreActiveOfTheHighestVersion() throws Exception {
    var config = """
        {"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json",
         "caUrls":[{"url":"https://old","majorApiVersion":1,"operator":"a",
           "validFor":{"start":"2020-01-01T00:00:00Z","end":"2021-01-01T00:00:00Z"}}],
         "rekorTlogUrls":[
           {"url":"https://one","majorApiVersion":1,"operator":"a",
             "validFor":{"start":"2020-01-01T00:00:00Z"}},
           {"url":"https://two","majorApiVersion":2,"operator":"a",
             "validFor":{"start":"2020-01-01T00:00:00Z"}},
           {"url":"https://three","majorApiVersion":3,"operator":"b",
             "validFor":{"start":"2020-01-01T00:00:00Z"}}],
         "rekorTlogConfig":{"selector":"ALL"}}""".getBytes(UTF_8);

    var services = SigningServices.parse(config, Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(services.authorities()).isEmpty();
    assertThat(services.logs()).extracting(each -> each.url().getHost()).containsExactly("two");
    assertThat(services.timestampAuthorities()).isEmpty();
  }
}
