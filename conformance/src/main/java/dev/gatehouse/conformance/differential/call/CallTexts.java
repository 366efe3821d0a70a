package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.List;

/** Texts that the built-in functions of a family find interesting. */
final class CallTexts {

  private static final List<String> PLAIN = List.of("", "a", "b", "ab", "abc", "aa", "Hello",
      "  x y ", "é", "日本語", "😀b", "a,b,c", "/a/b", "1", "-5", "1.5", "foo.bar", "ABC", "\n\t",
      "%d",
      "a\u0000b", "\\", "\"q\"", "Straße", "İ", "\u00a0\u0085x\u2003", "<b>&amp;</b>", "ς", "0x10");

  private static final List<String> PATTERNS = List.of("a", "a*", "(a)(b)?", "^a", "b$", "[a-c]+",
      "\\d+", "(?i)ABC", "(?P<n>a)(?P<m>b)", ".", "a|b|", "(", "[z-a]", "a{2,3}", "\\bx", "x*",
      "\\pL", "a**", "\\C", "[^a]", "(?U)a+", "*a", "a{,2}", "(?z)", "a{1001}", "[[:alpha:]]",
      "{a");

  private static final List<String> TIMES = List.of("2024-02-29", "2024-02-29T12:30:45Z",
      "2023-02-29", "2024-02-29T12:30:45.123+02:00", "RFC3339", "2006-01-02", "ANSIC", "15:04",
      "Mon Jan _2 15:04:05 2006", "12:30", "UTC", "America/New_York", "Nowhere/City", "1h",
      "-1m30s",
      "1.5h", "1d", "300y", "", "x", "2300-01-01T00:00:00Z", "Z07:00", "2006.002", "2024.060");

  private static final List<String> NETWORKS = List.of("10.0.0.0/8", "10.1.2.3/24", "10.0.0.1",
      "::1", "::/120", "2001:db8::/32", "1.2.3.4/33", "x", "", "192.168.0.0/30", "0.0.0.0/0",
      "fe80::1%eth0/64", "::ffff:1.2.3.4/120", "10.0.0.128/25", "1.2.3.04/8");

  /** Networks that are quickly expanded. */
  private static final List<String> NARROW = List.of("10.1.2.3/24", "10.0.0.1", "::1", "::/120",
      "x",
      "", "1.2.3.4/33", "192.168.0.0/30", "fe80::1%eth0/64", "::ffff:1.2.3.4/120", "10.0.0.128/25",
      "1.2.3.04/8", "255.255.255.255/32", "255.255.255.0/24");

  private static final List<String> VERSIONS = List.of("1.2.3", "v1.2.3", "1.2", "1.2.3-alpha.1",
      "1.2.3+b", "01.2.3", "1.2.3-a..b", "1.0.0-rc.10", "1.0.0-rc.9", "");

  private static final List<String> QUANTITIES = List.of("1", "10Ki", "1.5Gi", "100m", "1e3", "5E",
      "1KB", "0.5MiB", "-1", "x", "", "12345678901234567890Mi", "1 K", "1e1000000", "k", "2.5mb");

  private static final List<String> DOCUMENTS = List.of("{}", "[1, 2.50, 1e3]", "{\"a\": null}",
      "nul", "[1,]", "01", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "a: 1", "- 1\n- 2", "a: yes",
      "a: b: c",
      "a: &x {b: 1}\nc: *x", "a: 0777", "a: |\n  x\n", "<<: {a: 1}\nb: 2", "2001-01-01", "1 2", "",
      "a: .inf", "[1}", "{1: 2}", "true", "-0", "1E400", "a: 1_000", "*y", "# c");

  private static final List<String> ENCODED = List.of("YQ==", "YWI=", "YQ", "Y", "", "Y Q==",
      "____", "++//", "61", "6", "zz", "FF", "c3a9", "a=1&b=2", "a=1&a=2", "a+b=%20c", "%zz", "a;b",
      "=x", "%ff=1", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.x", "a.b.c", "http://u:p@h:80/x%20y?b=c#d",
      "mailto:a@b", "http://[::1]:8080/", "%", "://", "/w==");

  private static final List<String> PATHS = List.of("a", "b", "a/b", "/a/b", "a/0", "", "/", "//a",
      "a~1b", "/a", "/b", "/-", "add", "remove", "replace", "test", "move", "copy");

  private CallTexts() {}

  /** A text for an argument of the function. */
  static String of(String name, Dice dice) {
    return dice.pick(dice.percent(25) ? PLAIN : family(name));
  }

  private static List<String> family(String name) {
    if (name.startsWith("regex.") || name.startsWith("glob.") || name.equals("re_match")) {
      return PATTERNS;
    }
    if (name.startsWith("time.")) {
      return TIMES;
    }
    if (name.equals("net.cidr_expand")) {
      return NARROW;
    }
    if (name.startsWith("net.")) {
      return NETWORKS;
    }
    if (name.startsWith("semver.")) {
      return VERSIONS;
    }
    if (name.startsWith("units.") || name.equals("to_number")) {
      return QUANTITIES;
    }
    if (name.endsWith("unmarshal") || name.endsWith("is_valid") && !name.startsWith("base64")) {
      return DOCUMENTS;
    }
    if (name.startsWith("json.") || name.startsWith("object.")) {
      return PATHS;
    }
    return name.matches("(base64|base64url|hex|urlquery|uri|io|crypto|uuid).*") ? ENCODED : PLAIN;
  }
}
