package dev.gatehouse.rego.builtin.x509;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The purposes of keys that have names; their order is that of Go's numbers. */
public final class KeyPurpose {

  static final String ANY = "2.5.29.37.0";
  static final String SERVER = "1.3.6.1.5.5.7.3.1";

  private static final List<String> IDS = List.of(ANY, SERVER, "1.3.6.1.5.5.7.3.2",
      "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.5", "1.3.6.1.5.5.7.3.6",
      "1.3.6.1.5.5.7.3.7", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9", "1.3.6.1.4.1.311.10.3.3",
      "2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.2.1.22", "1.3.6.1.4.1.311.61.1.1");

  private static final List<String> NAMES = List.of("Any", "ServerAuth", "ClientAuth",
      "CodeSigning", "EmailProtection", "IPSECEndSystem", "IPSECTunnel", "IPSECUser",
      "TimeStamping", "OCSPSigning", "MicrosoftServerGatedCrypto", "NetscapeServerGatedCrypto",
      "MicrosoftCommercialCodeSigning", "MicrosoftKernelCodeSigning");

  private static final String PREFIX = "KeyUsage";

  private KeyPurpose() {}

  /** Go's number, negative if it has none. */
  static int number(String id) {
    return IDS.indexOf(id);
  }

  /** The identifier of a name such as {@code KeyUsageServerAuth}, null if there is none. */
  public static @Nullable String named(String name) {
    var at = name.startsWith(PREFIX) ? NAMES.indexOf(name.substring(PREFIX.length())) : -1;
    return at < 0 ? null : IDS.get(at);
  }
}
