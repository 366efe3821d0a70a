package dev.gatehouse.trust.certificate;

import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.text.Der;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.text.Pem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** An X.509 v3 certificate, parsed once, with the bytes it was parsed from. */
public final class Certificate {

  private static final int MAX_BYTES = 64 << 10;
  /** Extensions whose meaning {@link Chain} knows; any other that is critical is refused. */
  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD = Set.of(Extension.basicConstraints,
      Extension.keyUsage, Extension.extendedKeyUsage, Extension.subjectAlternativeName,
      Extension.nameConstraints);
  private final byte[] encoded;
  private final byte[] toBeSigned;
  private final X509CertificateHolder holder;
  private final VerificationKey key;

  private Certificate(
      byte[] encoded, byte[] toBeSigned, X509CertificateHolder holder, VerificationKey key) {
    this.encoded = encoded;
    this.toBeSigned = toBeSigned;
    this.holder = holder;
    this.key = key;
  }

  /** Reads a certificate in DER. */
  public static Certificate parse(byte[] encoded) throws MalformedException {
    if (encoded.length > MAX_BYTES) {
      throw new MalformedException("the certificate is longer than " + MAX_BYTES + " bytes");
    }
    var parts = Der.parse(encoded).children();
    try {
      var holder = new X509CertificateHolder(encoded);
      var structure = holder.toASN1Structure();
      if (parts.size() != 3 || structure.getVersionNumber() != 3) {
        throw new MalformedException("the certificate is not of version 3");
      }
      if (!structure.getSignatureAlgorithm().equals(structure.getTBSCertificate().getSignature())) {
        throw new MalformedException("the certificate names two signature algorithms");
      }
      checkExtensions(holder.getExtensions());
      holder.getSignature();
      var key = VerificationKey.parse(holder.getSubjectPublicKeyInfo().getEncoded());
      return new Certificate(encoded.clone(), parts.getFirst().encoded(), holder, key);
    } catch (IOException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for structures with the wrong contents.
      throw new MalformedException("the certificate is not valid DER", e);
    }
  }

  /** BouncyCastle parses them, as signatures, when they are asked for: a fault is found here. */
  private static void checkExtensions(@Nullable Extensions extensions) {
    BasicConstraints.fromExtensions(extensions);
    KeyUsage.fromExtensions(extensions);
    ExtendedKeyUsage.fromExtensions(extensions);
  }

  /** Every block {@code CERTIFICATE} of a PEM text. */
  public static List<Certificate> parsePem(String text) throws MalformedException {
    var certificates = new ArrayList<Certificate>();
    for (var block : Pem.parse(text)) {
      if (!block.label().equals("CERTIFICATE")) {
        throw new MalformedException("expected PEM blocks CERTIFICATE, found " + block.label());
      }
      certificates.add(parse(block.content()));
    }
    return List.copyOf(certificates);
  }

  /** The DER. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** The part that the issuer signs, as it stands in the DER. */
  public byte[] toBeSigned() {
    return toBeSigned.clone();
  }

  public VerificationKey key() {
    return key;
  }

  public Validity validity() {
    return new Validity(holder.getNotBefore().toInstant(), holder.getNotAfter().toInstant());
  }

  /** The subject's distinguished name, for people. */
  public String subject() {
    return holder.getSubject().toString();
  }

  /** BouncyCastle's view of it. */
  public X509CertificateHolder holder() {
    return holder;
  }

  /** Whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return holder.getSubject().equals(holder.getIssuer());
  }

  public boolean isAuthority() {
    var constraints = BasicConstraints.fromExtensions(holder.getExtensions());
    return constraints != null && constraints.isCA();
  }

  /** Whether an authority allows this many other authorities between it and the end of a chain. */
  boolean allowsBelow(int authorities) {
    var constraints = BasicConstraints.fromExtensions(holder.getExtensions());
    var limit = constraints == null ? null : constraints.getPathLenConstraintInteger();
    return limit == null || limit.getValue().bitLength() > 31
        || limit.getValue().intValue() >= authorities;
  }

  /** Whether the key may be used in this way; a certificate without the extension does not say. */
  boolean allowsUsage(int usage) {
    var extension = KeyUsage.fromExtensions(holder.getExtensions());
    return extension == null || extension.hasUsages(usage);
  }

  /** Whether the extension is there and has this purpose. */
  public boolean hasPurpose(KeyPurposeId purpose) {
    var purposes = ExtendedKeyUsage.fromExtensions(holder.getExtensions());
    return purposes != null && purposes.hasKeyPurposeId(purpose);
  }

  /** Whether the extension is there with this purpose or any, or is not there at all. */
  boolean permitsPurpose(KeyPurposeId purpose) {
    var purposes = ExtendedKeyUsage.fromExtensions(holder.getExtensions());
    return purposes == null || purposes.hasKeyPurposeId(purpose)
        || purposes.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage);
  }

  boolean hasNameConstraints() {
    return holder.getExtension(Extension.nameConstraints) != null;
  }

  /** A critical extension that nobody here understands. */
  Optional<String> unknownCriticalExtension() {
    for (var each : holder.getCriticalExtensionOIDs()) {
      if (!(each instanceof ASN1ObjectIdentifier identifier && UNDERSTOOD.contains(identifier))) {
        return Optional.of(String.valueOf(each));
      }
    }
    return Optional.empty();
  }

  /** Whether another certificate's name and key are those this one was issued with. */
  public boolean isIssuedBy(Certificate issuer) throws MalformedException {
    return hasIssuerNamed(issuer) && isSignedBy(issuer.key);
  }

  boolean hasIssuerNamed(Certificate issuer) {
    return holder.getIssuer().equals(issuer.holder.getSubject());
  }

  private boolean isSignedBy(VerificationKey issuer) throws MalformedException {
    return issuer.verifies(
        CertificateScheme.of(holder.getSignatureAlgorithm()), Message.of(toBeSigned),
        holder.getSignature());
  }

  /** Every subject alternative name of a known kind, in order. */
  public List<SubjectName> names() throws MalformedException {
    return Names.of(holder);
  }

  /** Fulcio's claims, those that are there. */
  public Map<Claim, String> claims() throws MalformedException {
    return Names.claims(holder);
  }

  /** Whether it was valid at a time, both ends included. */
  boolean isValidAt(Instant time) {
    return validity().contains(time);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Certificate that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  /** The subject. */
  @Override
  public String toString() {
    return subject();
  }
}
