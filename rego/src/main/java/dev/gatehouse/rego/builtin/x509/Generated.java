package dev.gatehouse.rego.builtin.x509;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** The public keys that belong to private ones, by generators whose only randomness is the private key. */
final class Generated {

  private Generated() {}

  /** The pair of a curve with a name of its own. */
  static KeyPair pair(String algorithm, byte[] bytes) {
    return pair(algorithm, new NamedParameterSpec(algorithm), bytes);
  }

  static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters, byte[] bytes) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters, new FixedBytes(bytes));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the same bytes whenever asked, and zeros after them. */
  private static final class FixedBytes extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    private FixedBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] out) {
      System.arraycopy(Arrays.copyOf(bytes, out.length), 0, out, 0, out.length);
    }
  }
}
