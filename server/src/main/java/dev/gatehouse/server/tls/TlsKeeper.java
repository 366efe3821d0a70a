package dev.gatehouse.server.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Holds the TLS context of a server and keeps it up to date with its files. Reloading is for one
 * thread at a time; handshakes may run meanwhile.
 */
public final class TlsKeeper {

  private final ServerKeys keys = new ServerKeys();
  private final List<KeptFiles> files = new ArrayList<>();
  private final SSLContext context;

  private TlsKeeper(TlsConfig config, Instant now) throws GeneralSecurityException {
    switch (config.certificate()) {
      case CertificateSource.SelfMade made ->
        keys.replace(SelfMadeCertificate.create(made.names(), made.validity(), now));
      case CertificateSource.Files pair -> files.add(
          KeptFiles.open(
              "certificate",
              List.of(pair.certificate(), pair.key()),
              content -> keys.replace(Identity.parse(content.getFirst(), content.getLast()))));
    }
    TrustManager[] trust = null;
    if (config.clients().isPresent()) {
      var check = config.clients().get();
      var callers = new CallerTrust(check.names());
      files.add(
          KeptFiles.open(
              "client authorities",
              List.of(check.authorities()),
              content -> callers.replace(content.getFirst())));
      trust = new TrustManager[]{callers};
    }
    context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[]{keys}, trust, null);
  }

  /**
   * The keeper of what the configuration names.
   *
   * @throws GeneralSecurityException if a file cannot be read or does not hold what it should; the
   *     message names the file
   */
  public static TlsKeeper open(TlsConfig config, Instant now) throws GeneralSecurityException {
    return new TlsKeeper(config, now);
  }

  /** The context for new connections. */
  public SSLContext context() {
    return context;
  }

  /** Looks at the files again and takes changed ones into use; gives the names of those. */
  public List<String> reload() {
    return files.stream().filter(KeptFiles::refresh).map(KeptFiles::name).toList();
  }

  /** Why files as they are now are not in use; empty if all is well. */
  public List<String> problems() {
    return files.stream().map(KeptFiles::problem).filter(p -> !p.isEmpty()).toList();
  }

  /** When the certificate in use expires. */
  public Instant expires() {
    return keys.identity().leaf().getNotAfter().toInstant();
  }

  /** The certificate chain in use, the server's own first. */
  public List<X509Certificate> chain() {
    return keys.identity().chain();
  }

  /** The chain in use as PEM text, which a caller can trust where the certificate is self-made. */
  public String chainPem() throws GeneralSecurityException {
    var text = new StringBuilder();
    for (var certificate : chain()) {
      text.append(Pem.text("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString();
  }
}
