package dev.gatehouse.trust.certificate;

import dev.gatehouse.trust.text.MalformedException;
import java.util.List;

/**
 * Whose certificates are trusted: a chain that was found sound when this was made, and when it may
 * be used.
 *
 * @param name its URL or another name, for people
 * @param chain each certificate issued by the next; the last one is the anchor
 */
public record CertificateAuthority(String name, List<Certificate> chain, Validity validity) {

  private static final int MAX_CHAIN = 10;

  /** Checks every signature of the chain once, so that verifying need not. */
  public static CertificateAuthority of(String name, List<Certificate> chain, Validity validity)
      throws MalformedException {
    if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
      throw new MalformedException(
          "the authority " + name + " has a chain of " + chain.size()
              + " certificates, expected 1 to "
              + MAX_CHAIN);
    }
    for (var i = 0; i + 1 < chain.size(); i++) {
      if (!chain.get(i).isIssuedBy(chain.get(i + 1))) {
        throw new MalformedException(
            "the authority " + name + " has a chain out of order: " + chain.get(i)
                + " is not issued by " + chain.get(i + 1));
      }
    }
    return new CertificateAuthority(name, List.copyOf(chain), validity);
  }

  /** The certificate that everything is traced back to. */
  public Certificate anchor() {
    return chain.getLast();
  }

  /** The chain's certificates that issue others. */
  public List<Certificate> issuers() {
    return chain.stream().filter(Certificate::isAuthority).toList();
  }
}
