package dev.gatehouse.trust.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server proves to be the one that is meant, and how we do.
 *
 * @param authorities PEM of the certificates that servers' chains may end in, beside the JDK's own;
 *     empty for those alone
 * @param clientCertificate PEM of the chain we show, leaf first; empty for none
 * @param clientKey PEM of its private key, not encrypted
 * @param trustAnyServer whether a server needs no certificate that anybody vouches for: a named hole,
 *     for laboratories
 * @param serverName whom a server's certificate must be for; empty for its host
 */
public record TlsSettings(List<String> authorities, String clientCertificate, String clientKey,
    boolean trustAnyServer, String serverName) {

  /** The JDK's authorities and no client certificate. */
  public static final TlsSettings DEFAULT = new TlsSettings(List.of(), "", "", false);

  public TlsSettings {
    authorities = List.copyOf(authorities);
    if (clientCertificate.isEmpty() != clientKey.isEmpty()) {
      throw new IllegalArgumentException("a client certificate needs its key, and a key its"
          + " certificate");
    }
  }

  /** Servers are named by their host. */
  public TlsSettings(
      List<String> authorities, String clientCertificate, String clientKey,
      boolean trustAnyServer) {
    this(authorities, clientCertificate, clientKey, trustAnyServer, "");
  }

  /** These settings with further authorities, in PEM. */
  public TlsSettings withAuthorities(String pem) {
    var all = new java.util.ArrayList<>(authorities);
    all.add(pem);
    return new TlsSettings(all, clientCertificate, clientKey, trustAnyServer, serverName);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsSettings that && authorities.equals(that.authorities)
        && clientCertificate.equals(that.clientCertificate) && clientKey.equals(that.clientKey)
        && trustAnyServer == that.trustAnyServer && serverName.equals(that.serverName);
  }

  @Override
  public int hashCode() {
    return authorities.hashCode() + 31 * clientCertificate.hashCode();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TlsSettings[" + authorities.size() + " authorities, "
        + (clientKey.isEmpty() ? "no client certificate" : "a client certificate")
        + (trustAnyServer ? ", any server is trusted]" : "]");
  }
}
