package dev.gatehouse.server.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key and the chain of its certificate, leaf first; the two belong together. */
record Identity(PrivateKey key, List<X509Certificate> chain) {

  private static final byte[] PROBE = "gatehouse".getBytes(StandardCharsets.UTF_8);

  Identity {
    chain = List.copyOf(chain);
  }

  /** The identity that two PEM texts give; fails unless the key is the certificate's. */
  static Identity parse(byte[] certificates, byte[] key) throws GeneralSecurityException {
    var identity = new Identity(Pem.privateKey(key), Pem.certificates(certificates));
    identity.requireMatchingKey();
    return identity;
  }

  private void requireMatchingKey() throws GeneralSecurityException {
    if (!matches()) {
      throw new InvalidKeyException("the private key does not belong to the certificate");
    }
  }

  private boolean matches() throws GeneralSecurityException {
    var algorithm = switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
    if (!leaf().getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    var signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(PROBE);
    var signature = signer.sign();
    signer.initVerify(leaf().getPublicKey());
    signer.update(PROBE);
    return signer.verify(signature);
  }

  X509Certificate leaf() {
    return chain.getFirst();
  }
}
