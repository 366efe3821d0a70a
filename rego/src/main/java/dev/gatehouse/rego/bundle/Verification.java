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
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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

  /**
   * Fails unless every file has the digest that the token tells, and the token tells no other.
   *
   * @param naming makes names, under which files are signed, of paths
   */
  void check(Map<String, byte[]> files, UnaryOperator<String> naming) throws BundleException {
    var signatures = files.get(BundleReader.SIGNATURES);
    if (signatures == null) {
      throw new BundleException("bundle missing .signatures.json file");
    }
    try {
      var payload = payload(token(signatures));
      var expected = payload.get("scope") instanceof StringValue s ? s.value() : "";
      if (!expected.equals(scope)) {
        throw new BundleException("scope mismatch");
      }
      checkFiles(files, naming, payload);
    } catch (TextException | IllegalArgumentException e) {
      throw new BundleException("verification failed: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new BundleException("verification failed: " + e.getMessage());
    }
  }

  private static String token(byte[] signatures) throws TextException, BundleException {
    if (Json.parse(signatures) instanceof ObjectValue json
        && json.get("signatures") instanceof ArrayValue tokens
        && !tokens.isEmpty()
        && tokens.get(0) instanceof StringValue token) {
      if (tokens.size() > 1) {
        throw new BundleException(
            ".signatures.json: multiple JWTs not supported (expected exactly one)");
      }
      return token.value();
    }
    throw new BundleException("bundle missing .signatures.json file");
  }

  private ObjectValue payload(String token)
      throws BundleException, TextException, GeneralSecurityException {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new BundleException("verification failed: the token has not three parts");
    }
    var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!key.verifies(signed, Base64.getUrlDecoder().decode(parts[2]))) {
      throw new BundleException("failed to verify JWT signature: " + key.mismatch());
    }
    if (Json.parse(Base64.getUrlDecoder().decode(parts[1])) instanceof ObjectValue payload) {
      return payload;
    }
    throw new BundleException("verification failed: the token's payload is no object");
  }

  private void checkFiles(
      Map<String, byte[]> files, UnaryOperator<String> naming, ObjectValue payload)
      throws BundleException, TextException, GeneralSecurityException {
    var signed = signed(payload);
    for (var file : files.entrySet()) {
      var name = signedName(naming.apply(file.getKey()));
      var digest = signed.remove(name);
      if (file.getKey().endsWith(BundleReader.SIGNATURES) || unsigned.contains(name)) {
        continue;
      }
      if (digest == null) {
        throw new BundleException("file " + name + " not included in bundle signature");
      }
      checkDigest(name, file.getValue(), digest);
    }
    if (!signed.isEmpty()) {
      throw new BundleException(
          "file(s) [%s] specified in bundle signatures but not found in the target bundle"
              .formatted(String.join(" ", signed.keySet())));
    }
  }

  /** The files that a token speaks of, by name. */
  private static Map<String, ObjectValue> signed(ObjectValue payload) throws BundleException {
    var signed = new TreeMap<String, ObjectValue>();
    var entries = payload.get("files") instanceof ArrayValue list ? list : ArrayValue.EMPTY;
    for (var entry : entries) {
      if (!(entry instanceof ObjectValue file)) {
        throw new BundleException("a file of the token is no object");
      }
      signed.put(text(file.get("name")), file);
    }
    return signed;
  }

  /** The name under which a file is signed. */
  static String signedName(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  private static void checkDigest(String name, byte[] content, ObjectValue file)
      throws BundleException, TextException, GeneralSecurityException {
    var named = text(file.get("algorithm"));
    var algorithm = DIGESTS.get(named);
    if (algorithm == null) {
      throw new BundleException(named.isEmpty()
          ? "no hashing algorithm provided for file " + name
          : "unsupported hashing algorithm: " + named);
    }
    var expected = HexFormat.of().parseHex(text(file.get("hash")));
    var actual = MessageDigest.getInstance(algorithm).digest(digested(name, content));
    if (!MessageDigest.isEqual(expected, actual)) {
      throw new BundleException(
          "%s: digest mismatch (want: %s, got: %s)"
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
