package dev.gatehouse.policy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 digests in hexadecimal. */
final class Digests {

  private Digests() {}

  static String of(Value value) {
    return HexFormat.of().formatHex(sha256().digest(Json.writeBytes(value)));
  }

  /** The digest of a list of digests. */
  static String of(Collection<String> digests) {
    var sha = sha256();
    for (var digest : digests) {
      sha.update(digest.getBytes(StandardCharsets.US_ASCII));
      sha.update((byte) '\n');
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
