package dev.gatehouse.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** Says when it saw a hash, as RFC 3161 has it. */
final class TimestampAuthority {

  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier(
      "1.3.6.1.4.1.57264.2");
  private static final Duration LIFE = Duration.ofDays(3650);

  private final Instant from;
  private final KeyPair rootKey = Keys.p384();
  private final KeyPair key = Keys.p256();
  private final X509Certificate root;
  private final X509Certificate leaf;

  TimestampAuthority(Instant from) {
    this.from = from;
    root = CertificateAuthority.selfSigned(CertificateAuthority.name("emulated timestamp root"),
        rootKey, new CertificateAuthority.Issuance(from, LIFE));
    leaf = signer("emulated timestamps", LIFE, true, KeyPurposeId.id_kp_timeStamping);
  }

  private X509Certificate signer(String name, Duration life, boolean critical,
      KeyPurposeId purpose) {
    return new CertificateAuthority.Issuance(from, life).issue(CertificateAuthority.name(name),
        key.getPublic(), CertificateAuthority.authority(root, rootKey), builder -> {
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(Extension.extendedKeyUsage, critical,
              new ExtendedKeyUsage(purpose));
        });
  }

  /** The certificate that signs, and the root. */
  List<X509Certificate> chain() {
    return List.of(leaf, root);
  }

  /** A timestamp for this content at this time. @return a TimeStampResp in DER */
  byte[] timestamp(byte[] content, Instant time, Faults faults) {
    var requests = new TimeStampRequestGenerator();
    requests.setCertReq(true);
    return answer(requests.generate(TSPAlgorithms.SHA256, Keys.sha256(content)), time, faults);
  }

  /** Answers a TimeStampReq in DER. @throws IOException if it is none */
  byte[] answer(byte[] request, Instant time, Faults faults) throws IOException {
    return answer(new TimeStampRequest(TimeStampReq.getInstance(request)), time, faults);
  }

  private byte[] answer(TimeStampRequest request, Instant time, Faults faults) {
    var at = faults.has(Fault.TIMESTAMP_LATE)
        ? time.plus(CertificateAuthority.LEAF_LIFE).plus(Duration.ofHours(1))
        : time;
    var imprint = TimeStampReq.getInstance(encoded(request)).getMessageImprint();
    var nonce = request.getNonce() == null ? null : new ASN1Integer(request.getNonce());
    var info = new TSTInfo(POLICY, imprint, new ASN1Integer(serial()),
        new ASN1GeneralizedTime(Date.from(at)), null, null, nonce, null, null);
    var isOther = chooses(faults);
    var token = sign(Der.of(info), at, certificate(faults), request.getCertReq() || isOther);
    var response = Der
        .of(new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), token));
    if (faults.has(Fault.TIMESTAMP_FORGED)) {
      response[response.length - 1] ^= 1; // the signature stands last
    }
    return response;
  }

  private static boolean chooses(Faults faults) {
    return faults.has(Fault.TIMESTAMP_SIGNER_OTHER_PURPOSE)
        || faults.has(Fault.TIMESTAMP_SIGNER_PURPOSE_NOT_CRITICAL)
        || faults.has(Fault.TIMESTAMP_SIGNER_EXPIRED);
  }

  private X509Certificate certificate(Faults faults) {
    if (faults.has(Fault.TIMESTAMP_SIGNER_OTHER_PURPOSE)) {
      return signer("emulated server", LIFE, true, KeyPurposeId.id_kp_serverAuth);
    }
    if (faults.has(Fault.TIMESTAMP_SIGNER_PURPOSE_NOT_CRITICAL)) {
      return signer("emulated timestamps", LIFE, false, KeyPurposeId.id_kp_timeStamping);
    }
    return faults.has(Fault.TIMESTAMP_SIGNER_EXPIRED)
        ? signer("emulated timestamps", Duration.ofDays(1), true, KeyPurposeId.id_kp_timeStamping)
        : leaf;
  }

  private static BigInteger serial() {
    return new CertificateAuthority.Issuance(Instant.EPOCH, Duration.ZERO).serial();
  }

  private static byte[] encoded(TimeStampRequest request) {
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("a request in memory can be written", e);
    }
  }

  private ContentInfo sign(byte[] info, Instant time, X509Certificate certificate,
      boolean isEmbedded) {
    try {
      var digests = new JcaDigestCalculatorProviderBuilder().build();
      var attributes = new DefaultSignedAttributeTableGenerator(
          attributes(certificate, time));
      var signer = new JcaSignerInfoGeneratorBuilder(digests)
          .setSignedAttributeGenerator(attributes)
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()),
              certificate);
      var generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(signer);
      if (isEmbedded) {
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
      }
      var content = new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info);
      return generator.generate(content, true).toASN1Structure();
    } catch (OperatorCreationException | CertificateEncodingException | CMSException e) {
      throw new IllegalStateException("a timestamp can be made from good parts", e);
    }
  }

  private static AttributeTable attributes(X509Certificate certificate,
      Instant time) {
    var named = new SigningCertificateV2(
        new ESSCertIDv2[]{new ESSCertIDv2(Keys.sha256(Pem.der(certificate)))});
    var table = new ASN1EncodableVector();
    table.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named)));
    table.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time)))));
    return new AttributeTable(table);
  }
}
