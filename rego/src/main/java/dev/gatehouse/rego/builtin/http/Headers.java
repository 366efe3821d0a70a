package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.Header;
import java.util.Set;

/** Names of headers. */
final class Headers {

  /** What tells of a body that a redirect drops. */
  static final Set<String> OF_BODY = Set.of("Content-Encoding", "Content-Language",
      "Content-Location", "Content-Type");

  /** What another server must not learn. */
  static final Set<String> SECRET = Set.of("Authorization", "Www-Authenticate", "Cookie",
      "Cookie2", "Proxy-Authorization", "Proxy-Authenticate");

  private Headers() {}

  /** Each word with a capital, if the name is a token. */
  static String canonical(String name) {
    if (!Header.isName(name)) {
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
