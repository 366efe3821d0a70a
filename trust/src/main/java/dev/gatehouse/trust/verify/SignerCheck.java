package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.certificate.Chain;
import dev.gatehouse.trust.certificate.ChainException;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Verifies whose signature it is: the wanted key, or a certificate of a wanted identity. */
final class SignerCheck {

  private static final String KEY = "key";
  private static final String CERTIFICATE = "certificate";
  private static final String IDENTITY = "identity";

  private final TrustRoot root;
  private final InstantSource clock;
  private final Wanted wanted;
  private final Findings findings;

  SignerCheck(TrustRoot root, InstantSource clock, Wanted wanted, Findings findings) {
    this.root = root;
    this.clock = clock;
    this.wanted = wanted;
    this.findings = findings;
  }

  /** The key that the signature must be of, whoever's it is. */
  VerificationKey key(Signed signed) throws VerificationException {
    var leaf = signed.leaf().map(Signed.Leaf::certificate);
    if (wanted.authority() instanceof Authority.Key key) {
      if (leaf.isPresent() && !leaf.get().key().equals(key.key())) {
        throw new VerificationException(Reason.WRONG_SIGNER, KEY,
            "it was signed with the certificate of another key, expected " + key.key());
      }
      return key.key();
    }
    return leaf.orElseThrow(() -> new VerificationException(Reason.WRONG_SIGNER, CERTIFICATE,
        "it was signed with a key, expected a certificate")).key();
  }

  /** Checks who the signer is, at every time that was proven. */
  Signer check(Signed signed) throws VerificationException {
    return switch (wanted.authority()) {
      case Authority.Key key -> key(key);
      case Authority.Keyless keyless ->
        identity(signed.leaf(), root.authorities(), keyless.identities());
      case Authority.Pki pki -> identity(signed.leaf(), pki.authorities(), pki.identities());
    };
  }

  private Signer key(Authority.Key authority) throws VerificationException {
    var validity = authority.validity();
    if (validity.isBounded()) {
      requireTime();
      for (var each : findings.times()) {
        if (!validity.contains(each.time())) {
          throw new VerificationException(Reason.OUTSIDE_VALIDITY, KEY, "signed at " + each.time()
              + ", when the key was not to be used (" + validity + ")");
        }
      }
    }
    return new Signer.KeyHolder(authority.key());
  }

  private Signer identity(Optional<Signed.Leaf> leaf, List<CertificateAuthority> authorities,
      List<IdentityRule> rules) throws VerificationException {
    requireTime();
    try {
      var chain = chain(leaf.orElseThrow(), authorities);
      findings.passed(CERTIFICATE, "issued by " + chain.issuer() + ", valid when signed");
      new CertificateLogCheck(root, wanted.demands(), findings).check(chain);
      var signer = signer(chain, rules);
      findings.passed(IDENTITY, signer.text());
      return signer;
    } catch (MalformedException e) {
      throw new VerificationException(Reason.UNTRUSTED_CERTIFICATE, CERTIFICATE, e);
    }
  }

  private void requireTime() throws VerificationException {
    if (!findings.times().isEmpty()) {
      return;
    }
    if (wanted.demands().currentTime()) {
      findings.add(new VerifiedTime(
          clock.instant(), VerifiedTime.Source.CURRENT_TIME, "the verifier's clock"));
      return;
    }
    var doubt = findings.doubt();
    if (doubt.isPresent()) {
      throw doubt.get();
    }
    throw new VerificationException(Reason.NO_TIMESTAMP, CERTIFICATE,
        "no log and no timestamp authority says when it was signed");
  }

  /** The chain that holds at every time; of several authorities the first, the rest for the fault. */
  private Chain chain(Signed.Leaf leaf, List<CertificateAuthority> authorities)
      throws VerificationException, MalformedException {
    var fault = new VerificationException(Reason.UNTRUSTED_CERTIFICATE, CERTIFICATE,
        "no authority for certificates is trusted");
    for (var authority : authorities) {
      try {
        var chain = Chain.of(leaf.certificate(), leaf.others(), authority,
            KeyPurposeId.id_kp_codeSigning);
        for (var each : findings.times()) {
          chain.checkValidAt(each.time());
        }
        return chain;
      } catch (ChainException e) {
        if (e.isOutsideValidity()) {
          fault = new VerificationException(Reason.OUTSIDE_VALIDITY, CERTIFICATE, e);
        } else if (fault.reason() != Reason.OUTSIDE_VALIDITY) {
          fault = new VerificationException(Reason.UNTRUSTED_CERTIFICATE, CERTIFICATE, e);
        }
      }
    }
    throw fault;
  }

  private static Signer signer(Chain chain, List<IdentityRule> rules)
      throws MalformedException, VerificationException {
    var certificate = chain.path().getFirst();
    var claims = certificate.claims();
    var mismatch = "";
    for (var name : certificate.names()) {
      for (var rule : rules) {
        var fault = rule.mismatch(name, claims);
        if (fault.isEmpty()) {
          return new Signer.Identity(name, chain.authority().name(), claims);
        }
        mismatch = fault.get();
      }
    }
    var text = ", expected " + expected(rules)
        + (rules.size() == 1 && !mismatch.isEmpty() ? ": the " + mismatch + " differs" : "");
    var names = certificate.names();
    if (names.isEmpty()) {
      throw new VerificationException(
          Reason.WRONG_IDENTITY, IDENTITY, "it was signed by nobody by name" + text);
    }
    var found = new Signer.Identity(names.getFirst(), chain.authority().name(), claims);
    throw VerificationException.signedBy(
        found, Reason.WRONG_IDENTITY, IDENTITY, "it was signed by " + found.text() + text);
  }

  private static String expected(List<IdentityRule> rules) {
    var texts = rules.stream().limit(5).map(IdentityRule::toString).toList();
    return String.join(" or ", texts) + (rules.size() > 5 ? " or others" : "");
  }
}
