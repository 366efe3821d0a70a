package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.Quotes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IP addresses as Go reads and writes them. */
public final class IpText {

  private static final int GROUPS = 8;

  private IpText() {}

  /** The 4 or 16 bytes of an address without zone, null if the text is none. */
  public static byte @Nullable [] parse(String text) {
    return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
  }

  private static byte @Nullable [] parseV4(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    var bytes = new byte[4];
    for (var i = 0; i < 4; i++) {
      var part = parts[i];
      if (part.isEmpty()
          || part.length() > 3
          || part.length() > 1 && part.charAt(0) == '0'
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')
          || Integer.parseInt(part) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(part);
    }
    return bytes;
  }

  private static byte @Nullable [] parseV6(String text) {
    var gap = text.indexOf("::");
    if (gap < 0) {
      var groups = groups(text);
      return groups == null || groups.size() != GROUPS ? null : bytes(groups, List.of());
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    var head = gap == 0 ? List.<Integer>of() : groups(text.substring(0, gap));
    var tail = gap + 2 == text.length() ? List.<Integer>of() : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    var isWrong = head.size() + tail.size() >= GROUPS
        || gap > 0 && text.substring(0, gap).indexOf('.') >= 0;
    return isWrong ? null : bytes(head, tail);
  }

  private static @Nullable List<Integer> groups(String text) {
    var groups = new ArrayList<Integer>();
    var parts = text.split(":", -1);
    for (var i = 0; i < parts.length; i++) {
      var part = parts[i];
      if (i == parts.length - 1 && part.indexOf('.') >= 0) {
        var v4 = parseV4(part);
        if (v4 == null) {
          return null;
        }
        groups.add((v4[0] & 0xFF) << 8 | v4[1] & 0xFF);
        groups.add((v4[2] & 0xFF) << 8 | v4[3] & 0xFF);
      } else if (part.isEmpty()
          || part.length() > 4
          || !part.chars().allMatch(java.util.HexFormat::isHexDigit)) {
        return null;
      } else {
        groups.add(Integer.parseInt(part, 16));
      }
    }
    return groups;
  }

  private static byte[] bytes(List<Integer> head, List<Integer> tail) {
    var bytes = new byte[2 * GROUPS];
    for (var i = 0; i < head.size(); i++) {
      put(bytes, i, head.get(i));
    }
    for (var i = 0; i < tail.size(); i++) {
      put(bytes, GROUPS - tail.size() + i, tail.get(i));
    }
    return bytes;
  }

  private static void put(byte[] bytes, int group, int value) {
    bytes[2 * group] = (byte) (value >> 8);
    bytes[2 * group + 1] = (byte) value;
  }

  /** The text of 4 or 16 bytes, the longest run of zero groups left out (RFC 5952). */
  public static String format(byte[] bytes) {
    if (bytes.length == 4) {
      return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "."
          + (bytes[3] & 0xFF);
    }
    var start = -1;
    var length = 1;
    for (var i = 0; i < GROUPS; i++) {
      var run = zeros(bytes, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    var out = new StringBuilder();
    for (var i = 0; i < GROUPS; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        out.append(i > 0 && i != start + length ? ":" : "");
        out.append(Integer.toHexString(group(bytes, i)));
      }
    }
    return out.toString();
  }

  private static int zeros(byte[] bytes, int from) {
    var end = from;
    while (end < GROUPS && group(bytes, end) == 0) {
      end++;
    }
    return end - from;
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xFF) << 8 | bytes[2 * index + 1] & 0xFF;
  }

  /** @throws IllegalArgumentException unless it is a version 6 address, perhaps with a zone */
  static void checkBracketed(String text) {
    var percent = text.indexOf('%');
    var address = parse(percent < 0 ? text : text.substring(0, percent));
    if (address == null || percent == text.length() - 1) {
      throw new IllegalArgumentException(
          "invalid host: ParseAddr(" + Quotes.quote(text) + "): unable to parse IP");
    }
    if (address.length == 4) {
      throw new IllegalArgumentException("invalid IP-literal");
    }
  }
}
