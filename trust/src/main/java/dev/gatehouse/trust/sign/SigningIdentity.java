package dev.gatehouse.trust.sign;

/** Who signs. */
public sealed interface SigningIdentity {

  /** Whoever holds this key. */
  record Key(SigningKey key) implements SigningIdentity {}

  /** Whom an identity token vouches for, with a key that is forgotten afterwards. */
  record Token(String token) implements SigningIdentity {
    /** Without the token. */
    @Override
    public String toString() {
      return "Token";
    }
  }
}
