package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.certificate.Chain;
import dev.gatehouse.trust.certificate.ChainException;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.Der;
import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.bc.BcECSignerInfoVerifierBuilder;
import org.bouncycastle.cms.bc.BcRSASignerInfoVerifierBuilder;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Verifies RFC 3161 timestamps. The certificate that is judged is the one whose key signed: it must be
 * the authority's own, for timestamps alone, and valid with its whole chain at the very time it states.
 */
final class TimestampCheck {

  private static final String STEP = "timestamp";
  private static final int MAX_BYTES = 256 << 10;
  private static final int MAX_CERTIFICATES = 20;
  private static final Map<ASN1ObjectIdentifier, Hash> HASHES = Map.of(
      NISTObjectIdentifiers.id_sha256, Hash.SHA256, NISTObjectIdentifiers.id_sha384, Hash.SHA384,
      NISTObjectIdentifiers.id_sha512, Hash.SHA512);

  private final TrustRoot root;
  private final Demands demands;
  private final Findings findings;

  TimestampCheck(TrustRoot root, Demands demands, Findings findings) {
    this.root = root;
    this.demands = demands;
    this.findings = findings;
  }

  void check(Signed signed) throws VerificationException {
    var witnesses = new HashSet<CertificateAuthority>();
    for (var timestamp : signed.timestamps()) {
      try {
        var witness = verify(timestamp, signed.timestamped());
        witnesses.add(witness);
      } catch (VerificationException e) {
        findings.notCounted(e);
      }
    }
    if (witnesses.size() < demands.timestamps()) {
      var doubt = findings.doubt(STEP);
      if (doubt.isPresent()) {
        throw doubt.get();
      }
      throw new VerificationException(Reason.NO_TIMESTAMP, STEP, "timestamps of "
          + witnesses.size() + " authorities are there, " + demands.timestamps()
          + " are demanded");
    }
  }

  /** Verifies one timestamp and notes its time. @return the authority that made it */
  private CertificateAuthority verify(byte[] encoded, byte[] content)
      throws VerificationException {
    var token = token(encoded);
    var info = token.getTimeStampInfo();
    var hash = HASHES.get(info.getMessageImprintAlgOID());
    if (hash == null || !Arrays.equals(hash.of(content), info.getMessageImprintDigest())) {
      throw bad("the timestamp is about something else");
    }
    var time = info.getGenTime().toInstant();
    var fault = bad("the timestamp does not come from a trusted authority");
    for (var authority : root.timestampAuthorities()) {
      var signer = signer(token, authority);
      if (signer.isPresent()) {
        try {
          checkSignature(token, signer.get());
          chain(signer.get(), token, authority).checkValidAt(time);
          findings.passed(STEP, time + " by " + authority.name());
          findings.add(new VerifiedTime(
              time, VerifiedTime.Source.TIMESTAMP_AUTHORITY, authority.name()));
          return authority;
        } catch (ChainException e) {
          fault = new VerificationException(
              e.isOutsideValidity() ? Reason.OUTSIDE_VALIDITY : Reason.BAD_TIMESTAMP, STEP, e);
        } catch (VerificationException e) {
          fault = e;
        }
      }
    }
    throw fault;
  }

  private static VerificationException bad(String message) {
    return new VerificationException(Reason.BAD_TIMESTAMP, STEP, message);
  }

  private static TimeStampToken token(byte[] encoded) throws VerificationException {
    if (encoded.length > MAX_BYTES) {
      throw bad("the timestamp is longer than " + MAX_BYTES + " bytes");
    }
    try {
      Der.parse(encoded);
      var token = new TimeStampResponse(encoded).getTimeStampToken();
      if (token == null) {
        throw bad("the timestamp authority refused to make a timestamp");
      }
      return token;
    } catch (MalformedException | TSPException | IOException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for structures with the wrong contents.
      throw bad("the timestamp is not valid: " + e.getMessage());
    }
  }

  /**
   * The certificate that the signature names. Where the trust root lists the authority's own it can be
   * no other; else it must have come with the timestamp.
   */
  private static Optional<Certificate> signer(
      TimeStampToken token, CertificateAuthority authority) throws VerificationException {
    var own = authority.chain().getFirst();
    var candidates = own.isAuthority() ? embedded(token) : List.of(own);
    return candidates.stream().filter(each -> token.getSID().match(each.holder())).findFirst();
  }

  private static List<Certificate> embedded(TimeStampToken token) throws VerificationException {
    try {
      var certificates = new ArrayList<Certificate>();
      for (X509CertificateHolder each : token.getCertificates().getMatches(null)) {
        if (certificates.size() == MAX_CERTIFICATES) {
          throw bad("the timestamp holds more than " + MAX_CERTIFICATES + " certificates");
        }
        certificates.add(Certificate.parse(each.getEncoded()));
      }
      return certificates;
    } catch (MalformedException | IOException | RuntimeException e) {
      throw bad("the timestamp's certificates are not valid: " + e.getMessage());
    }
  }

  /** Signature, ESSCertID and the sole, critical purpose (RFC 3161 §2.3, RFC 5816). */
  private static void checkSignature(TimeStampToken token, Certificate signer)
      throws VerificationException {
    try {
      token.validate(verifier(signer.holder()));
    } catch (TSPException | OperatorCreationException | IOException | RuntimeException e) {
      throw bad("the timestamp's signature is not valid: " + e.getMessage());
    }
  }

  private static SignerInformationVerifier verifier(X509CertificateHolder signer)
      throws IOException, OperatorCreationException {
    var names = new DefaultCMSSignatureAlgorithmNameGenerator();
    var algorithms = new DefaultSignatureAlgorithmIdentifierFinder();
    var digests = new DefaultDigestAlgorithmIdentifierFinder();
    var calculators = new BcDigestCalculatorProvider();
    return PublicKeyFactory.createKey(
        signer.getSubjectPublicKeyInfo()) instanceof ECPublicKeyParameters
            ? new BcECSignerInfoVerifierBuilder(names, algorithms, digests, calculators)
                .build(signer)
            : new BcRSASignerInfoVerifierBuilder(names, algorithms, digests, calculators)
                .build(signer);
  }

  private static Chain chain(Certificate signer, TimeStampToken token,
      CertificateAuthority authority) throws ChainException, VerificationException {
    try {
      var untrusted = authority.chain().contains(signer)
          ? List.<Certificate>of()
          : embedded(token);
      return Chain.of(signer, untrusted, authority, KeyPurposeId.id_kp_timeStamping);
    } catch (MalformedException e) {
      throw new VerificationException(Reason.BAD_TIMESTAMP, STEP, e);
    }
  }
}
