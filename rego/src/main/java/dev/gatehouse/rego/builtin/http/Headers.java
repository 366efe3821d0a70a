package dev.gatehouse.rego.builtin.http;

import java.util.Set;

/** Names of headers. */
final class Headers {

  /** What tells of a body that a redirect drops. */
  static final Set<String> OF_BODY = Set.of("Content-Encoding", "Content-Language",
      "Content-Location", "Content-Type");

  /** What another server must not learn. */
  static final Set<String> SECRET = Set.of("Authorization", "Www-Authenticate", "Cookie",
      "Cookie2", "Proxy-Authorization", "Proxy-Authenticate");

  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private Headers() {}

  /** Whether the text is a token (RFC 9110, 5.6.2). */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Headers::isTokenCharacter);
  }

  private static boolean isTokenCharacter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
        || MARKS.indexOf(c) >= 0;
  }

  /** Whether the text may be a header's value. */
  static boolean isValue(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\t');
  }

  /** Each word with a capital, if the name is a token. */
  static String canonical(String name) {
    if (!isToken(name)) {
      return name;
    }
    var out = new StringBuilder(name.length());
    var isStart = true;
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      out.append(isStart ? Character.toUpperCase(c) : Character.toLowerCase(c));
      isStart = c == '-';
    }
    return out.toString();
  }
}
