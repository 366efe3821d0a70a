package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.text.MalformedException;
import java.util.List;

/** RFC 9162 §2.1.3.2: the root that an inclusion proof leads to. */
final class MerkleProof {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleProof() {}

  /**
   * The root of the tree in which a leaf stands at an index.
   *
   * @throws MalformedException if index and size do not go with the number of hashes
   */
  static byte[] root(byte[] body, long index, long size, List<byte[]> hashes)
      throws MalformedException {
    if (index < 0 || index >= size) {
      throw new MalformedException("the proof's index " + index + " is beyond its tree of " + size);
    }
    var node = index;
    var last = size - 1;
    var root = Hash.SHA256.of(LEAF, body);
    for (var hash : hashes) {
      if (last == 0) {
        throw new MalformedException("the proof has too many hashes");
      }
      if ((node & 1) == 1 || node == last) {
        root = Hash.SHA256.of(NODE, hash, root);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        root = Hash.SHA256.of(NODE, root, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new MalformedException("the proof has too few hashes");
    }
    return root;
  }
}
