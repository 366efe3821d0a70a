package dev.gatehouse.conformance.differential.program;

import java.util.List;

/** The words and values that programs are made of. */
final class Vocabulary {

  static final List<String> FIELDS = List.of("a", "b", "name", "id", "ports", "labels", "x", "foo",
      "items", "role", "env", "size", "tags", "owner");

  static final List<String> KEYS = List.of("a", "b", "k", "foo", "name", "x y", "é", "1", "in",
      "zz", "A", "");

  static final List<String> TEXTS = List.of("", "a", "b", "foo", "bar", "abc", "Hello", "a,b",
      "x-y", "日本", "é", "1", "10", "-3", "true", " pad ", "a/b/c", "foo.bar", "😀", "q\"q", "\\",
      "line\nbreak", "tab\t", "%d", "<b>&", "web", "db", "admin", "prod");

  static final List<String> RAW = List.of("`raw`", "`a\\n\"`", "``", "`é{x}`", "`two\nlines`",
      "$\"\"", "$\"plain\"", "$`raw \\{x}`");

  static final List<String> NUMBERS = List.of("0", "1", "2", "3", "4", "5", "7", "10", "42", "100",
      "1", "2", "3", "-1", "-7", "1.5", "0.5", "2.25", "-0.1", "1e3", "1.0", "2.0", "1E2", "0.1",
      "9007199254740993", "123456789012345678901234567890", "1e-3", "3.14159", "1e21", "255",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "4294967296", "1e400",
      "-0", "0.0",
      "-0.0", "1e-400", "1.10", "100000000000000000000000000000.5", "9007199254740993.0", "1e18",
      "0.1e1", "3.0e0", "1e+2", "-1E-2");

  static final List<String> SMALL = List.of("0", "1", "2", "3", "1", "0", "-1", "4");

  static final List<String> RULES = List.of("allow", "deny", "p", "q", "r", "s", "t", "users",
      "result", "total", "limits", "matches", "names", "config", "derived", "checks");

  static final List<String> FUNCTIONS = List.of("f", "g", "h", "pick", "scale", "label", "is_ok");

  static final List<String> PATTERNS = List.of("^a", "b+", "[a-z]+", "o$", "(f)(o*)", "\\\\d+", ".",
      "", "a|b", "(?i)HELLO");

  private Vocabulary() {}
}
