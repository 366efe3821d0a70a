package dev.gatehouse.rego.builtin.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * How something is signed.
 *
 * @param number Go's number of it, 0 if unknown
 * @param name Java's name of it, empty if signatures of it are not accepted
 */
record SignatureScheme(int number, String name) {

  private static final SignatureScheme UNKNOWN = new SignatureScheme(0, "");
  private static final String PSS = "RSASSA-PSS";
  private static final int FIRST_PSS = 13;

  /** The scheme of an {@code AlgorithmIdentifier}. */
  static SignatureScheme of(Der algorithm) {
    var parts = algorithm.sequence(1);
    return switch (parts.get(0).dotted()) {
      case "1.2.840.113549.1.1.2" -> new SignatureScheme(1, "");
      case "1.2.840.113549.1.1.4" -> new SignatureScheme(2, "");
      case "1.2.840.113549.1.1.5", "1.3.14.3.2.29" -> new SignatureScheme(3, "");
      case "1.2.840.113549.1.1.11" -> new SignatureScheme(4, "SHA256withRSA");
      case "1.2.840.113549.1.1.12" -> new SignatureScheme(5, "SHA384withRSA");
      case "1.2.840.113549.1.1.13" -> new SignatureScheme(6, "SHA512withRSA");
      case "1.2.840.10040.4.3" -> new SignatureScheme(7, "");
      case "2.16.840.1.101.3.4.3.2" -> new SignatureScheme(8, "");
      case "1.2.840.10045.4.1" -> new SignatureScheme(9, "");
      case "1.2.840.10045.4.3.2" -> new SignatureScheme(10, "SHA256withECDSA");
      case "1.2.840.10045.4.3.3" -> new SignatureScheme(11, "SHA384withECDSA");
      case "1.2.840.10045.4.3.4" -> new SignatureScheme(12, "SHA512withECDSA");
      case "1.2.840.113549.1.1.10" -> parts.size() < 2 ? UNKNOWN : pss(parts.get(1));
      case "1.3.101.112" -> new SignatureScheme(16, "Ed25519");
      default -> UNKNOWN;
    };
  }

  private static SignatureScheme pss(Der parameters) {
    var parts = parameters.is(Der.SEQUENCE) ? parameters.children() : java.util.List.<Der>of();
    if (parts.isEmpty() || !parts.get(0).is(Der.EXPLICIT) || parts.get(0).children().isEmpty()) {
      return UNKNOWN;
    }
    return switch (parts.get(0).children().get(0).sequence(1).get(0).dotted()) {
      case "2.16.840.1.101.3.4.2.1" -> new SignatureScheme(FIRST_PSS, PSS);
      case "2.16.840.1.101.3.4.2.2" -> new SignatureScheme(FIRST_PSS + 1, PSS);
      case "2.16.840.1.101.3.4.2.3" -> new SignatureScheme(FIRST_PSS + 2, PSS);
      default -> UNKNOWN;
    };
  }

  /** Whether the key signed the data; never for schemes that are unknown or broken. */
  boolean verifies(PublicKey key, byte[] data, byte[] signature) {
    if (name.isEmpty()) {
      return false;
    }
    try {
      var verifier = Signature.getInstance(name);
      verifier.initVerify(key);
      if (name.equals(PSS)) {
        var bits = 256 + 128 * (number - FIRST_PSS);
        var hash = "SHA-" + bits;
        verifier.setParameter(
            new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
      }
      verifier.update(data);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
