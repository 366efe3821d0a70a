package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.io.ByteArrayOutputStream;
import java.security.interfaces.EdECPublicKey;

/** A private key of Ed25519. */
public record EdwardsKey(byte[] seed) implements PrivateKey {

  private static final int SIZE = 32;

  public EdwardsKey {
    if (seed.length != SIZE) {
      throw new IllegalArgumentException("x509: invalid Ed25519 private key length");
    }
  }

  /** The bytes of the public key. */
  public byte[] point() {
    var point = ((EdECPublicKey) Generated.pair("Ed25519", seed).getPublic()).getPoint();
    var out = Fields.reversed(point.getY(), SIZE);
    out[SIZE - 1] |= (byte) (point.isXOdd() ? 0x80 : 0);
    return out;
  }

  @Override
  public Value json() {
    var both = new ByteArrayOutputStream();
    both.writeBytes(seed);
    both.writeBytes(point());
    return Fields.bytes(both.toByteArray());
  }

  @Override
  public Value publicKey() {
    return Fields.bytes(point());
  }

  @Override
  public ObjectValue webKey() {
    return Fields.octets("Ed25519", seed, point());
  }
}
