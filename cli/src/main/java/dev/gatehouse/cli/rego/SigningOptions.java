package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.bundle.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a bundle is signed with. */
final class SigningOptions {

  static final String INCOMPLETE = "specify the secret (HMAC) or path of the PEM file containing the private key (RSA and ECDSA)";

  @Option(names = "--signing-key", paramLabel = "KEY", description = "secret of an HMAC, or file with the private key in PEM")
  private @Nullable String key;

  @Option(names = "--signing-alg", paramLabel = "NAME", defaultValue = "RS256", description = "HS256, RS256, PS256, ES256, or with 384 or 512 (default: ${DEFAULT-VALUE})")
  private String algorithm = "RS256";

  @Option(names = "--claims-file", paramLabel = "FILE", description = "JSON file with further claims of the signature")
  private @Nullable Path claims;

  @Option(names = "--signing-plugin", hidden = true)
  private @Nullable String plugin;

  String algorithm() {
    return algorithm;
  }

  boolean arePresent() {
    return key != null;
  }

  /** Whether there is something to sign with, but no key. */
  boolean lackKey() {
    return key == null && (claims != null || plugin != null);
  }

  /**
   * The key with what is to be claimed.
   *
   * @param keyId the name of the key, empty for none
   */
  Signing signing(String keyId) throws IOException, GeneralSecurityException, TextException {
    if (plugin != null) {
      throw new GeneralSecurityException("no signer exists under id " + plugin);
    }
    return Signing.of(algorithm, text(key == null ? "" : key), claims(), keyId);
  }

  private ObjectValue claims() throws IOException, TextException {
    if (claims == null) {
      return ObjectValue.EMPTY;
    }
    try {
      return Json.parse(Files.readAllBytes(claims)) instanceof ObjectValue object
          ? object
          : ObjectValue.EMPTY;
    } catch (NoSuchFileException e) {
      throw new IOException("open " + claims + ": no such file or directory", e);
    }
  }

  /** The content of the file of this name if there is one, otherwise the text itself. */
  static String text(String fileOrText) throws IOException {
    try {
      var path = Path.of(fileOrText);
      return Files.isRegularFile(path) ? Files.readString(path) : fileOrText;
    } catch (java.nio.file.InvalidPathException e) {
      return fileOrText;
    }
  }
}
