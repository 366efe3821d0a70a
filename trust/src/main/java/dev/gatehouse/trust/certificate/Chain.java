package dev.gatehouse.trust.certificate;

import dev.gatehouse.trust.text.Der;
import dev.gatehouse.trust.text.MalformedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A path from a signer's certificate to an authority's anchor, every signature on it verified (RFC
 * 5280 §6 without revocation and policies).
 *
 * @param path the signer's certificate first, the anchor last
 */
public record Chain(CertificateAuthority authority, List<Certificate> path) {

  private static final int MAX_PATH = 10;

  public Chain {
    path = List.copyOf(path);
  }

  /**
   * Finds the path.
   *
   * @param untrusted certificates that came with the signature and may stand between
   * @param purpose what the signer's certificate must be for
   */
  public static Chain of(Certificate leaf, List<Certificate> untrusted,
      CertificateAuthority authority, KeyPurposeId purpose)
      throws ChainException, MalformedException {
    checkLeaf(leaf, purpose);
    if (leaf.equals(authority.anchor())) {
      throw new ChainException("the signer's certificate is the authority's own");
    }
    var path = new ArrayList<>(List.of(leaf));
    while (!path.getLast().equals(authority.anchor())) {
      if (path.size() == MAX_PATH) {
        throw new ChainException("the chain is longer than " + MAX_PATH + " certificates");
      }
      var known = authority.chain().indexOf(path.getLast());
      path.add(known >= 0
          ? authority.chain().get(known + 1)
          : issuer(path.getLast(), untrusted, authority));
    }
    checkIssuers(path, purpose);
    checkNameConstraints(path);
    return new Chain(authority, path);
  }

  private static void checkLeaf(Certificate leaf, KeyPurposeId purpose) throws ChainException {
    if (leaf.isAuthority() || leaf.allowsUsage(KeyUsage.keyCertSign) && hasUsage(leaf)) {
      throw new ChainException("the signer's certificate is that of an authority");
    }
    if (!leaf.allowsUsage(KeyUsage.digitalSignature)) {
      throw new ChainException("the signer's certificate is not for signatures");
    }
    if (!leaf.hasPurpose(purpose)) {
      throw new ChainException(
          "the signer's certificate is not for "
              + (purpose.equals(KeyPurposeId.id_kp_codeSigning) ? "code signing" : "timestamps"));
    }
  }

  private static boolean hasUsage(Certificate certificate) {
    return KeyUsage.fromExtensions(certificate.holder().getExtensions()) != null;
  }

  private static Certificate issuer(Certificate certificate, List<Certificate> untrusted,
      CertificateAuthority authority) throws ChainException, MalformedException {
    for (var candidates : List.of(authority.chain(), untrusted)) {
      for (var candidate : candidates) {
        if (!candidate.equals(certificate) && certificate.isIssuedBy(candidate)) {
          return candidate;
        }
      }
    }
    throw new ChainException(
        "the certificate's issuer " + certificate.holder().getIssuer() + " is not trusted");
  }

  private static void checkIssuers(List<Certificate> path, KeyPurposeId purpose)
      throws ChainException {
    for (var i = 0; i < path.size(); i++) {
      var certificate = path.get(i);
      var unknown = certificate.unknownCriticalExtension();
      if (unknown.isPresent()) {
        throw new ChainException("the certificate of " + certificate
            + " has the unknown critical extension " + unknown.get());
      }
      if (i > 0 && !(certificate.isAuthority() && certificate.allowsUsage(KeyUsage.keyCertSign)
          && certificate.allowsBelow(i - 1) && certificate.permitsPurpose(purpose))) {
        throw new ChainException(
            "the certificate of " + certificate + " may not issue the one below it");
      }
    }
  }

  /** Constraints on names are rare; where there are any the JDK's validator sees to them. */
  private static void checkNameConstraints(List<Certificate> path)
      throws ChainException, MalformedException {
    if (path.stream().noneMatch(Certificate::hasNameConstraints)) {
      return;
    }
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificates = new ArrayList<X509Certificate>();
      for (var each : path) {
        var in = new ByteArrayInputStream(each.encoded());
        certificates.add((X509Certificate) factory.generateCertificate(in));
      }
      var anchor = certificates.removeLast();
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor,
          anchor.getExtensionValue("2.5.29.30") == null ? null : constraints(anchor))));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(certificates.getFirst().getNotBefore().toInstant()));
      CertPathValidator.getInstance("PKIX")
          .validate(factory.generateCertPath(certificates), parameters);
    } catch (GeneralSecurityException e) {
      throw new ChainException("the certificate's names are not allowed by an authority above it: "
          + e.getMessage());
    }
  }

  private static byte[] constraints(X509Certificate anchor) throws MalformedException {
    return Der.parse(anchor.getExtensionValue("2.5.29.30")).content();
  }

  /** The certificate that issued the signer's. */
  public Certificate issuer() {
    return path.get(1);
  }

  /** Checks that authority and every certificate of the path were valid at a time. */
  public void checkValidAt(Instant time) throws ChainException {
    if (!authority.validity().contains(time)) {
      throw ChainException.outsideValidity("signed at " + time + ", when the authority "
          + authority.name() + " was not to be used (" + authority.validity() + ")");
    }
    for (var certificate : path) {
      if (!certificate.isValidAt(time)) {
        var whose = certificate.equals(path.getFirst())
            ? "the signer's certificate"
            : "the certificate of " + certificate;
        throw ChainException.outsideValidity("signed at " + time + ", when " + whose
            + " was not valid (" + certificate.validity() + ")");
      }
    }
  }
}
