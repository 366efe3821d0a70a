package dev.gatehouse.server.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates for tests, as files and in the hands of clients. */
public final class TestCertificates {

  private static final char[] PASSWORD = "password".toCharArray();

  private final Identity identity;

  private TestCertificates(Identity identity) {
    this.identity = identity;
  }

  /** A certificate that is good for a month, of an authority of its own. */
  public static TestCertificates good(String... names) {
    return from(Instant.now(), Duration.ofDays(30), names);
  }

  /** A certificate that was good for a day, long ago. */
  public static TestCertificates expired(String... names) {
    return from(Instant.now().minus(Duration.ofDays(100)), Duration.ofDays(1), names);
  }

  private static TestCertificates from(Instant start, Duration validity, String... names) {
    try {
      return new TestCertificates(SelfMadeCertificate.create(List.of(names), validity, start));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate authority() {
    return identity.chain().getLast();
  }

  /** Writes {@code tls.crt}, {@code tls.key} and {@code ca.crt}. */
  public TestCertificates write(Path folder) {
    try {
      Files.writeString(folder.resolve("tls.crt"), pem(identity.leaf()));
      Files.writeString(folder.resolve("tls.key"),
          Pem.text("PRIVATE KEY", identity.key().getEncoded()));
      Files.writeString(folder.resolve("ca.crt"), pem(authority()));
      return this;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return Pem.text("CERTIFICATE", certificate.getEncoded());
  }

  /** A client that trusts an authority and shows no certificate. */
  public static SSLContext client(X509Certificate authority) {
    return client(authority, null);
  }

  /** A client that trusts an authority and shows this certificate. */
  public SSLContext clientTrusting(X509Certificate authority) {
    return client(authority, identity);
  }

  private static SSLContext client(
      X509Certificate authority, @Nullable Identity own) {
    try {
      var context = SSLContext.getInstance("TLS");
      var trust = TrustManagerFactory.getInstance("PKIX");
      var store = emptyStore();
      store.setCertificateEntry("authority", authority);
      trust.init(store);
      var keys = KeyManagerFactory.getInstance("PKIX");
      var keyStore = emptyStore();
      if (own != null) {
        keyStore.setKeyEntry("own", own.key(), PASSWORD, own.chain().toArray(new Certificate[0]));
      }
      keys.init(keyStore, PASSWORD);
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }
}
