package dev.gatehouse.trust.key;

import dev.gatehouse.trust.text.Der;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.text.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;

/** A public key that signatures are verified with, parsed once. */
public final class VerificationKey {

  private static final int MAX_BYTES = 4096;
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final Map<ASN1ObjectIdentifier, Hash> CURVES = Map.of(
      SECObjectIdentifiers.secp256r1, Hash.SHA256,
      SECObjectIdentifiers.secp384r1, Hash.SHA384,
      SECObjectIdentifiers.secp521r1, Hash.SHA512);

  private final byte[] encoded;
  private final AsymmetricKeyParameter parameter;
  private final List<Scheme> schemes;

  private VerificationKey(byte[] encoded, AsymmetricKeyParameter parameter, List<Scheme> schemes) {
    this.encoded = encoded;
    this.parameter = parameter;
    this.schemes = schemes;
  }

  /** Reads a SubjectPublicKeyInfo in DER. */
  public static VerificationKey parse(byte[] encoded) throws MalformedException {
    if (encoded.length > MAX_BYTES) {
      throw new MalformedException("the public key is longer than " + MAX_BYTES + " bytes");
    }
    Der.parse(encoded);
    try {
      var info = SubjectPublicKeyInfo.getInstance(encoded);
      var curve = CURVES.get(curve(info));
      var parameter = PublicKeyFactory.createKey(info);
      return new VerificationKey(encoded.clone(), parameter, schemes(parameter, curve));
    } catch (IOException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for keys that are off their curve or incomplete.
      throw new MalformedException("the public key is not valid", e);
    }
  }

  /** Reads one PEM block {@code PUBLIC KEY}, or {@code RSA PUBLIC KEY} of PKCS #1. */
  public static VerificationKey parsePem(String text) throws MalformedException {
    var block = Pem.one(text);
    return switch (block.label()) {
      case "PUBLIC KEY" -> parse(block.content());
      case "RSA PUBLIC KEY" -> parsePkcs1(block.content());
      default -> throw new MalformedException(
          "expected a PEM block PUBLIC KEY, found " + block.label());
    };
  }

  /** Reads an RSAPublicKey of PKCS #1 in DER. */
  public static VerificationKey parsePkcs1(byte[] encoded) throws MalformedException {
    var rsa = new byte[]{0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1,
        1, 5, 0};
    var bits = Der.encode(0x03, List.of(new byte[]{0}, encoded));
    return parse(Der.encode(0x30, List.of(Der.encode(0x30, List.of(rsa)), bits)));
  }

  /** The JDK's key in this form. */
  public static VerificationKey of(PublicKey key) throws MalformedException {
    return parse(key.getEncoded());
  }

  private static ASN1ObjectIdentifier curve(SubjectPublicKeyInfo info) {
    var algorithm = info.getAlgorithm();
    return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && algorithm.getParameters() instanceof ASN1ObjectIdentifier named
            ? named
            : X9ObjectIdentifiers.id_ecPublicKey;
  }

  private static List<Scheme> schemes(AsymmetricKeyParameter parameter, @Nullable Hash curve)
      throws MalformedException {
    return switch (parameter) {
      case ECPublicKeyParameters _ when curve != null -> curve == Hash.SHA256
          ? List.of(new Scheme.Ecdsa(Hash.SHA256))
          : List.of(new Scheme.Ecdsa(curve), new Scheme.Ecdsa(Hash.SHA256));
      case Ed25519PublicKeyParameters _ ->
        List.of(new Scheme.Ed25519(), new Scheme.Ed25519Prehashed());
      case RSAKeyParameters rsa when isSound(rsa) -> List.of(
          new Scheme.RsaPkcs1(Hash.SHA256), new Scheme.RsaPss(Hash.SHA256));
      default -> throw new MalformedException(
          "the public key is none of ECDSA P-256, P-384, P-521, Ed25519, RSA of 2048 to 8192 bits");
    };
  }

  private static boolean isSound(RSAKeyParameters rsa) {
    var bits = rsa.getModulus().bitLength();
    var exponent = rsa.getExponent();
    return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS && exponent.bitLength() <= 64
        && exponent.testBit(0) && exponent.compareTo(BigInteger.ONE) > 0;
  }

  /** Whether this signature is this key's, made in any way that is sound for such a key. */
  public boolean verifies(Message message, byte[] signature) {
    for (var scheme : schemes) {
      if (verifies(scheme, message, signature)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this signature is this key's, made in this way. */
  public boolean verifies(Scheme scheme, Message message, byte[] signature) {
    return Signatures.verify(parameter, scheme, message, signature);
  }

  /** The ways that are sound for such a key, the usual one first. */
  public List<Scheme> schemes() {
    return schemes;
  }

  /** The SubjectPublicKeyInfo in DER. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** SHA-256 of the SubjectPublicKeyInfo: what version 1 logs and cosign's hints name a key by. */
  public byte[] id() {
    return Hash.SHA256.of(encoded);
  }

  /** The raw 32 bytes of an Ed25519 key, none for others. */
  public byte[] rawEd25519() {
    return parameter instanceof Ed25519PublicKeyParameters key ? key.getEncoded() : new byte[0];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerificationKey that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  /** {@code sha256:} and the key's id. */
  @Override
  public String toString() {
    return "sha256:" + HexFormat.of().formatHex(id());
  }
}
