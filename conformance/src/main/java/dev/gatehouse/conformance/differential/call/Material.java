package dev.gatehouse.conformance.differential.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys and certificates that were made for these calls. */
final class Material {

  private Material() {}

  /** The PEM of a file. */
  static String text(String name) {
    try (var in = Material.class.getResourceAsStream(name + ".pem")) {
      if (in == null) {
        throw new IllegalStateException("no material " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of the first block of a file. */
  static byte[] der(String name) {
    return Base64.getMimeDecoder().decode(text(name).replaceAll("-----[^-]+-----", ""));
  }

  static PrivateKey key(String name, String algorithm) {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(der(name + ".key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
