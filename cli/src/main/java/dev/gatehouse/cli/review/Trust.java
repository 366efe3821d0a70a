package dev.gatehouse.cli.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a client believes that a server is who it says. */
public final class Trust {

  private Trust() {}

  /**
   * Trusts what the authorities of a PEM file have signed, or the system's authorities without one.
   *
   * @throws GeneralSecurityException if the file holds no certificates
   */
  public static SSLContext of(Optional<Path> authorities)
      throws IOException, GeneralSecurityException {
    if (authorities.isEmpty()) {
      return SSLContext.getDefault();
    }
    try (var file = Files.newInputStream(authorities.get())) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(file);
      return of(certificates.stream().map(X509Certificate.class::cast).toList());
    }
  }

  /** Trusts what one of these certificates has signed, and themselves. */
  public static SSLContext of(List<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    if (authorities.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store(authorities));
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Collection<X509Certificate> certificates)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    var number = 0;
    for (var certificate : certificates) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }
}
