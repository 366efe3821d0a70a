package dev.gatehouse.trust.key;

import dev.gatehouse.trust.text.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies signatures over a message or its hash. BouncyCastle does it here because the JDK takes no
 * ready hash for some of them and needs four times as long on P-384.
 */
final class Signatures {

  /** 2.16.840.1.101.3.4.2.x without its last byte. */
  private static final byte[] IDENTIFIER_SHA2 = {0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65,
      0x03, 0x04, 0x02};

  private Signatures() {}

  /** A scheme of another kind of key never verifies. */
  static boolean verify(
      AsymmetricKeyParameter key, Scheme scheme, Message message, byte[] signature) {
    return switch (scheme) {
      case Scheme.Ecdsa ecdsa -> key instanceof ECPublicKeyParameters ec
          && message.hash(ecdsa.hash()).map(hash -> ecdsa(ec, hash, signature)).orElse(false);
      case Scheme.Ed25519 _ -> key instanceof Ed25519PublicKeyParameters ed
          && message.bytes().map(bytes -> ed25519(ed, bytes, signature)).orElse(false);
      case Scheme.Ed25519Prehashed _ -> key instanceof Ed25519PublicKeyParameters ed
          && message.hash(Hash.SHA512).map(hash -> prehashed(ed, hash, signature)).orElse(false);
      case Scheme.RsaPkcs1 rsa -> key instanceof RSAKeyParameters parameters
          && message.hash(rsa.hash())
              .map(hash -> pkcs1(parameters, rsa.hash(), hash, signature)).orElse(false);
      case Scheme.RsaPss rsa -> key instanceof RSAKeyParameters parameters
          && message.hash(rsa.hash())
              .map(hash -> pss(parameters, rsa.hash(), hash, signature)).orElse(false);
    };
  }

  private static boolean ecdsa(ECPublicKeyParameters key, byte[] hash, byte[] signature) {
    BigInteger[] numbers;
    try {
      numbers = StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature);
    } catch (IOException | RuntimeException e) {
      return false;
    }
    var signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(hash, numbers[0], numbers[1]);
  }

  private static boolean ed25519(
      Ed25519PublicKeyParameters key, byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && key.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
  }

  private static boolean prehashed(
      Ed25519PublicKeyParameters key, byte[] hash, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verifyPrehash(signature, 0, key.getEncoded(), 0, new byte[0], hash, 0);
  }

  /** Builds the padded block and compares it whole, so nothing in it is left to interpretation. */
  private static boolean pkcs1(RSAKeyParameters key, Hash hash, byte[] value, byte[] signature) {
    var length = (key.getModulus().bitLength() + 7) / 8;
    var number = new BigInteger(1, signature);
    if (signature.length != length || number.compareTo(key.getModulus()) >= 0) {
      return false;
    }
    var block = number.modPow(key.getExponent(), key.getModulus());
    return block.equals(new BigInteger(1, padded(length, hash, value)));
  }

  private static byte[] padded(int length, Hash hash, byte[] value) {
    var algorithm = Der.encode(0x30, List.of(IDENTIFIER_SHA2, new byte[]{switch (hash) {
      case SHA256 -> 1;
      case SHA384 -> 2;
      case SHA512 -> 3;
    }, 0x05, 0x00}));
    var info = Der.encode(0x30, List.of(algorithm, Der.encode(0x04, List.of(value))));
    var block = new byte[length];
    Arrays.fill(block, 2, length - info.length - 1, (byte) 0xff);
    block[1] = 1;
    System.arraycopy(info, 0, block, length - info.length, info.length);
    return block;
  }

  private static boolean pss(RSAKeyParameters key, Hash hash, byte[] value, byte[] signature) {
    if (signature.length != (key.getModulus().bitLength() + 7) / 8) {
      return false;
    }
    var signer = PSSSigner.createRawSigner(new RSAEngine(), digest(hash), digest(hash),
        hash.length(), (byte) 0xbc);
    try {
      signer.init(false, key);
      signer.update(value, 0, value.length);
      return signer.verifySignature(signature);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static Digest digest(Hash hash) {
    return switch (hash) {
      case SHA256 -> new SHA256Digest();
      case SHA384 -> new SHA384Digest();
      case SHA512 -> new SHA512Digest();
    };
  }
}
