package dev.gatehouse.trust.http;

import dev.gatehouse.trust.http.HttpException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** Makes one TLS context for each different settings, when it is first wanted. */
final class TlsContexts {

  private final Map<TlsSettings, SSLContext> contexts = new ConcurrentHashMap<>();

  SSLContext of(TlsSettings settings) throws HttpException {
    var known = contexts.get(settings);
    if (known != null) {
      return known;
    }
    try {
      var made = make(settings);
      contexts.put(settings, made);
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw new HttpException(Reason.UNTRUSTED, "the TLS settings cannot be used: "
          + e.getMessage(), e);
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
    if (settings.clientKey().isEmpty()) {
      return null;
    }
    var chain = certificates(settings.clientCertificate());
    var store = empty();
    store.setKeyEntry("client", key(settings.clientKey()), new char[0], chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException, IOException {
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
    for (var pem : settings.authorities()) {
      for (var certificate : certificates(pem)) {
        store.setCertificateEntry("added-" + count++, certificate);
      }
    }
    for (var issuer : system()) {
      store.setCertificateEntry("system-" + count++, issuer);
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

  private static Certificate[] certificates(String pem) throws GeneralSecurityException {
    var all = CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    if (all.isEmpty()) {
      throw new GeneralSecurityException("no certificate where PEM of one was expected");
    }
    return all.toArray(Certificate[]::new);
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
    public void checkClientTrusted(
        X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, java.net.Socket socket) {}

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
