package dev.gatehouse.trust.verify;

import java.util.List;
import java.util.Optional;

/**
 * A log's entry as it came with a signature, not verified.
 *
 * @param index the entry's place in the whole log; only a promise authenticates it
 * @param integratedTime seconds since 1970; only a promise authenticates it
 * @param body what was logged
 */
record LogEntry(long index, byte[] logId, String kind, String version, long integratedTime,
    Optional<byte[]> promise, Optional<Proof> proof, byte[] body) {

  /** An inclusion proof. */
  record Proof(
      long index, long treeSize, byte[] rootHash, List<byte[]> hashes, String checkpoint) {}

  /** Whether it comes from a log of the second version, which makes no promises and has no times. */
  boolean isSecondVersion() {
    return version.equals("0.0.2") && (kind.equals("hashedrekord") || kind.equals("dsse"));
  }
}
