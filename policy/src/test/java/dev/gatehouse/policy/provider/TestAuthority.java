package dev.gatehouse.policy.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-made certificate for loopback, made by the platform's own tool. */
final class TestAuthority {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "loopback";

  private final KeyStore store;

  private TestAuthority(KeyStore store) {
    this.store = store;
  }

  static TestAuthority make(Path folder, String name) throws Exception {
    var file = folder.resolve(name + ".p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var process = new ProcessBuilder(tool.toString(), "-genkeypair", "-alias", ALIAS, "-keyalg",
        "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-ext",
        "san=ip:127.0.0.1,dns:localhost", "-ext", "bc:c", "-validity", "2", "-storetype", "PKCS12",
        "-keystore", file.toString(), "-storepass", PASSWORD).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    var store = KeyStore.getInstance("PKCS12");
    try (var bytes = Files.newInputStream(file)) {
      store.load(bytes, PASSWORD.toCharArray());
    }
    return new TestAuthority(store);
  }

  X509Certificate certificate() throws GeneralSecurityException {
    return (X509Certificate) store.getCertificate(ALIAS);
  }

  ClientCertificate asClient() throws GeneralSecurityException {
    return new ClientCertificate(
        (PrivateKey) store.getKey(ALIAS, PASSWORD.toCharArray()), List.of(certificate()));
  }

  /** The {@code caBundle} of a provider that trusts it. */
  String bundle() throws GeneralSecurityException {
    var pem = "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate().getEncoded())
        + "\n-----END CERTIFICATE-----\n";
    return Base64.getEncoder()
        .encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** The TLS of a server with this certificate that trusts clients with another. */
  SSLContext server(TestAuthority clients) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", clients.certificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
