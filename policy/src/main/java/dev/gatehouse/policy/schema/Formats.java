package dev.gatehouse.policy.schema;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Predicate;

/** The string formats that schemas may ask for; a format that is not here asks for nothing. */
final class Formats {

  private static final String HEX = "[0-9a-fA-F]";

  private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
      Map.entry("uuid", uuid(HEX, HEX)),
      Map.entry("uuid3", uuid("3", HEX)),
      Map.entry("uuid4", uuid("4", "[89abAB]")),
      Map.entry("uuid5", uuid("5", "[89abAB]")),
      Map.entry("ipv4", pattern(octet() + "(\\." + octet() + "){3}")),
      Map.entry("ipv6", Formats::isIpv6),
      Map.entry("cidr", Formats::isCidr),
      Map.entry("mac", pattern(HEX + "{2}([:-]" + HEX + "{2}){5}([:-]" + HEX + "{2}){0,2}")),
      Map.entry("hostname", pattern("[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?"
          + "(\\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*\\.?")),
      Map.entry("email", pattern("[^\\s@<>()\",:;]+@[^\\s@<>()\",:;]+")),
      Map.entry("uri", Formats::isUri),
      Map.entry("byte", pattern("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")),
      Map.entry("date", Formats::isDate),
      Map.entry("datetime", Formats::isDateTime),
      Map.entry("duration", pattern("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)\\s*[a-zµμ]+"
          + "(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)[a-zµμ]+)*|0")),
      Map.entry("hexcolor", pattern("#?(" + HEX + "{3}|" + HEX + "{6})")),
      Map.entry("ssn", pattern("[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}")));

  private Formats() {}

  /** The format of a type if it is known, otherwise empty. */
  static String known(String type, String format) {
    if (type.equals("integer")) {
      return format.equals("int32") || format.equals("int64") ? format : "";
    }
    var name = format.replace("-", "");
    return (type.isEmpty() || type.equals("string")) && CHECKS.containsKey(name) ? format : "";
  }

  static boolean matches(String format, String text) {
    var check = CHECKS.get(format.replace("-", ""));
    return check == null || check.test(text);
  }

  private static Predicate<String> pattern(String pattern) {
    var compiled = Pattern.compile(pattern);
    return compiled::matches;
  }

  private static Predicate<String> uuid(String version, String variant) {
    return pattern(HEX + "{8}-?" + HEX + "{4}-?" + version + HEX + "{3}-?" + variant + HEX
        + "{3}-?" + HEX + "{12}");
  }

  private static String octet() {
    return "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  }

  private static boolean isIpv6(String text) {
    var halves = text.split("::", -1);
    if (halves.length > 2 || !text.contains(":")) {
      return false;
    }
    var groups = 0;
    for (var half : halves) {
      for (var group : half.isEmpty() ? new String[0] : half.split(":", -1)) {
        if (!group.matches(HEX + "{1,4}")) {
          return matches("ipv4", group) && text.endsWith(group);
        }
        groups++;
      }
    }
    return halves.length == 2 ? groups < 8 : groups == 8;
  }

  private static boolean isCidr(String text) {
    var slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      return false;
    }
    var address = text.substring(0, slash);
    var bits = Integer.parseInt(text.substring(slash + 1));
    return matches("ipv4", address) && bits <= 32 || isIpv6(address) && bits <= 128;
  }

  private static boolean isUri(String text) {
    try {
      var uri = new URI(text);
      return uri.isAbsolute() || text.startsWith("/");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
