package dev.gatehouse.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Roots of the tree that RFC 6962's authors give as an example. */
class MerkleTreeTest {

  private static final String[] LEAVES = {"", "00", "10", "2021", "3031", "40414243",
      "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  private static final String[] ROOTS = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

  private final MerkleTree tree = new MerkleTree();

  @Test
  void hasTheRootsOfTheExample() {
    for (var i = 0; i < LEAVES.length; i++) {
      tree.add(HexFormat.of().parseHex(LEAVES[i]));
      assertThat(HexFormat.of().formatHex(tree.root(i + 1))).isEqualTo(ROOTS[i]);
    }
  }

  @Test
  void everyProofLeadsToTheRootOfItsSize() {
    Arrays.stream(LEAVES).forEach(leaf -> tree.add(HexFormat.of().parseHex(leaf)));
    for (var size = 1; size <= LEAVES.length; size++) {
      for (var leaf = 0; leaf < size; leaf++) {
        var hash = MerkleTree.hashLeaf(HexFormat.of().parseHex(LEAVES[leaf]));
        var node = leaf;
        var last = size - 1;
        for (var sibling : tree.proof(leaf, size)) {
          var isRight = node % 2 == 1 || node == last;
          hash = isRight ? node(sibling, hash) : node(hash, sibling);
          while (isRight && node % 2 == 0 && node != 0) {
            node >>= 1;
            last >>= 1;
          }
          node >>= 1;
          last >>= 1;
        }
        assertThat(hash).as(leaf + " of " + size).isEqualTo(tree.root(size));
      }
    }
  }

  private static byte[] node(byte[] left, byte[] right) {
    var joined = new byte[65];
    joined[0] = 1;
    System.arraycopy(left, 0, joined, 1, 32);
    System.arraycopy(right, 0, joined, 33, 32);
    return Keys.sha256(joined);
  }
}
