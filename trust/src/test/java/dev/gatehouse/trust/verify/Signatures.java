package dev.gatehouse.trust.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.emulator.LegacyLayer;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.json.Json;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** One local Sigstore, an image, and what is mostly wanted of its signatures. */
final class Signatures {

  static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  static final Digest IMAGE = Digest.of("an image".getBytes(StandardCharsets.UTF_8));
  static final String ISSUER = "https://issuer.example.com";
  static final String SUBJECT = "ci@example.com";
  static final String PREDICATE = "https://slsa.dev/provenance/v1";

  private final LocalSigstore sigstore = LocalSigstore.create(InstantSource.fixed(NOW));
  private final TrustRoot root = root(sigstore);

  static TrustRoot root(LocalSigstore sigstore) {
    try {
      return TrustRoot.parse(Json.writeBytes(sigstore.trustedRoot()));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  LocalSigstore sigstore() {
    return sigstore;
  }

  TrustRoot root() {
    return root;
  }

  Signing signing() {
    return sigstore.signing(IMAGE.toString());
  }

  static Material bundle(Signing signing) {
    return bundle(signing.bundle());
  }

  static Material bundle(byte[] json) {
    return new Material.Bundle(new Material.Place(IMAGE, 0),
        "application/vnd.dev.sigstore.bundle.v0.3+json", json);
  }

  static Material legacy(Signing signing) {
    var layer = signing.legacy();
    var place = new Material.Place(IMAGE, 0);
    return layer.mediaType().equals(LegacyLayer.SIGNATURE)
        ? new Material.SimpleSigning(place, layer.content(), layer.annotations())
        : new Material.Envelope(place, layer.content(), layer.annotations());
  }

  static Authority somebody() {
    return identity(IdentityRule.of(TextRule.exact(ISSUER), TextRule.exact(SUBJECT)));
  }

  static Authority identity(IdentityRule rule) {
    return new Authority.Keyless(List.of(rule));
  }

  static Authority key(KeyPair pair) {
    try {
      return new Authority.Key(VerificationKey.of(pair.getPublic()));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Wanted signature() {
    return Wanted.signature(somebody());
  }

  static Wanted attestation() {
    return Wanted.attestation(somebody(), PREDICATE);
  }

  static KeyPair ec(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair pair(String algorithm, int size) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      if (size > 0) {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Verified accepted(Material material, Wanted wanted) throws VerificationException {
    return new Verifier(root).verify(material, IMAGE, wanted);
  }

  /** Expects a refusal for this reason. */
  VerificationException refused(Reason reason, Material material, Wanted wanted) {
    var fault = catchThrowableOfType(VerificationException.class,
        () -> new Verifier(root).verify(material, IMAGE, wanted));
    assertThat(fault).isNotNull();
    assertThat(fault.reason()).as(fault.getMessage()).isEqualTo(reason);
    assertThat(fault.steps().getLast().outcome()).isEqualTo(Step.Outcome.FAILED);
    return fault;
  }
}
