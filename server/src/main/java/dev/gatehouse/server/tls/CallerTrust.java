package dev.gatehouse.server.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller in whose certificate one of the current authorities has signed and whose common name
 * is allowed. The authorities can be exchanged at any time.
 */
final class CallerTrust extends X509ExtendedTrustManager {

  private final List<String> names;
  private volatile @Nullable X509ExtendedTrustManager authorities;

  CallerTrust(List<String> names) {
    this.names = names;
  }

  private X509ExtendedTrustManager authorities() throws CertificateException {
    var current = authorities;
    if (current == null) {
      throw new CertificateException("no authority is known yet");
    }
    return current;
  }

  void replace(byte[] pem) throws GeneralSecurityException {
    authorities = trustManager(pem);
  }

  private static X509ExtendedTrustManager trustManager(byte[] pem)
      throws GeneralSecurityException {
    var certificates = Pem.certificates(pem);
    var store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store cannot be made", e);
    }
    for (var i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
      throws CertificateException {
    authorities().checkClientTrusted(chain, keyType, engine);
    requireAllowedName(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket)
      throws CertificateException {
    authorities().checkClientTrusted(chain, keyType, socket);
    requireAllowedName(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType)
      throws CertificateException {
    authorities().checkClientTrusted(chain, keyType);
    requireAllowedName(chain[0]);
  }

  private void requireAllowedName(X509Certificate caller) throws CertificateException {
    var name = commonName(caller);
    if (!names.contains(name)) {
      throw new CertificateException(
          "the caller's common name \"" + name + "\" is none of " + names);
    }
  }

  private static String commonName(X509Certificate certificate) throws CertificateException {
    try {
      for (var part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return part.getValue().toString();
        }
      }
      return "";
    } catch (InvalidNameException e) {
      throw new CertificateException("the caller's subject cannot be read", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
      throws CertificateException {
    throw noServers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket)
      throws CertificateException {
    throw noServers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType)
      throws CertificateException {
    throw noServers();
  }

  private static CertificateException noServers() {
    return new CertificateException("these authorities speak for callers, not for servers");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    var current = authorities;
    return current == null ? new X509Certificate[0] : current.getAcceptedIssuers();
  }
}
