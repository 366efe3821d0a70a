package dev.gatehouse.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes one TLS context for each different settings, when it is first wanted, and keeps some. */
final class TlsContexts {

  private static final char[] NO_PASSWORD = new char[0];
  private static final int MOST_KEPT = 256;

  private final Map<TlsSettings, SSLContext> contexts = new ConcurrentHashMap<>();

  /** @throws SSLException if the settings cannot be used */
  SSLContext of(TlsSettings settings) throws SSLException {
    var known = contexts.get(settings);
    if (known != null) {
      return known;
    }
    if (contexts.size() >= MOST_KEPT) {
      contexts.clear();
    }
    try {
      var made = make(settings);
      contexts.put(settings, made);
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw new SSLException("the TLS settings cannot be used: " + e.getMessage(), e);
    }
  }

  private static SSLContext make(TlsSettings settings)
      throws GeneralSecurityException, IOException {
    var context = SSLContext.getInstance("TLS");
    context.init(keys(settings), trust(settings), null);
    return context;
  }

  private static KeyManager @Nullable [] keys(TlsSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.identities().isEmpty()) {
      return null;
    }
    var store = empty();
    var count = 0;
    for (var identity : settings.identities()) {
      store.setKeyEntry("identity-" + count++, identity.key(), NO_PASSWORD,
          identity.chain().toArray(Certificate[]::new));
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(TlsSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.trustAnyServer()) {
      return new TrustManager[]{new TrustEverybody()};
    }
    if (settings.authorities().isEmpty()) {
      return null;
    }
    var store = empty();
    var count = 0;
    for (var authority : settings.authorities()) {
      store.setCertificateEntry("added-" + count++, authority);
    }
    if (settings.systemAuthorities()) {
      for (var issuer : system()) {
        store.setCertificateEntry("system-" + count++, issuer);
      }
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static X509Certificate[] system() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        return trust.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** What {@link TlsSettings#trustAnyServer} asks for; the host name is not looked at either. */
  private static final class TrustEverybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
