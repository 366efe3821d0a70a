package dev.gatehouse.emulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A log's tree as RFC 6962 has it; it only grows. Its users take care of concurrency. */
final class MerkleTree {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  /** As many as a test or a demonstration will ever log. */
  private static final int MOST_LEAVES = 200_000;

  private final List<byte[]> leaves = new ArrayList<>();

  /** Adds a leaf. @return its place, from 0 */
  int add(byte[] content) {
    if (leaves.size() == MOST_LEAVES) {
      throw new IllegalStateException("the log is full: " + MOST_LEAVES + " entries");
    }
    leaves.add(hashLeaf(content));
    return leaves.size() - 1;
  }

  int size() {
    return leaves.size();
  }

  /** The hash over the first leaves. */
  byte[] root(int size) {
    return size == 0 ? Keys.sha256(new byte[0]) : root(0, size);
  }

  /** The hashes that lead from a leaf to the root over the first leaves. */
  List<byte[]> proof(int leaf, int size) {
    var proof = new ArrayList<byte[]>();
    collect(leaf, 0, size, proof);
    return proof;
  }

  private void collect(int leaf, int from, int to, List<byte[]> proof) {
    if (to - from <= 1) {
      return;
    }
    var middle = from + split(to - from);
    if (leaf < middle) {
      collect(leaf, from, middle, proof);
      proof.add(root(middle, to));
    } else {
      collect(leaf, middle, to, proof);
      proof.add(root(from, middle));
    }
  }

  private byte[] root(int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    var middle = from + split(to - from);
    return hash(NODE, root(from, middle), root(middle, to));
  }

  /** The largest power of two below a size. */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }

  static byte[] hashLeaf(byte[] content) {
    return hash(LEAF, content);
  }

  private static byte[] hash(byte kind, byte[]... parts) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(kind);
      for (var part : parts) {
        hash.update(part);
      }
      return hash.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
