package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.rego.builtin.go.IpText;
import java.util.Arrays;
import java.util.Locale;

/** Whether a certificate is for a host (RFC 6125): wildcards stand for a whole first label. */
final class HostName {

  private HostName() {}

  static boolean isFor(GeneralNames names, String host) {
    var isBracketed = host.length() >= 3 && host.startsWith("[") && host.endsWith("]");
    var address = IpText.parse(isBracketed ? host.substring(1, host.length() - 1) : host);
    if (address != null) {
      return names.addresses().stream()
          .anyMatch(known -> Arrays.equals(plain(known), plain(address)));
    }
    var candidate = host.toLowerCase(Locale.ROOT);
    return names.hosts().stream()
        .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), candidate));
  }

  /** An address of version 4 in 4 bytes, also where it was written in 16. */
  private static byte[] plain(byte[] address) {
    var isMapped = address.length == 16 && address[10] == -1 && address[11] == -1;
    for (var i = 0; isMapped && i < 10; i++) {
      isMapped = address[i] == 0;
    }
    return isMapped ? Arrays.copyOfRange(address, 12, 16) : address;
  }

  private static boolean matches(String pattern, String host) {
    var plainHost = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (pattern.isEmpty() || plainHost.isEmpty() || plainHost.startsWith(".")) {
      return false;
    }
    if (!pattern.startsWith("*.")) {
      return pattern.equals(plainHost);
    }
    var dot = plainHost.indexOf('.');
    return dot > 0 && plainHost.substring(dot).equals(pattern.substring(1));
  }
}
