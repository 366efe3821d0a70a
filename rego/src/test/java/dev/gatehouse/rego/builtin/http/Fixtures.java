package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.rego.builtin.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** Certificates of the test authority of the module http: good for a hundred years. */
final class Fixtures {

  private Fixtures() {}

  static String text(String file) throws IOException {
    return Files.readString(path(file));
  }

  static Path path(String file) {
    return Path.of(System.getProperty("project.root", ".."),
        "http/src/test/resources/dev/gatehouse/http", file);
  }

  static PrivateKey key(String file) throws IOException, GeneralSecurityException {
    var block = Pem.all(text(file)).getFirst();
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(block.content()));
  }
}
