package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the functions of a family find interesting. */
final class SpecialArguments {

  private static final List<String> PLAIN =
      List.of(
          "", "a", "b", "ab", "abc", "aa", "aaa", "Hello, World", "  x y ", "é", "日本語", "😀b",
          "a,b,c", "/a/b", "1", "-5", "1.5", "foo.bar", "ABC", "\n\t", "null", "%d", "a\u0000b",
          "\\", "\"q\"", "Straße", "İ", "\u00a0\u0085x\u2003", "<b>&amp;</b>", "ς", "ǅ", "0x10",
          "a/b~1c", "x=1&y=2", "tRuE", "\u001c", "\u00ad", "\ufeff", "aXbXc", "bc", "c");

  private static final List<String> PATTERNS =
      List.of(
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
                      List.of("x", "$1", "${1}x", "$1x", "$$", "$", "${n}", "$n-", "${", "$0$0", "${01}", "$é", "\\1"),
                      random)
                  : null;
      case "regex.template_match" ->
          position == 0
              ? pick(List.of("a{[a-z]+}", "{.*}", "a{b", "a}b", "{{a}}", "x.{\\d+}.y", "{(}", "{a|b}"), random)
              : position == 2
                  ? pick(List.of("{"), random)
                  : position == 3 ? pick(List.of("}"), random) : null;
      case "regex.globs_match" ->
          pick(
              List.of("a", "a*", "a.+", "[a-c]+", "b*c", ".*", "\\*", "[", "]", "+", "a\\", "[a-]", "[-a]", "[c-a]", "ab*c+.", "", "a+b", "[abc]*d", "d", "abd", "aaa", "a.c", "é+"),
              random);
      case "to_number" ->
          pick(
              List.of("1", "-1", "+1", "1.5", "1e5", ".5", "5.", "0x1p-2", "1_000", "0x_1p4", "", " 1", "1 ", "abc", "inf", "-Inf", "+nan", "Infinity", "1e400", "1e-400", "007", "0b1", "0o7", "0x10", "1e", "--1", "1__0", "1e1000000", "٣"),
              random);
      default -> null;
    };
  }

  private static String format(Random random) {
    var out = new StringBuilder();
    for (var i = random.nextInt(4); i >= 0; i--) {
      out.append(pick(List.of("", "x", "é ", "%%", "|"), random));
      out.append('%');
      for (var j = random.nextInt(3); j > 0; j--) {
        out.append("+-# 0".charAt(random.nextInt(5)));
      }
      out.append(pick(List.of("", "", "", "5", "12", "*", "[1]", "[2]*", "[9]", "[x]", "[2]5"), random));
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
