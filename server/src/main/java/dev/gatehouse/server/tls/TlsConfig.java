package dev.gatehouse.server.tls;

import java.util.Optional;

/** How the server speaks TLS: its certificate, the oldest version it accepts, who may call. */
public record TlsConfig(
    CertificateSource certificate, Version oldest, Optional<ClientCheck> clients) {

  /** A version of TLS. */
  public enum Version {
    V1_2("1.2", "TLSv1.2", "TLSv1.3"), V1_3("1.3", "TLSv1.3");

    private final String text;
    private final String[] protocols;

    Version(String text, String... protocols) {
      this.text = text;
      this.protocols = protocols;
    }

    /** The version that a text such as {@code 1.3} names. */
    public static Version parse(String text) {
      for (var version : values()) {
        if (version.text.equals(text)) {
          return version;
        }
      }
      throw new IllegalArgumentException(
          "unknown TLS version \"" + text + "\", expected 1.2 or 1.3");
    }

    /** The JDK's names of this version and all newer ones. */
    public String[] protocols() {
      return protocols.clone();
    }
  }

  /** TLS 1.3 with this certificate, for any caller. */
  public static TlsConfig of(CertificateSource certificate) {
    return new TlsConfig(certificate, Version.V1_3, Optional.empty());
  }
}
