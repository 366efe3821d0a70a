package dev.gatehouse.emulator;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Promises to log certificates, as RFC 6962 has it: the promise covers the certificate's content
 * before the promise was put into it.
 */
final class CertificateLog {

  static final ASN1ObjectIdentifier EXTENSION = new ASN1ObjectIdentifier(
      "1.3.6.1.4.1.11129.2.4.2");
  private static final byte SHA256 = 4;
  private static final byte ECDSA = 3;
  private static final short PRECERTIFICATE = 1;

  private final KeyPair key = Keys.p256();
  private final KeyPair otherKey = Keys.p256();

  PublicKey key() {
    return key.getPublic();
  }

  byte[] id() {
    return Keys.sha256(key.getPublic().getEncoded());
  }

  /**
   * The list of promises for a certificate as the extension holds it, DER around it excluded.
   *
   * @param content the certificate's TBSCertificate in DER
   */
  byte[] promises(byte[] content, PublicKey issuer, Instant time, Faults faults) {
    var covered = faults.has(Fault.SCT_OF_OTHER_CERTIFICATE) ? changed(content) : content;
    var promise = promise(covered, issuer, time, faults);
    var promises = faults.has(Fault.SCT_TWICE) ? List.of(promise, promise) : List.of(promise);
    var size = promises.stream().mapToInt(one -> one.length + 2).sum();
    var list = ByteBuffer.allocate(size + 2).putShort((short) size);
    promises.forEach(one -> list.putShort((short) one.length).put(one));
    return list.array();
  }

  private byte[] promise(byte[] content, PublicKey issuer, Instant time, Faults faults) {
    var isForeign = faults.has(Fault.SCT_FOREIGN_LOG);
    var signer = isForeign || faults.has(Fault.SCT_FORGED) ? otherKey : key;
    var named = (isForeign ? otherKey : key).getPublic();
    var milliseconds = time.toEpochMilli();
    var signed = ByteBuffer.allocate(content.length + 49).put(new byte[2]).putLong(milliseconds)
        .putShort(PRECERTIFICATE).put(Keys.sha256(issuer.getEncoded()))
        .put((byte) (content.length >> 16)).putShort((short) content.length).put(content)
        .putShort((short) 0);
    var signature = Keys.signEcdsa(signer, signed.array());
    return ByteBuffer.allocate(signature.length + 47).put((byte) 0)
        .put(Keys.sha256(named.getEncoded())).putLong(milliseconds).putShort((short) 0).put(SHA256)
        .put(ECDSA).putShort((short) signature.length).put(signature).array();
  }

  private static byte[] changed(byte[] content) {
    var other = content.clone();
    other[other.length - 1] ^= 1;
    return other;
  }
}
