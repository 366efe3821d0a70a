package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.security.interfaces.XECPublicKey;

/** A private key of X25519, for the agreement on secrets, which signs nothing. */
record ExchangeKey(byte[] bytes) implements PrivateKey {

  private static final int SIZE = 32;

  ExchangeKey {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("crypto/ecdh: invalid private key size");
    }
  }

  /** Go's fields of it are private. */
  @Override
  public Value json() {
    return ObjectValue.EMPTY;
  }

  @Override
  public Value publicKey() {
    return ObjectValue.EMPTY;
  }

  @Override
  public ObjectValue webKey() {
    var number = ((XECPublicKey) Generated.pair("X25519", bytes).getPublic()).getU();
    return Fields.octets("X25519", bytes, Fields.reversed(number, SIZE));
  }
}
