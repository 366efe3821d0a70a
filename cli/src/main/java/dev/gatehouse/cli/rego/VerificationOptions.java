package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.bundle.SignatureKey;
import dev.gatehouse.rego.bundle.Verification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The signature that bundles must have. */
final class VerificationOptions {

  @Option(names = "--verification-key", paramLabel = "KEY", description = "secret of an HMAC, or file with the public key in PEM, that bundles must be signed with")
  private @Nullable String key;

  @Option(names = "--verification-key-id", paramLabel = "NAME", defaultValue = "default", description = "name of the key (default: ${DEFAULT-VALUE})")
  private String keyId = "default";

  @Option(names = "--scope", paramLabel = "SCOPE", defaultValue = "", description = "what the signatures of bundles must be meant for")
  private String scope = "";

  @Option(names = "--exclude-files-verify", paramLabel = "PATH", split = ",", description = "files that need no digest in the signature")
  private List<String> excluded = List.of();

  boolean isPresent() {
    return key != null;
  }

  String keyId() {
    return keyId;
  }

  /**
   * What is to be verified, null for nothing.
   *
   * @param algorithm of the key
   */
  @Nullable
  Verification verification(String algorithm) throws IOException, GeneralSecurityException {
    return key == null
        ? null
        : new Verification(
            SignatureKey.of(algorithm, SigningOptions.text(key)), scope, new HashSet<>(excluded));
  }
}
