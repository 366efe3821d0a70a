package dev.gatehouse.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates and private keys in their PEM text (RFC 7468), and back to text. */
final class Pem {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** One block: what it says it is, and its bytes. */
  private record Block(String label, byte[] content) {}

  private Pem() {}

  /** All certificates of the text, in its order; fails if there is none. */
  static List<X509Certificate> certificates(byte[] text) throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var found = new ArrayList<X509Certificate>();
    for (var block : blocks(text)) {
      if (block.label.equals("CERTIFICATE")) {
        var stream = new ByteArrayInputStream(block.content);
        found.add((X509Certificate) factory.generateCertificate(stream));
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("no BEGIN CERTIFICATE block found");
    }
    return List.copyOf(found);
  }

  /** The first private key of the text: PKCS#8, or the older RSA (PKCS#1) and EC (SEC 1) forms. */
  static PrivateKey privateKey(byte[] text) throws GeneralSecurityException {
    for (var block : blocks(text)) {
      switch (block.label) {
        case "PRIVATE KEY" -> {
          return fromPkcs8(block.content);
        }
        case "RSA PRIVATE KEY" -> {
          return fromPkcs8(envelope(Der.identifier(RSA), Der.nothing(), block.content));
        }
        case "EC PRIVATE KEY" -> {
          var curve = Der.contextElement(block.content, 0);
          return fromPkcs8(envelope(Der.identifier(EC), curve, block.content));
        }
        case "ENCRYPTED PRIVATE KEY" -> throw new InvalidKeyException(
            "the private key is encrypted, a key without passphrase is expected");
        default -> {
          // Certificates and curve parameters may stand beside the key.
        }
      }
    }
    throw new InvalidKeyException("no BEGIN PRIVATE KEY block found");
  }

  private static byte[] envelope(byte[] algorithm, byte[] parameters, byte[] key) {
    return Der.sequence(Der.integer(0), Der.sequence(algorithm, parameters), Der.octets(key));
  }

  private static PrivateKey fromPkcs8(byte[] encoded) throws GeneralSecurityException {
    for (var algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        // The envelope names its algorithm only inside; the next factory may know it.
        continue;
      }
    }
    throw new InvalidKeyException("the private key is not a valid RSA, EC or EdDSA key");
  }

  private static List<Block> blocks(byte[] text) throws GeneralSecurityException {
    var blocks = new ArrayList<Block>();
    var label = "";
    var base64 = new StringBuilder();
    for (var line : new String(text, US_ASCII).lines().map(String::strip).toList()) {
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        base64.setLength(0);
      } else if (!label.isEmpty() && line.equals(END + label + DASHES)) {
        blocks.add(new Block(label, decoded(label, base64.toString())));
        label = "";
      } else if (!label.isEmpty()) {
        base64.append(line);
      }
    }
    if (!label.isEmpty()) {
      throw new CertificateException("the " + label + " block has no end");
    }
    return blocks;
  }

  private static byte[] decoded(String label, String base64) throws CertificateException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new CertificateException("the " + label + " block is not base64", e);
    }
  }

  /** The PEM text of one block. */
  static String text(String label, byte[] content) {
    var base64 = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content);
    return BEGIN + label + DASHES + "\n" + base64 + "\n" + END + label + DASHES + "\n";
  }
}
