package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the functions of a family find interesting. */
final class SpecialArguments {

  private static final List<String> PLAIN = List.of(
      "", "a", "b", "ab", "abc", "aa", "aaa", "Hello, World", "  x y ", "é", "日本語", "😀b",
      "a,b,c", "/a/b", "1", "-5", "1.5", "foo.bar", "ABC", "\n\t", "null", "%d", "a\u0000b",
      "\\", "\"q\"", "Straße", "İ", "\u00a0\u0085x\u2003", "<b>&amp;</b>", "ς", "ǅ", "0x10",
      "a/b~1c", "x=1&y=2", "tRuE", "\u001c", "\u00ad", "\ufeff", "aXbXc", "bc", "c");

  private static final List<String> PATTERNS = List.of(
      "a", "a*", "(a)(b)?", "^a", "b$", "[a-c]+", "\\d+", "(?i)ABC", "(?P<n>a)(?<m>b)", ".",
      "a|b|", "", "(", "[z-a]", "a{2,3}", "a{1001}", "\\bx", "x*", "(?s).", "[[:alpha:]]+",
      "\\pL", "\\p{Greek}", "a**", "(?m)^.", "\\C", "\\Z", "\\z", "a++", "(?:a|b)+?c", "$", "^",
      "[^a]", "\\x{41}", "\\Qa.b\\E", "(?U)a+", "(?P<n", "*a", "a{,2}", "\\s+", "\\w", "é",
      "(a{100}){11}", "[a", "a)", "(?z)", "\\8", "x{2}{3}", "(?i)k", "\\.", "[,.]", "/", "\\",
      "a{2}{3}", "[[:foo:]]", "\\pX", "(?P<n>a)(?P<n>b)", "(?=a)", "a{3,2}", "\\xZ");

  private SpecialArguments() {}

  static String plain(Random random) {
    return pick(PLAIN, random);
  }

  /** A whole argument, or null if any of its type will do. */
  static @Nullable Value of(String name, int position, Random random) {
    return null;
  }

  private static final List<String> LAYOUTS = List.of(
      "2006-01-02", "2006-01-02T15:04:05Z07:00", "RFC3339", "RFC3339Nano", "ANSIC", "UnixDate",
      "RubyDate", "RFC822", "RFC822Z", "RFC850", "RFC1123", "RFC1123Z", "15:04", "3:04PM", "3:04pm",
      "Jan _2 2006", "January 2, 2006", "2006.002", "2006 __2", "02/01/06", "Mon 2006-01-02",
      "15:04:05.000", "15:04:05,999", "2006-01-02 15:04:05 -0700 MST", "Z0700", "-07:00:00", "-07",
      "_2006", "Janet", "2006-1-2 3:4:5", "é2006", "", "MST", "15:04:05.000000000000", "Monday",
      "Z07");

  private static final List<String> TIMES = List.of(
      "2024-02-29", "2023-02-29", "2024-02-29T12:30:45Z", "2024-02-29T12:30:45.123+02:00",
      "2024-02-29T24:00:00Z", "2024-13-01T00:00:00Z", "Thu Feb 29 12:30:45 2024",
      "Thu Feb  9 12:30:45 UTC 2024", "Thu Feb 29 12:30:45 -0700 2024", "29 Feb 24 12:30 EST",
      "29 Feb 24 12:30 -0500", "Thursday, 29-Feb-24 12:30:45 GMT+3",
      "Thu, 29 Feb 2024 12:30:45 MST", "12:30", "3:04PM", "12:04am", "13:04pm", "Feb 29 2024",
      "February 29, 2024", "2024.060", "2024  60", "2024.400", "29/02/24", "12:30:45.123",
      "12:30:45,5", "2024-02-29 12:30:45 -0700 MST", "Z", "+0530", "-07:00:00", "-25", "2024", "x",
      "", "2300-01-01T00:00:00Z", "1600-01-01T00:00:00Z", "2024-2-9 3:4:5", "2024-02-29T12:30:45",
      "2024-02-29T12:30:45.Z", "2024-02-29T12:30:60Z", "2024-02-29t12:30:45z", "é2024",
      "2024-02-29T12:30:45+25:00", "2024-02-29T12:30:45Zx", "CEST", "WITA", "ABCDEF",
      "0000-01-01T00:00:00Z", "2024-00-10", "2024-01-00T00:00:00Z", "Monday",
      "12:30:45.1234567890123");

  /** A string within an argument, or null if any will do. */
  static @Nullable String string(String name, int position, Random random) {
    return switch (name) {
      case "sprintf" -> position == 0 ? format(random) : null;
      case "regex.match", "re_match", "regex.is_valid", "regex.find_n", "regex.split" ->
        position == 0 ? pick(PATTERNS, random) : null;
      case "regex.find_all_string_submatch_n" -> position == 0 ? pick(PATTERNS, random) : null;
      case "regex.replace" ->
        position == 1
            ? pick(PATTERNS, random)
            : position == 2
                ? pick(
                    List.of("x", "$1", "${1}x", "$1x", "$$", "$", "${n}", "$n-", "${", "$0$0",
                        "${01}", "$é", "\\1"),
                    random)
                : null;
      case "regex.template_match" ->
        position == 0
            ? pick(
                List.of("a{[a-z]+}", "{.*}", "a{b", "a}b", "{{a}}", "x.{\\d+}.y", "{(}", "{a|b}"),
                random)
            : position == 2
                ? pick(List.of("{"), random)
                : position == 3 ? pick(List.of("}"), random) : null;
      case "regex.globs_match" ->
        pick(
            List.of("a", "a*", "a.+", "[a-c]+", "b*c", ".*", "\\*", "[", "]", "+", "a\\", "[a-]",
                "[-a]", "[c-a]", "ab*c+.", "", "a+b", "[abc]*d", "d", "abd", "aaa", "a.c", "é+"),
            random);
      case "to_number" ->
        pick(
            List.of("1", "-1", "+1", "1.5", "1e5", ".5", "5.", "0x1p-2", "1_000", "0x_1p4", "",
                " 1", "1 ", "abc", "inf", "-Inf", "+nan", "Infinity", "1e400", "1e-400", "007",
                "0b1", "0o7", "0x10", "1e", "--1", "1__0", "1e1000000", "٣"),
            random);
      case "units.parse", "units.parse_bytes" -> quantity(random);
      case "graphql.parse_query" ->
        pick(
            List.of("{a}",
                "query Q($x: Int = 1, $y: [String!]!) @d(a: 1) { b: c(z: $x) { ...F ... on T { x } } }",
                "fragment F on T { a }", "{a(b: [1, 2.5, \"s\", true, null, E, {k: 1}])}",
                "# c\n{ # d\n a }", "{", "}", "{a", "query", "subscription {a}", "{a(x: )}",
                "{a @x(b:1)}", "{ ...on }", "{ \u00e9 }", "{a(b:\"\\u00e9\\n\")}",
                "{a(b:\"\"\"\n  x\n   y\n\"\"\")}", "{a(b: 01)}", "{a(b: -)}", "{a(b: 1e5)}",
                "{a(b: \"x)}", "{a(b: 'x')}", "", "x", "{a(b: [])}", "{a(b: {})}", "{}", "{a} {b}",
                "query Q {a} fragment on on T {b}"),
            random);
      case "graphql.parse_schema", "graphql.schema_is_valid" ->
        pick(
            List.of("type A { b: C }",
                "\"\"\"d\"\"\" type A implements B & C @x { \"f\" b(c: Int = 1): [D!]! @deprecated }",
                "enum E { A B @x }", "union U = | A | B", "input I { a: Int = 1 }", "scalar S @a",
                "directive @d(a: Int) repeatable on FIELD | OBJECT",
                "schema { query: Q mutation: M }", "extend type A { b: C }", "extend schema @x",
                "extend union U = A", "interface I implements J { a: B }", "type A {}", "type A",
                "extend type A", "directive @d on X", "# c\ntype A {\n # d\n a: B }\n# e", "type",
                "foo", "\"x\" extend type A {a:B}", "schema {}", "enum E {}", "type A { b }",
                "type A { b: [C }", "extend input I @x { a: B}", "type A { b: C } #end", "union U",
                "\"d\""),
            random);
      case "glob.match" ->
        switch (position) {
          case 0 ->
            pick(
                List.of("*", "**", "a*", "*.b", "a.*.c", "?", "a?c", "[abc]", "[!abc]", "[a-c]*",
                    "{a,b}", "{a,b*}.c", "{a,{b,c}}", "\\*", "[a", "[]", "[!]", "{a", "a}", "a,b",
                    "[c-a]", "[a-]", "*.*", "**.c", "a**", "", "é*", "[é-ü]", "{}", "{,a}", "a\\",
                    "*a*b*", "[^a]", "{a,b}{c,d}", "[a\\]]", "*{.b,.c}", "?*", "a.**", "[!a-c]",
                    "{*,b}", "a[!b]c", "[-a]"),
                random);
          case 1 -> pick(List.of(".", "/", ":", "", "ab", "é", "a"), random);
          default ->
            pick(
                List.of("a", "b", "a.b", "a.b.c", "abc", "*", "", "a/b", "é", "ac", "b.c", "bd",
                    "a*", "aXb", "a.x.c", ".", "a}", "{a", "a,b", "]", "-", "[a", "a.", ".a",
                    "a\nb"),
                random);
        };
      case "glob.quote_meta" -> pick(List.of("*", "a.b", "[a]{b}?\\", "é", ",-!"), random);
      case "time.parse_ns" -> pick(position == 0 ? LAYOUTS : TIMES, random);
      case "time.parse_rfc3339_ns" -> pick(TIMES, random);
      case "time.format", "time.date", "time.clock", "time.weekday", "time.diff" ->
        random.nextInt(4) == 0
            ? pick(LAYOUTS, random)
            : pick(List.of("", "UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata",
                "Nowhere/City", "../x", "EST", "Asia/Tokyo", "Australia/Sydney", "Etc/GMT+3",
                "+01:00", "GMT"), random);
      case "time.parse_duration_ns" ->
        pick(
            List.of("1h", "1.5h", ".5s", "1h-2m", "-1m30s", "+5s", "", "0", "1", "1x", "1d",
                "1.5d2h", "1y", "2w3d", "1d1x", "1us", "1µs", "1μs", "1μs1d", "1ns", "1ms", "1.h",
                ".h", "1..h", "9223372036854775807ns", "9223372036854775808ns",
                "-9223372036854775808ns", "300y", "1h1h", "3000000h", "0.100000000000000000000h",
                "1 h", "h", "-", "-0", "1.2.3d", "é", "1é", "0.3333333333333333333h", "1D", "d"),
            random);
      case "base64.decode", "base64.is_valid", "base64url.decode" ->
        pick(
            List.of("YQ==", "YWI=", "YWJj", "YQ", "YWI", "Y", "", "Y Q==", "YQ\n==", "YQ=\r=",
                "YQ==x", "____", "++//", "--__", "=", "==", "YQ=a", "Y===", "/w==", "YR==",
                "YWJjZA", "YWJjZGU="),
            random);
      case "hex.decode" ->
        pick(List.of("", "61", "6", "zz", "6g", "FF", "c3a9", "é", "616", "0x61", "61 "), random);
      case "urlquery.decode", "urlquery.decode_object" ->
        pick(
            List.of("", "a=1&b=2", "a=1&a=2", "a+b=%20c", "%zz", "%", "%4", "a;b", "=x", "a=", "a",
                "&&", "%ff=1", "é=ü", "a=b=c", "a=%zz&b", "%C3%A9"),
            random);
      case "json.unmarshal", "json.is_valid" ->
        pick(
            List.of("{}", "[1, 2.50, 1e3]", "{\"a\": {\"b\": null}}", "\"x\"", "", " ", "nul",
                "[1,]", "{\"a\"}", "{a:1}", "01", "-", "1 2", "\"\\ud800\"", "\"\\ud83d\\ude00\"",
                "\"\t\"", "{\"a\":1,\"a\":2}", "[", "tru", "\"a", "1.", ".5", "1e", "[1}", "\u00e9",
                "{\"a\":1}x", "-0", "1E400", "\"\\x\"", "{1:2}", "{\"a\" 1}", "true", "+1"),
            random);
      case "yaml.unmarshal", "yaml.is_valid" ->
        pick(
            List.of("a: 1", "- 1\n- 2", "a: yes", "a: 0777", "a: 1_000", "", "a: b: c", "&x 1",
                "a: &x {b: 1}\nc: *x", "<<: {a: 1}\nb: 2", "{1: 2, true: 3}", "a: 1e3", "a: .inf",
                "a: ~", "a: !!str 1", "2001-01-01", "\ta: 1", "a: |\n  x\n  y\n", "a: 1\na: 2",
                "[1, 2", "- a\nb: 1", "---\na: 1\n---\nb: 2", "# c", "a: 0x1F", "a: 0b11",
                "a: 0o17", "a: 1:30", "'x'", "\"\\x41\"", "a: 12345678901234567890", "x: 1.0", "*y",
                "@a", "a: null\n? b", "a: on\nb: off\nn: y"),
            random);
      case "uuid.parse" ->
        pick(
            List.of("00000000-0000-0000-0000-000000000000", "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "6ba7b8109dad11d180b400c04fd430c8", "urn:uuid:6ba7b810-9dad-21d1-80b4-00c04fd430c8",
                "{6ba7b810-9dad-11d1-80b4-03c04fd430c8}", "000003e8-48b9-21ee-b200-325096b39f47",
                "f47ac10b-58cc-4372-8567-0e02b2c3d479", "f47ac10b-58cc-4372-c567-0e02b2c3d479",
                "f47ac10b-58cc-4372-e567-0e02b2c3d479", "x", "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "ffffffff-ffff-1fff-ffff-ffffffffffff"),
            random);
      case "uri.parse", "uri.is_valid" ->
        pick(
            List.of("http://example.com/a?b=c#d", "https://u:p@h:80/x%20y", "mailto:a@b", "//h/p",
                "/a/b%2Fc", "a:b:c", "1a:b", ":x", "http://[::1]:8080/", "http://[::1",
                "http://h:port/", "http://a b/", "%zz", "http://h/%zz", "?q", "#f", "#%zz", "", "*",
                "http://h?", "http://h/a?b?c", "HTTP://H", "http://é/é", "file:///x",
                "http://h/!()*'", "http://a%41/", "http://[fe80::1%25en0]/", "http://[1.2.3.4]/",
                "x\u0001", "http://u ser@h/", "http://a:b:c/", "ftp://a:b:1/", "http://h/a b",
                "a/b:c", "http://h:", "http://[::1]x", "http:///p", "///p", "http://x[y]/"),
            random);
      case "semver.compare", "semver.is_valid" ->
        pick(
            List.of("1.2.3", "v1.2.3", "1.2", "1.2.3-alpha", "1.2.3-alpha.1", "1.2.3-1",
                "1.2.3-1.2", "1.2.3+b", "1.2.3-a+b.c", "01.2.3", "+1.2.3", "1.2.x", "1.2.3-",
                "1.2.3+", "1.2.3-a..b", "1.2.3.4", "9999999999999999999.0.0", "1.0.0-rc.10",
                "1.0.0-rc.9", "1.0.0-99999999999999999999", "vv1.2.3", "1.-2.3", "", "1.2.3-beta",
                "1.2.3-é"),
            random);
      case "json.filter", "json.remove" ->
        position == 0
            ? pick(List.of("a", "b", "a/b", "1"), random)
            : pick(List.of("a", "b", "a/b", "/a/b", "a/0", "b/1", "", "/", "//a", "a~1b", "1",
                "b/a/b"), random);
      default ->
        name.startsWith("net.")
            ? pick(
                List.of("10.0.0.0/8", "10.1.2.3/24", "192.168.0.0/30", "10.0.0.1", "::1", "::/120",
                    "2001:db8::/32", "2001:db8::1/126", "::ffff:1.2.3.4/120", "::ffff:1.2.3.4",
                    "1.2.3.4/33", "1.2.3.04/8", "x", "", "1.2.3.4/", "/8", "fe80::1%eth0/64",
                    "0.0.0.0/0", "255.255.255.255/32", "10.0.0.0/25", "10.0.0.128/25", "1.2.3/8",
                    "2001:db8:0:0:1::/125", "192.168.0.4/30", "1::2::3/8", "1.2.3.4/08",
                    "1:2:3:4:5:6:7:8/128", "1:2:3:4:5:6:7::/127", "224.0.0.1", "172.16.5.5"),
                random)
            : null;
    };
  }

  private static String quantity(Random random) {
    var number = pick(List.of("1", "10", "0.5", "1.5", "100", "1e3", "1E-3", "2.5e6", "", ".5",
        "5.", "-1", "+2", "1e", "1.2.3", "12345678901234567890", "0.001", "1e1000000", "1e+2",
        "--1", "1-", "1e6", "0", "1500", "."), random);
    var unit = pick(List.of("", "m", "M", "Mi", "mi", "MI", "k", "K", "Ki", "kI", "G", "Gi", "T",
        "Ti", "P", "pi", "E", "Ei", "e", "KB", "KiB", "mb", "Gib", "b", "B", "x", " ", "\"", "MiB",
        "eb", "EiB", "kk", "é"), random);
    return number + unit;
  }

  private static String format(Random random) {
    var out = new StringBuilder();
    for (var i = random.nextInt(4); i >= 0; i--) {
      out.append(pick(List.of("", "x", "é ", "%%", "|"), random));
      out.append('%');
      for (var j = random.nextInt(3); j > 0; j--) {
        out.append("+-# 0".charAt(random.nextInt(5)));
      }
      out.append(
          pick(List.of("", "", "", "5", "12", "*", "[1]", "[2]*", "[9]", "[x]", "[2]5"), random));
      out.append(pick(List.of("", "", "", ".", ".2", ".0", ".10", ".*", ".[1]*"), random));
      out.append(pick(List.of("", "", "", "[1]", "[2]", "[", "[]"), random));
      out.append("vvvsssdddTtbcoOqxXUeEfFgGwz!é".charAt(random.nextInt(29)));
    }
    return random.nextInt(20) == 0 ? out.append('%').toString() : out.toString();
  }

  static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
