package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.rego.builtin.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** Certificates of a test authority: good for a hundred years. */
final class Fixtures {

  private Fixtures() {}

  static String text(String file) throws IOException {
    try (var in = Fixtures.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("no fixture " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  static Path path(String file) {
    return Path.of(System.getProperty("project.root", ".."),
        "rego/src/test/resources/dev/gatehouse/rego/builtin/http", file);
  }

  static PrivateKey key(String file) throws IOException, GeneralSecurityException {
    var block = Pem.all(text(file)).getFirst();
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(block.content()));
  }
}
