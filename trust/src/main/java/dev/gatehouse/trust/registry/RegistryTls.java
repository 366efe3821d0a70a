package dev.gatehouse.trust.registry;

import dev.gatehouse.http.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads the settings for TLS to a registry from PEM texts. */
public final class RegistryTls {

  private RegistryTls() {}

  /**
   * The settings with further authorities and our own certificate.
   *
   * @param authorities certificates that servers' chains may end in, beside the JDK's; empty for none
   * @param certificate the chain that we show, leaf first; empty for none
   * @param key its private key, not encrypted; empty if there is no certificate
   * @throws GeneralSecurityException if a text is not what it should be
   * @throws IOException if the key is no PEM
   */
  public static TlsSettings read(String authorities, String certificate, String key)
      throws GeneralSecurityException, IOException {
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new GeneralSecurityException("a client certificate needs its key, and a key its"
          + " certificate");
    }
    var settings = key.isEmpty()
        ? TlsSettings.DEFAULT
        : TlsSettings.DEFAULT.withIdentity(
            new TlsSettings.Identity(certificates(certificate), privateKey(key)));
    return authorities.isEmpty() ? settings : settings.withAuthorities(certificates(authorities));
  }

  private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    var all = CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    if (all.isEmpty()) {
      throw new GeneralSecurityException("no certificate where PEM of one was expected");
    }
    return all.stream().map(X509Certificate.class::cast).toList();
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException, IOException {
    try (var parser = new PEMParser(new StringReader(pem))) {
      for (var found = parser.readObject(); found != null; found = parser.readObject()) {
        switch (found) {
          case PEMKeyPair pair -> {
            return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
          }
          case PrivateKeyInfo info -> {
            return new JcaPEMKeyConverter().getPrivateKey(info);
          }
          default -> {
          }
        }
      }
    }
    throw new GeneralSecurityException("the client's key is no PEM of an unencrypted private key");
  }
}
