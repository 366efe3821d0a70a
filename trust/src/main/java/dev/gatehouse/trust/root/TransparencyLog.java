package dev.gatehouse.trust.root;

import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.key.VerificationKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A log of signatures or of certificates, known by its key.
 *
 * @param host the host of its URL, which names it in checkpoints; empty if it is not known
 * @param id names the log in entries, as bytes
 * @param scheme how it signs
 */
public record TransparencyLog(
    String host, byte[] id, VerificationKey key, Scheme scheme, Validity validity) {

  public boolean hasId(byte[] other) {
    return Arrays.equals(id, other);
  }

  /** The host, or the id where that is not known. */
  @Override
  public String toString() {
    return host.isEmpty() ? HexFormat.of().formatHex(id) : host;
  }
}
