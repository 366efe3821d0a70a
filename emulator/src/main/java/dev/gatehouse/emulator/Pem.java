package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Keys and certificates as PEM. */
final class Pem {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[]{'\n'});
  private static final String KEY = "PUBLIC KEY";

  private Pem() {}

  static String of(PublicKey key) {
    return text(KEY, key.getEncoded());
  }

  static String of(X509Certificate certificate) {
    return text("CERTIFICATE", der(certificate));
  }

  static String of(List<X509Certificate> certificates) {
    return certificates.stream().map(Pem::of).collect(Collectors.joining());
  }

  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** Reads the public key of a PEM text. @throws IllegalArgumentException if it holds none */
  static PublicKey publicKey(String text) {
    var begin = text.indexOf("-----BEGIN " + KEY + "-----");
    var end = text.indexOf("-----END " + KEY + "-----");
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("expected a public key in PEM");
    }
    var body = text.substring(begin + KEY.length() + 16, end);
    return publicKey(Base64.getMimeDecoder().decode(body.getBytes(US_ASCII)));
  }

  /** Reads a SubjectPublicKeyInfo. @throws IllegalArgumentException if it holds no key we know */
  static PublicKey publicKey(byte[] der) {
    for (var algorithm : List.of("EC", "Ed25519", "RSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (java.security.GeneralSecurityException e) {
        continue; // of another algorithm
      }
    }
    throw new IllegalArgumentException("expected an EC, Ed25519 or RSA public key");
  }

  private static String text(String label, byte[] der) {
    return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label
        + "-----\n";
  }
}
