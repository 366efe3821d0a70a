package dev.gatehouse.rego.builtin;

import dev.gatehouse.rego.builtin.go.IpText;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A network: an address of 4 or 16 bytes and how many of its first bits are the network's. Version 4
 * addresses in the form of version 6 are those of version 4.
 */
record IpNetwork(byte[] address, int prefix) {

  private static final int V4_START = 12;

  /** Reads {@code address/prefix}, the address moved to the start of the network. */
  static IpNetwork parse(String text) {
    var network = parseOrNull(text);
    if (network == null) {
      throw BuiltinException.failure("invalid CIDR address: " + text);
    }
    return network;
  }

  static @org.jspecify.annotations.Nullable IpNetwork parseOrNull(String text) {
    var slash = text.indexOf('/');
    var address = slash < 0 ? null : IpText.parse(text.substring(0, slash));
    if (address == null) {
      return null;
    }
    var digits = text.substring(slash + 1);
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
        || Integer.parseInt(digits) > address.length * 8) {
      return null;
    }
    var prefix = Integer.parseInt(digits);
    var masked = masked(address, prefix);
    return isMapped(masked)
        ? new IpNetwork(Arrays.copyOfRange(masked, V4_START, 16), Math.max(prefix - 96, 0))
        : new IpNetwork(masked, prefix);
  }

  /** The bytes of an address, those of version 4 as 4; null if the text is none. */
  static byte @org.jspecify.annotations.Nullable [] parseAddress(String text) {
    var address = IpText.parse(text);
    return address != null && isMapped(address)
        ? Arrays.copyOfRange(address, V4_START, 16)
        : address;
  }

  private static boolean isMapped(byte[] address) {
    for (var i = 0; i < V4_START && address.length == 16; i++) {
      if (address[i] != (i < 10 ? 0 : -1)) {
        return false;
      }
    }
    return address.length == 16;
  }

  private static byte[] masked(byte[] address, int prefix) {
    var masked = address.clone();
    for (var i = 0; i < masked.length; i++) {
      var bits = Math.clamp(prefix - 8 * i, 0, 8);
      masked[i] &= (byte) (0xFF00 >> bits);
    }
    return masked;
  }

  /** An address of IPv4 within IPv6 counts as one of IPv4, which no network of IPv6 contains. */
  boolean contains(byte[] other) {
    return other.length == address.length
        && !isMapped(other)
        && Arrays.equals(masked(other, prefix), masked(address, prefix));
  }

  /** The last address. */
  byte[] last() {
    var last = address.clone();
    for (var i = 0; i < last.length; i++) {
      var bits = Math.clamp(prefix - 8 * i, 0, 8);
      last[i] |= (byte) (0xFF >> bits);
    }
    return last;
  }

  /** How many bits there are after the prefix. */
  int hostBits() {
    return address.length * 8 - prefix;
  }

  /** An address as a number. */
  static BigInteger number(byte[] address) {
    return new BigInteger(1, address);
  }

  /** The address of a number. */
  static byte[] address(BigInteger number, int length) {
    var bytes = number.toByteArray();
    var address = new byte[length];
    for (var i = 1; i <= Math.min(length, bytes.length); i++) {
      address[length - i] = bytes[bytes.length - i];
    }
    return address;
  }

  @Override
  public String toString() {
    return IpText.format(address) + "/" + prefix;
  }
}
