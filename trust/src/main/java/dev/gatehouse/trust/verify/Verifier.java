package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;

/** Verifies signatures and attestations against one trust root; for use by several threads. */
public final class Verifier {

  private final TrustRoot root;
  private final InstantSource clock;

  public Verifier(TrustRoot root) {
    this(root, Clock.systemUTC());
  }

  /** @param clock for {@link Demands#currentTime} alone */
  public Verifier(TrustRoot root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  /**
   * Verifies what a registry holds about an image.
   *
   * @throws VerificationException in every other case, whatever the material holds
   */
  public Verified verify(Material material, Digest image, Wanted wanted)
      throws VerificationException {
    return guarded(findings -> {
      var signed = switch (material) {
        case Material.Bundle bundle -> BundleReader.read(bundle.json(), Message.of(image));
        case Material.SimpleSigning signing -> AnnotationReader.read(signing);
        case Material.Envelope envelope -> AnnotationReader.read(envelope);
      };
      var claims = new ClaimCheck(image, wanted);
      var claimed = switch (material) {
        case Material.SimpleSigning signing -> claims.simpleSigning(signing.payload());
        case Material.Bundle _,Material.Envelope _ -> claimed(claims, signed);
      };
      return verify(signed, claimed, new Subject(image, Optional.of(material.place())), wanted,
          findings);
    });
  }

  /**
   * Verifies a bundle about an artifact whose bytes are at hand.
   *
   * @throws VerificationException in every other case, whatever the bundle holds
   */
  public Verified verifyArtifact(byte[] bundle, byte[] artifact, Wanted wanted)
      throws VerificationException {
    return verifyArtifact(bundle, Digest.of(artifact), Message.of(artifact), wanted);
  }

  /**
   * Verifies a bundle about an artifact of which only the digest is known: not possible for
   * signatures with Ed25519 over the artifact itself, which need its bytes.
   *
   * @throws VerificationException in every other case, whatever the bundle holds
   */
  public Verified verifyArtifact(byte[] bundle, Digest artifact, Wanted wanted)
      throws VerificationException {
    return verifyArtifact(bundle, artifact, Message.of(artifact), wanted);
  }

  private Verified verifyArtifact(byte[] bundle, Digest digest, Message artifact, Wanted wanted)
      throws VerificationException {
    return guarded(findings -> {
      var signed = BundleReader.read(bundle, artifact);
      var claimed = claimed(new ClaimCheck(digest, wanted), signed);
      return verify(signed, claimed, new Subject(digest, Optional.empty()), wanted, findings);
    });
  }

  private static Claimed claimed(ClaimCheck claims, Signed signed)
      throws VerificationException, MalformedException {
    return switch (signed.body()) {
      case Signed.Body.Plain _ -> claims.plain();
      case Signed.Body.Envelope envelope ->
        claims.statement(envelope.payloadType(), envelope.payload());
    };
  }

  /** What is verified and where its signature was found. */
  private record Subject(Digest digest, Optional<Material.Place> place) {}

  private Verified verify(Signed signed, Claimed claimed, Subject subject, Wanted wanted,
      Findings findings) throws VerificationException {
    findings.passed("claims", "about " + subject.digest());
    var demands = wanted.demands();
    var signers = new SignerCheck(root, clock, wanted, findings);
    var key = signers.key(signed);
    if (!key.verifies(signed.message(), signed.signature())) {
      throw new VerificationException(Reason.BAD_SIGNATURE, "signature",
          "the signature is not that of the key " + key + ", or what it is over has changed");
    }
    findings.passed("signature", "by the key " + key);
    new LogCheck(root, demands, findings).check(signed, new EntryBinding(signed, key));
    new TimestampCheck(root, demands, findings).check(signed);
    var signer = signers.check(signed);
    comply(claimed, signer, wanted, findings);
    return new Verified(subject.digest(), subject.place(), signer, findings, claimed);
  }

  /** Last of all, so that no policy sees what nobody who is wanted has said. */
  private static void comply(
      Claimed claimed, Signer signer, Wanted wanted, Findings findings)
      throws VerificationException {
    if (wanted.policy().isEmpty()) {
      return;
    }
    var statement = claimed.statement();
    var objection = statement.isEmpty()
        ? Optional.of("it holds no statement to judge by the policy")
        : wanted.policy().get().objection(statement.get().json());
    if (objection.isPresent()) {
      throw VerificationException.signedBy(signer, Reason.NOT_COMPLIANT, "policy",
          objection.get());
    }
    findings.passed("policy", "the statement complies");
  }

  /** One verification with its findings. */
  private interface Verification {
    Verified run(Findings findings) throws VerificationException, MalformedException;
  }

  /** Makes one exception of all that can go wrong with hostile input, and adds the steps so far. */
  private static Verified guarded(Verification verification) throws VerificationException {
    var findings = new Findings();
    try {
      return verification.run(findings);
    } catch (VerificationException e) {
      throw e.after(findings);
    } catch (MalformedException e) {
      throw new VerificationException(Reason.MALFORMED, "form", e).after(findings);
    } catch (RuntimeException e) {
      throw new VerificationException(Reason.MALFORMED, "form",
          new IllegalArgumentException("what was signed with cannot be read", e))
          .after(findings);
    }
  }
}
