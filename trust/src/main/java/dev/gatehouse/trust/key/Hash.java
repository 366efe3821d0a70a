package dev.gatehouse.trust.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hash algorithms that signatures and logs may use. */
public enum Hash {
  SHA256("SHA-256", 32), SHA384("SHA-384", 48), SHA512("SHA-512", 64);

  private final String jdkName;
  private final int length;

  Hash(String jdkName, int length) {
    this.jdkName = jdkName;
    this.length = length;
  }

  /** The algorithm of a name: {@code sha256} as logs write it, {@code SHA2_256} as bundles do. */
  public static Optional<Hash> named(String name) {
    return switch (name) {
      case "sha256", "SHA2_256" -> Optional.of(SHA256);
      case "sha384", "SHA2_384" -> Optional.of(SHA384);
      case "sha512", "SHA2_512" -> Optional.of(SHA512);
      default -> Optional.empty();
    };
  }

  /** How many bytes a hash has. */
  public int length() {
    return length;
  }

  public byte[] of(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance(jdkName);
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + jdkName, e);
    }
  }
}
