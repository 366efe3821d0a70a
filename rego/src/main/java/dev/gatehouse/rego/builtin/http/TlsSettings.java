package dev.gatehouse.rego.builtin.http;

import java.util.List;

/**
 * How a server proves who it is, and the client to it.
 *
 * @param isUnchecked whether any server will do
 * @param serverName whom the server must be, empty for the host of the address
 * @param systemAuthorities whether the authorities of this machine are trusted beside others
 * @param authorities certificates of authorities, in DER; without any those of this machine are trusted
 * @param identities what the client may show
 */
record TlsSettings(
    boolean isUnchecked,
    String serverName,
    boolean systemAuthorities,
    List<byte[]> authorities,
    List<Identity> identities) {

  /**
   * A chain of certificates with the key of the first.
   *
   * @param chain in DER
   */
  record Identity(List<byte[]> chain, java.security.PrivateKey key) {}
}
