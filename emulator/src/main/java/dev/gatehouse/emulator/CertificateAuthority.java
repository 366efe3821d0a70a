package dev.gatehouse.emulator;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates of ten minutes to identities, in the profile of Sigstore's Fulcio: a root, an
 * intermediate, and a promise of the certificate log in every leaf.
 */
final class CertificateAuthority {

  static final Duration LEAF_LIFE = Duration.ofMinutes(10);
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier(
      "1.3.6.1.4.1.57264.99.1");

  private final KeyPair intermediateKey = Keys.p384();
  private final X509Certificate root;
  private final X509Certificate intermediate;

  private CertificateAuthority(X509Certificate root, KeyPair rootKey, Issuance life) {
    this.root = root;
    this.intermediate = life.issue(name("emulated intermediate"), intermediateKey.getPublic(),
        authority(root, rootKey), builder -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          builder.addExtension(Extension.keyUsage, true,
              new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
          builder.addExtension(Extension.extendedKeyUsage, false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
        });
  }

  /** The root lives ten years from this time, the intermediate five. */
  static CertificateAuthority create(Instant from) {
    var rootKey = Keys.p384();
    var root = selfSigned(name("emulated root"), rootKey,
        new Issuance(from, Duration.ofDays(3650)));
    return new CertificateAuthority(root, rootKey, new Issuance(from, Duration.ofDays(1825)));
  }

  static X509Certificate selfSigned(X500Name name, KeyPair key, Issuance life) {
    var self = new Authority(name, key, key.getPublic());
    return life.issue(name, key.getPublic(), self, builder -> {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true,
          new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    });
  }

  static X500Name name(String common) {
    return new X500Name("O=gatehouse emulator,CN=" + common);
  }

  static Authority authority(X509Certificate certificate, KeyPair key) {
    return new Authority(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
        key, certificate.getPublicKey());
  }

  /** The intermediate and the root. */
  List<X509Certificate> chain() {
    return List.of(intermediate, root);
  }

  /** A certificate for this key and identity from this time on, with the log's promise in it. */
  X509Certificate issue(PublicKey key, Identity identity, Instant time, CertificateLog log,
      Faults faults) {
    var from = faults.has(Fault.CERTIFICATE_EXPIRED) ? time.minus(Duration.ofHours(1)) : time;
    var life = new Issuance(from, LEAF_LIFE);
    var issuer = authority(intermediate, intermediateKey);
    var serial = life.serial();
    Profile profile = builder -> addLeafExtensions(builder, identity, faults);
    var withoutPromise = life.build(serial, new X500Name(new RDN[0]),
        key, issuer, profile);
    var promises = log.promises(Der.of(withoutPromise.toASN1Structure().getTBSCertificate()),
        intermediate.getPublicKey(), from, faults);
    return certificate(life.build(serial, new X500Name(new RDN[0]), key,
        issuer, builder -> {
          profile.apply(builder);
          if (!faults.has(Fault.SCT_MISSING)) {
            builder.addExtension(CertificateLog.EXTENSION, false, new DEROctetString(promises));
          }
        }));
  }

  private static void addLeafExtensions(X509v3CertificateBuilder builder, Identity identity,
      Faults faults) throws CertIOException {
    var purpose = faults.has(Fault.CERTIFICATE_FOR_SERVERS)
        ? KeyPurposeId.id_kp_serverAuth
        : KeyPurposeId.id_kp_codeSigning;
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    if (faults.has(Fault.CERTIFICATE_IS_CA)) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    if (faults.has(Fault.CERTIFICATE_UNKNOWN_CRITICAL)) {
      builder.addExtension(UNKNOWN, true, DERNull.INSTANCE);
    }
    builder.addExtension(Extension.subjectAlternativeName, true,
        new GeneralNames(alternativeName(identity)));
    for (var extension : FulcioExtensions.of(identity, faults).entrySet()) {
      builder.addExtension(extension.getKey(), false, extension.getValue());
    }
  }

  private static GeneralName alternativeName(Identity identity) {
    return switch (identity) {
      case Identity.Email email -> new GeneralName(GeneralName.rfc822Name, email.address());
      case Identity.Username user -> new GeneralName(GeneralName.otherName,
          new OtherName(FulcioExtensions.USERNAME, new DERUTF8String(user.user())));
      case Identity.Uri uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri.uri());
      case Identity.Workflow workflow -> new GeneralName(GeneralName.uniformResourceIdentifier,
          workflow.name());
    };
  }

  static X509Certificate certificate(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that was just made can be read", e);
    }
  }

  /** Adds extensions to a certificate. */
  @FunctionalInterface
  interface Profile {
    void apply(X509v3CertificateBuilder builder) throws CertIOException;
  }

  /** Who signs a certificate. */
  record Authority(X500Name name, KeyPair key, PublicKey publicKey) {}

  /** From when and for how long a certificate is good. */
  record Issuance(Instant from, Duration life) {

    private static final SecureRandom RANDOM = new SecureRandom();

    BigInteger serial() {
      return new BigInteger(159, RANDOM).setBit(158);
    }

    X509Certificate issue(X500Name subject, PublicKey key, Authority issuer, Profile profile) {
      return certificate(build(serial(), subject, key, issuer, profile));
    }

    X509CertificateHolder build(BigInteger serial, X500Name subject, PublicKey key,
        Authority issuer, Profile profile) {
      try {
        var builder = new JcaX509v3CertificateBuilder(issuer.name(), serial, Date.from(from),
            Date.from(from.plus(life)), subject, key);
        var extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false,
            extensions.createSubjectKeyIdentifier(key));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
            extensions.createAuthorityKeyIdentifier(issuer.publicKey()));
        profile.apply(builder);
        return builder
            .build(new JcaContentSignerBuilder("SHA384withECDSA").build(issuer.key().getPrivate()));
      } catch (CertIOException | OperatorCreationException
          | java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException("a certificate can be made from good parts", e);
      }
    }
  }
}
