package dev.gatehouse.trust.root;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.text.Pem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A trust root in the form of PEM texts, as cosign's older environment variables name them. An empty
 * text trusts nobody for its part; nothing here has a period of validity of its own.
 *
 * @param authorities roots and intermediates that certify signers ({@code SIGSTORE_ROOT_FILE})
 * @param logKeys keys of signature logs of version 1 ({@code SIGSTORE_REKOR_PUBLIC_KEY})
 * @param certificateLogKeys keys of certificate logs ({@code SIGSTORE_CT_LOG_PUBLIC_KEY_FILE})
 * @param timestampChain a timestamp authority's chain ({@code SIGSTORE_TSA_CERTIFICATE_FILE})
 */
public record PemRoots(
    String authorities, String logKeys, String certificateLogKeys, String timestampChain) {

  /** The root. @throws MalformedException if a text is not PEM of the right kind */
  public TrustRoot toTrustRoot() throws MalformedException {
    var content = String.join("\0", authorities, logKeys, certificateLogKeys, timestampChain);
    return new TrustRoot(Digest.of(content.getBytes(StandardCharsets.UTF_8)),
        chains("SIGSTORE_ROOT_FILE", Certificate.parsePem(authorities)), logs(logKeys),
        logs(certificateLogKeys),
        chains("SIGSTORE_TSA_CERTIFICATE_FILE", Certificate.parsePem(timestampChain)));
  }

  /** One authority for each certificate that issued none of the others. */
  public static List<CertificateAuthority> chains(String name, List<Certificate> certificates)
      throws MalformedException {
    var authorities = new ArrayList<CertificateAuthority>();
    for (var certificate : certificates) {
      if (issuedBy(certificate, certificates).isEmpty()) {
        var chain = new ArrayList<>(List.of(certificate));
        var issuer = issuerOf(certificate, certificates);
        while (!issuer.isEmpty() && !chain.contains(issuer.getFirst())) {
          chain.add(issuer.getFirst());
          issuer = issuerOf(issuer.getFirst(), certificates);
        }
        authorities.add(CertificateAuthority.of(name, chain, Validity.ALWAYS));
      }
    }
    return authorities;
  }

  private static List<Certificate> issuedBy(Certificate issuer, List<Certificate> certificates)
      throws MalformedException {
    var issued = new ArrayList<Certificate>();
    for (var each : certificates) {
      if (!each.equals(issuer) && each.isIssuedBy(issuer)) {
        issued.add(each);
      }
    }
    return issued;
  }

  private static List<Certificate> issuerOf(Certificate certificate, List<Certificate> certificates)
      throws MalformedException {
    for (var each : certificates) {
      if (!each.equals(certificate) && certificate.isIssuedBy(each)) {
        return List.of(each);
      }
    }
    return List.of();
  }

  private static List<TransparencyLog> logs(String text) throws MalformedException {
    var logs = new ArrayList<TransparencyLog>();
    for (var block : Pem.parse(text)) {
      if (!block.label().equals("PUBLIC KEY")) {
        throw new MalformedException("expected PEM blocks PUBLIC KEY, found " + block.label());
      }
      var key = VerificationKey.parse(block.content());
      logs.add(
          new TransparencyLog("", key.id(), key, key.schemes().getFirst(), Validity.ALWAYS));
    }
    return logs;
  }
}
