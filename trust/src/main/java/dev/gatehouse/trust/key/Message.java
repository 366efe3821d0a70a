package dev.gatehouse.trust.key;

import dev.gatehouse.trust.Digest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What is signed: bytes, or only the hash of bytes that are not at hand. */
public sealed interface Message {

  /** The hash, empty if only a hash of another algorithm is known. */
  Optional<byte[]> hash(Hash hash);

  /** The bytes themselves, if they are at hand. */
  Optional<byte[]> bytes();

  static Message of(byte[] bytes) {
    return new Whole(bytes);
  }

  static Message of(Digest digest) {
    return new Hashed(digest);
  }

  /** Whether a hash that somebody claims is the one of this message. */
  default boolean hasHash(Hash hash, byte[] claimed) {
    return hash(hash).map(own -> Arrays.equals(own, claimed)).orElse(false);
  }

  /** The bytes are at hand. */
  record Whole(byte[] content) implements Message {
    @Override
    public Optional<byte[]> hash(Hash hash) {
      return Optional.of(hash.of(content));
    }

    @Override
    public Optional<byte[]> bytes() {
      return Optional.of(content);
    }
  }

  /** Only a hash is known. */
  record Hashed(Digest digest) implements Message {
    @Override
    public Optional<byte[]> hash(Hash hash) {
      var same = switch (digest.algorithm()) {
        case SHA256 -> hash == Hash.SHA256;
        case SHA512 -> hash == Hash.SHA512;
      };
      return same ? Optional.of(HexFormat.of().parseHex(digest.hex())) : Optional.empty();
    }

    @Override
    public Optional<byte[]> bytes() {
      return Optional.empty();
    }
  }
}
