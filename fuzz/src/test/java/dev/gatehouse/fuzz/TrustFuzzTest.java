package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.registry.DockerConfig;
import dev.gatehouse.trust.registry.Manifest;
import dev.gatehouse.trust.registry.MediaTypes;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.Resolved;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.Der;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What came with an image is refused with an exception of ours; without trust nothing is verified. */
class TrustFuzzTest {

  private static final Digest IMAGE = Digest.of(new byte[0]);
  private static final Material.Place PLACE = new Material.Place(IMAGE, 0);
  private static final String SEPARATOR = "\n%%\n";

  @FuzzTest
  void aTrustRootIsReadOrRefused(byte[] json) {
    try {
      TrustRoot.parse(json);
    } catch (MalformedException refused) {
      return;
    }
  }

  @FuzzTest
  void aCertificateIsReadOrRefused(byte[] encoded) {
    try {
      var certificate = Certificate.parse(encoded);
      certificate.names();
      certificate.claims();
      certificate.isAuthority();
      certificate.isIssuedBy(certificate);
      assertThat(Certificate.parse(certificate.encoded())).isEqualTo(certificate);
    } catch (MalformedException refused) {
      return;
    }
  }

  @FuzzTest
  void certificatesInTextAreReadOrRefused(byte[] pem) {
    try {
      Certificate.parsePem(text(pem));
    } catch (MalformedException refused) {
      return;
    }
  }

  @FuzzTest
  void aKeyIsReadOrRefused(byte[] pem) {
    try {
      var key = VerificationKey.parsePem(text(pem));
      assertThat(VerificationKey.parse(key.encoded())).isEqualTo(key);
    } catch (MalformedException refused) {
      return;
    }
  }

  @FuzzTest
  void derIsReadOrRefused(byte[] encoded) {
    try {
      walk(Der.parse(encoded));
    } catch (MalformedException refused) {
      return;
    }
  }

  private static void walk(Der element) throws MalformedException {
    if (element.isConstructed()) {
      for (var child : element.children()) {
        walk(child);
      }
    }
  }

  @FuzzTest
  void anImageReferenceIsReadOrRefused(byte[] text) {
    ImageReference reference;
    try {
      reference = ImageReference.parse(text(text));
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(ImageReference.parse(reference.canonical()).canonical())
        .isEqualTo(reference.canonical());
  }

  @FuzzTest
  void aBundleIsNotVerified(byte[] json) {
    checkIsNotVerified(new Material.Bundle(PLACE, "application/vnd.dev.sigstore.bundle.v0.3+json",
        json));
  }

  /** The text is the envelope, then the log's promise, then the certificate. */
  @FuzzTest
  void anEnvelopeIsNotVerified(byte[] text) {
    var parts = text(text).split(SEPARATOR, 3);
    var annotations = Map.of("dev.sigstore.cosign/bundle", parts.length < 2 ? "" : parts[1],
        "dev.sigstore.cosign/certificate", parts.length < 3 ? "" : parts[2]);
    var envelope = parts[0].getBytes(StandardCharsets.UTF_8);
    checkIsNotVerified(new Material.Envelope(PLACE, envelope, annotations));
  }

  private static void checkIsNotVerified(Material material) {
    var verifier = new Verifier(TrustRoot.none(), () -> Instant.EPOCH);
    var anybody = IdentityRule.of(TextRule.exact("https://issuer.example"),
        TextRule.exact("ann@shop.example"));
    var wanted = Wanted.signature(new Authority.Keyless(List.of(anybody)));
    assertThatThrownBy(() -> verifier.verify(material, IMAGE, wanted))
        .isInstanceOf(VerificationException.class);
  }

  @FuzzTest
  void aManifestIsReadOrRefused(byte[] json) {
    try {
      Manifest.parse(new Resolved(Digest.of(json), MediaTypes.OCI_MANIFEST, json));
    } catch (RegistryException refused) {
      return;
    }
  }

  @FuzzTest
  void credentialsAreReadOrRefused(byte[] json) {
    try {
      DockerConfig.ofPullSecret(json).find("registry.example", "team/app");
    } catch (RegistryException refused) {
      return;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
