package dev.gatehouse.trust.certificate;

import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.text.MalformedException;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** How certificates say that they are signed. */
final class CertificateScheme {

  private static final Map<String, Scheme> SCHEMES = Map.of(
      "1.2.840.10045.4.3.2", new Scheme.Ecdsa(Hash.SHA256),
      "1.2.840.10045.4.3.3", new Scheme.Ecdsa(Hash.SHA384),
      "1.2.840.10045.4.3.4", new Scheme.Ecdsa(Hash.SHA512),
      "1.2.840.113549.1.1.11", new Scheme.RsaPkcs1(Hash.SHA256),
      "1.2.840.113549.1.1.12", new Scheme.RsaPkcs1(Hash.SHA384),
      "1.2.840.113549.1.1.13", new Scheme.RsaPkcs1(Hash.SHA512),
      "1.3.101.112", new Scheme.Ed25519());
  private static final Map<ASN1ObjectIdentifier, Hash> HASHES = Map.of(
      NISTObjectIdentifiers.id_sha256, Hash.SHA256, NISTObjectIdentifiers.id_sha384, Hash.SHA384,
      NISTObjectIdentifiers.id_sha512, Hash.SHA512);

  private CertificateScheme() {}

  static Scheme of(AlgorithmIdentifier algorithm) throws MalformedException {
    var identifier = algorithm.getAlgorithm();
    var scheme = SCHEMES.get(identifier.getId());
    if (scheme != null) {
      return scheme;
    }
    if (identifier.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return pss(algorithm);
    }
    throw new MalformedException(
        "the certificate is signed with the unsupported algorithm " + identifier.getId());
  }

  /** Of all that RFC 4055 allows, what is in use: one hash for all, and a salt of its length. */
  private static Scheme pss(AlgorithmIdentifier algorithm) throws MalformedException {
    try {
      var parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
      if (parameters != null) {
        var name = parameters.getHashAlgorithm().getAlgorithm();
        var mask = parameters.getMaskGenAlgorithm();
        var hash = HASHES.get(name);
        if (hash != null && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
            && AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm().equals(name)
            && parameters.getSaltLength().intValueExact() == hash.length()
            && parameters.getTrailerField().intValueExact() == 1) {
          return new Scheme.RsaPss(hash);
        }
      }
    } catch (RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for structures with the wrong contents.
      throw new MalformedException("the certificate's signature parameters are not valid", e);
    }
    throw new MalformedException("the certificate is signed with unsupported parameters of RSA-PSS:"
        + " expected SHA-256, SHA-384 or SHA-512 with MGF1 of the same and a salt as long");
  }
}
