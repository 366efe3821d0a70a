package dev.gatehouse.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server proves to be the one that is meant, and how we do.
 *
 * @param trustAnyServer whether a server needs no certificate that anybody vouches for: a named hole,
 *     for laboratories
 * @param serverName whom a server's certificate must be for; empty for its host
 * @param systemAuthorities whether chains may end in the JDK's authorities, beside others
 * @param authorities what servers' chains may end in; without any, the JDK's authorities count
 * @param identities what we may show
 */
public record TlsSettings(boolean trustAnyServer, String serverName, boolean systemAuthorities,
    List<X509Certificate> authorities, List<Identity> identities) {

  /** The JDK's authorities and no client certificate. */
  public static final TlsSettings DEFAULT = new TlsSettings(false, "", true, List.of(), List.of());

  public TlsSettings {
    authorities = List.copyOf(authorities);
    identities = List.copyOf(identities);
  }

  /**
   * A chain of certificates with the key of the first.
   *
   * @param chain leaf first
   */
  public record Identity(List<X509Certificate> chain, PrivateKey key) {

    public Identity {
      chain = List.copyOf(chain);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Identity[" + chain.size() + " certificates]";
    }
  }

  /** These settings with further authorities. */
  public TlsSettings withAuthorities(List<X509Certificate> more) {
    var all = new ArrayList<>(authorities);
    all.addAll(more);
    return new TlsSettings(trustAnyServer, serverName, systemAuthorities, all, identities);
  }

  /** These settings with what we may show. */
  public TlsSettings withIdentity(Identity shown) {
    return new TlsSettings(
        trustAnyServer, serverName, systemAuthorities, authorities, List.of(shown));
  }

  /** These settings for a server that is called otherwise than its host. */
  public TlsSettings withServerName(String name) {
    return new TlsSettings(trustAnyServer, name, systemAuthorities, authorities, identities);
  }

  /** These settings, with any server trusted or not. */
  public TlsSettings withTrustInAny(boolean trusts) {
    return new TlsSettings(trusts, serverName, systemAuthorities, authorities, identities);
  }

  /** These settings for servers that are not to know us, each named by its host. */
  public TlsSettings anonymous() {
    return new TlsSettings(trustAnyServer, "", systemAuthorities, authorities, List.of());
  }
}
