package dev.gatehouse.rego.builtin;

import java.security.Key;
import java.util.function.BooleanSupplier;

/**
 * Remembers keys that were read and signatures that were verified: the same token comes with request
 * after request, and verifying is a hundred times the work of a look-up. Bounded in number and in
 * the length of what is remembered; a token is known again only whole, with the whole key.
 */
final class Signatures {

  private static final int MOST_KEYS = 100;
  private static final int MOST_VERIFIED = 1000;
  private static final int LONGEST = 8192;

  private final BoundedCache<String, KeySet> keys = new BoundedCache<>(MOST_KEYS);
  private final BoundedCache<Claim, Boolean> verified = new BoundedCache<>(MOST_VERIFIED);

  /** What the text of a key is: the text of a public key may be known to all, and is no secret. */
  enum Kind {
    SECRET, KEYS
  }

  /** That a key made the signature of a token. */
  record Claim(TokenAlgorithm algorithm, String token, Kind kind, String key) {}

  /** Reads keys. @throws BuiltinException if there are none in the text */
  KeySet keys(String text) {
    return text.length() > LONGEST ? KeySet.parse(text) : keys.get(text, KeySet::parse);
  }

  /**
   * Whether a claim is true.
   *
   * @param verify finds out, if this is not remembered
   */
  boolean holds(Claim claim, BooleanSupplier verify) {
    return claim.token.length() + claim.key.length() > LONGEST
        ? verify.getAsBoolean()
        : verified.get(claim, same -> verify.getAsBoolean());
  }

  /** Whether one of the keys that may have made the signature did. */
  static boolean verifies(
      KeySet keys, TokenHeader header, TokenAlgorithm algorithm, Token token) {
    var signed = token.signed();
    var signature = token.decodedSignature();
    var named = header.kid().isEmpty() ? null : keys.named(header.kid());
    if (named != null) {
      return algorithm.verifies(named.key(), signed, signature);
    }
    for (var candidate : keys.keys()) {
      var fits = candidate.algorithm().isEmpty() || candidate.algorithm().equals(header.alg());
      if (fits && algorithm.verifies(candidate.key(), signed, signature)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the key made the signature of the token. */
  static boolean verifies(Key key, TokenAlgorithm algorithm, Token token) {
    return algorithm.verifies(key, token.signed(), token.decodedSignature());
  }
}
