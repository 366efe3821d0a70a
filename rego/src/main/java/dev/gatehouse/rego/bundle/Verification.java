package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signature that a bundle must have: a token in {@code .signatures.json} that carries the digest
 * of every file.
 *
 * @param key what verifies the token
 * @param scope what the token must be meant for, empty for nothing
 * @param unsigned paths of files that need no digest
 */
public record Verification(SignatureKey key, String scope, Set<String> unsigned) {

  private static final Map<String, String> DIGESTS = Map.of(
      "SHA-224", "SHA-224",
      "SHA-256", "SHA-256",
      "SHA-384", "SHA-384",
      "SHA-512", "SHA-512",
      "SHA-512-224", "SHA-512/224",
      "SHA-512-256", "SHA-512/256");

  public Verification {
    unsigned = Set.copyOf(unsigned);
  }

  /** Fails unless every file has the digest that the token tells, and the token tells no other. */
  void check(Map<String, byte[]> files) throws BundleException {
    var signatures = files.get(BundleReader.SIGNATURES);
    if (signatures == null) {
      throw new BundleException("verification failed: the bundle has no .signatures.json");
    }
    try {
      var payload = payload(token(signatures));
      var expected = payload.get("scope") instanceof StringValue s ? s.value() : "";
      if (!expected.equals(scope)) {
        throw new BundleException("verification failed: scope mismatch");
      }
      checkFiles(files, payload);
    } catch (TextException | IllegalArgumentException e) {
      throw new BundleException("verification failed: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new BundleException("verification failed: " + e.getMessage());
    }
  }

  private static String token(byte[] signatures) throws TextException, BundleException {
    if (Json.parse(signatures) instanceof ObjectValue json
        && json.get("signatures") instanceof ArrayValue tokens
        && tokens.size() == 1
        && tokens.get(0) instanceof StringValue token) {
      return token.value();
    }
    throw new BundleException(
        "verification failed: .signatures.json must have exactly one token in its signatures");
  }

  private ObjectValue payload(String token)
      throws BundleException, TextException, GeneralSecurityException {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new BundleException("verification failed: the token has not three parts");
    }
    var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!key.verifies(signed, Base64.getUrlDecoder().decode(parts[2]))) {
      throw new BundleException("verification failed: the token's signature does not match");
    }
    if (Json.parse(Base64.getUrlDecoder().decode(parts[1])) instanceof ObjectValue payload) {
      return payload;
    }
    throw new BundleException("verification failed: the token's payload is no object");
  }

  private void checkFiles(Map<String, byte[]> files, ObjectValue payload)
      throws BundleException, TextException, GeneralSecurityException {
    var missing = new HashSet<>(files.keySet());
    missing.remove(BundleReader.SIGNATURES);
    missing.removeIf(path -> isUnsigned(path.substring(1)));
    var entries = payload.get("files") instanceof ArrayValue list ? list : ArrayValue.EMPTY;
    for (var entry : entries) {
      if (!(entry instanceof ObjectValue file)) {
        throw new BundleException("verification failed: a file of the token is no object");
      }
      var name = text(file.get("name"));
      var path = name.startsWith("/") ? name : "/" + name;
      var content = files.get(path);
      if (content == null) {
        throw new BundleException(
            "verification failed: file %s is signed but not in the bundle".formatted(name));
      }
      checkDigest(name, content, file);
      missing.remove(path);
    }
    if (!missing.isEmpty()) {
      throw new BundleException(
          "verification failed: file %s not included in bundle signature"
              .formatted(missing.stream().sorted().toList().getFirst()));
    }
  }

  private boolean isUnsigned(String path) {
    return unsigned.contains(path);
  }

  private static void checkDigest(String name, byte[] content, ObjectValue file)
      throws BundleException, TextException, GeneralSecurityException {
    var algorithm = DIGESTS.get(text(file.get("algorithm")));
    if (algorithm == null) {
      throw new BundleException(
          "verification failed: file %s has no digest that can be relied on".formatted(name));
    }
    var expected = HexFormat.of().parseHex(text(file.get("hash")));
    var actual = MessageDigest.getInstance(algorithm).digest(digested(name, content));
    if (!MessageDigest.isEqual(expected, actual)) {
      throw new BundleException(
          "verification failed: %s: digest mismatch (want: %s, got: %s)"
              .formatted(name, text(file.get("hash")), HexFormat.of().formatHex(actual)));
    }
  }

  /** Documents are digested in a form that does not depend on white space and order. */
  static byte[] digested(String name, byte[] content) throws TextException {
    var base = name.substring(name.lastIndexOf('/') + 1);
    return switch (base) {
      case "data.json", ".manifest" -> Json.writeBytes(Json.parse(content), JsonStyle.PLAIN);
      case "data.yaml" -> Json.writeBytes(Yaml.parse(content).getFirst().value(), JsonStyle.PLAIN);
      default -> content;
    };
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
