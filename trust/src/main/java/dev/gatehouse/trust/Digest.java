package dev.gatehouse.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hash that names content, as the OCI image specification writes it: {@code sha256:} and 64
 * lower-case hexadecimal digits, or {@code sha512:} and 128.
 */
public record Digest(Algorithm algorithm, String hex) {

  /** The registered algorithms. */
  public enum Algorithm {
    SHA256("SHA-256", 64), SHA512("SHA-512", 128);

    private final String jdkName;
    private final int digits;

    Algorithm(String jdkName, int digits) {
      this.jdkName = jdkName;
      this.digits = digits;
    }

    /** The name before the colon. */
    public String text() {
      return this == SHA256 ? "sha256" : "sha512";
    }
  }

  private static final Pattern HEX = Pattern.compile("[0-9a-f]*");

  public Digest {
    if (hex.length() != algorithm.digits || !HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "expected " + algorithm.digits + " lower-case hexadecimal digits: " + hex);
    }
  }

  /** Reads {@code algorithm:hex}; empty if the text is no digest of a registered algorithm. */
  public static Optional<Digest> parse(String text) {
    for (var algorithm : Algorithm.values()) {
      var prefix = algorithm.text() + ":";
      var hex = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
      if (hex.length() == algorithm.digits && HEX.matcher(hex).matches()) {
        return Optional.of(new Digest(algorithm, hex));
      }
    }
    return Optional.empty();
  }

  /** The SHA-256 of these bytes. */
  public static Digest of(byte[] content) {
    return of(Algorithm.SHA256, content);
  }

  private static Digest of(Algorithm algorithm, byte[] content) {
    try {
      var hash = MessageDigest.getInstance(algorithm.jdkName).digest(content);
      return new Digest(algorithm, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm.jdkName, e);
    }
  }

  /** Whether these bytes have this digest. */
  public boolean matches(byte[] content) {
    return of(algorithm, content).equals(this);
  }

  /** The hash itself. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return algorithm.text() + ":" + hex;
  }
}
