package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Go's {@code url.Parse} takes it apart; parts that it does not have are empty.
 *
 * @param user with password, as they were written
 * @param host with port, unescaped
 * @param path unescaped
 * @param rawPath as it was written, empty if it is the usual escape of the path
 */
public record Url(
    String scheme,
    String user,
    String host,
    String path,
    String rawPath,
    String rawQuery,
    String fragment) {

  private static final String SCHEME_MARKS = "+.-";
  private static final String USER_MARKS = "._:~!$&'()*+,;=%@-";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String HOST_MARKS = "-_.~!$&'()*+,;=:[]<>\"";
  private static final String PATH_MARKS = "-_.~$&+,/:;=@";

  /**
   * Takes a URL apart.
   *
   * @throws IllegalArgumentException with Go's message
   */
  public static Url parse(String text) {
    var hash = text.indexOf('#');
    var main = hash < 0 ? text : text.substring(0, hash);
    var parsed = main;
    try {
      var url = withoutFragment(main);
      parsed = text;
      return hash < 0 ? url : url.withFragment(Urls.unescape(text.substring(hash + 1), false));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "parse " + Quotes.quote(parsed) + ": " + e.getMessage(), e);
    }
  }

  private Url withFragment(String changed) {
    return new Url(scheme, user, host, path, rawPath, rawQuery, changed);
  }

  public Url withScheme(String changed) {
    return new Url(changed, user, host, path, rawPath, rawQuery, fragment);
  }

  public Url withQuery(String changed) {
    return new Url(scheme, user, host, path, rawPath, changed, fragment);
  }

  private static Url withoutFragment(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) == 0x7F) {
        throw new IllegalArgumentException("net/url: invalid control character in URL");
      }
    }
    if (text.equals("*")) {
      return new Url("", "", "", "*", "", "", "");
    }
    var colon = schemeEnd(text);
    var scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    var rest = text.substring(colon + 1);
    var question = rest.indexOf('?');
    var query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new Url(scheme, "", "", "", "", query, "");
      }
      var slash = rest.indexOf('/');
      if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
        throw new IllegalArgumentException("first path segment in URL cannot contain colon");
      }
    }
    var user = "";
    var host = "";
    if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
      var end = rest.indexOf('/', 2);
      var authority = end < 0 ? rest.substring(2) : rest.substring(2, end);
      rest = end < 0 ? "" : rest.substring(end);
      var at = authority.lastIndexOf('@');
      host = parseHost(scheme, authority.substring(at + 1));
      user = at < 0 ? "" : checkedUser(authority.substring(0, at));
    }
    var path = Urls.unescape(rest, false);
    return new Url(
        scheme, user, host, path, escapePath(path).equals(rest) ? "" : rest, query, "");
  }

  /** The position of the colon after a scheme, -1 if there is none. */
  private static int schemeEnd(String text) {
    var colon = text.indexOf(':');
    if (colon == 0) {
      throw new IllegalArgumentException("missing protocol scheme");
    }
    return colon > 0 && isScheme(text, colon) ? colon : -1;
  }

  private static boolean isScheme(String text, int end) {
    for (var i = 0; i < end; i++) {
      var c = text.charAt(i);
      var isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!isLetter && (i == 0 || !isAlphanumeric(c) && SCHEME_MARKS.indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  private static String checkedUser(String user) {
    for (var i = 0; i < user.length(); i++) {
      if (!isAlphanumeric(user.charAt(i)) && USER_MARKS.indexOf(user.charAt(i)) < 0) {
        throw new IllegalArgumentException("net/url: invalid userinfo");
      }
    }
    Urls.unescape(user, false);
    return user;
  }

  private static String parseHost(String scheme, String host) {
    var open = host.lastIndexOf('[');
    if (open > 0) {
      throw new IllegalArgumentException("invalid IP-literal");
    }
    if (open == 0) {
      return bracketed(host);
    }
    var colon = host.indexOf(':');
    if (colon >= 0) {
      var strict = scheme.equals("http") || scheme.equals("https");
      checkPort(host.substring(strict ? colon : host.lastIndexOf(':')));
    }
    return unescapeHost(host, false);
  }

  private static String bracketed(String host) {
    var close = host.lastIndexOf(']');
    if (close < 0) {
      throw new IllegalArgumentException("missing ']' in host");
    }
    var port = host.substring(close + 1);
    checkPort(port);
    var inside = host.substring(1, close);
    var zone = inside.indexOf("%25");
    var name = zone < 0
        ? unescapeHost(inside, false)
        : unescapeHost(inside.substring(0, zone), false)
            + unescapeHost(inside.substring(zone), true);
    IpText.checkBracketed(name);
    return "[" + name + "]" + unescapeHost(port, false);
  }

  private static void checkPort(String port) {
    if (!isPort(port)) {
      throw new IllegalArgumentException("invalid port " + Quotes.quote(port) + " after host");
    }
  }

  private static boolean isPort(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (i == 0 ? c != ':' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** In a host only bytes beyond ASCII may be escaped, in a zone also what a host may hold. */
  private static String unescapeHost(String text, boolean zone) {
    var bytes = Utf8.encode(text);
    for (var i = 0; i < bytes.length; i++) {
      var b = bytes[i];
      if (b == '%') {
        var code = escaped(bytes, i);
        var isPercent = code == '%';
        var allowed = zone ? code == ' ' || isHost(code) : code < 0 || code >= 0x80;
        if (code >= 0 && !isPercent && !allowed) {
          throw new IllegalArgumentException(
              "invalid URL escape "
                  + Quotes.quote(new String(bytes, i, 3, java.nio.charset.StandardCharsets.UTF_8)));
        }
        i += 2;
      } else if (b >= 0 && !isHost(b)) {
        throw new IllegalArgumentException(
            "invalid character " + Quotes.quote(String.valueOf((char) b)) + " in host name");
      }
    }
    return Urls.unescape(text, false);
  }

  /** The byte that an escape stands for, -1 if it is none. */
  private static int escaped(byte[] bytes, int at) {
    if (at + 2 >= bytes.length) {
      return -1;
    }
    var high = Character.digit(bytes[at + 1], 16);
    var low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean isHost(int c) {
    return isAlphanumeric(c) || HOST_MARKS.indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static String escapePath(String path) {
    var out = new StringBuilder();
    for (var b : Utf8.encode(path)) {
      if (isAlphanumeric(b) || PATH_MARKS.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }

  /** The path with escapes: as it was written if that is a valid escape of it. */
  public String escapedPath() {
    var isValid = !rawPath.isEmpty() && rawPath.chars()
        .allMatch(c -> isAlphanumeric(c) || "-_.~!$&'()*+,/;=:@[]%".indexOf(c) >= 0);
    return isValid ? rawPath : path.equals("*") ? "*" : escapePath(path);
  }

  /** The host without port and brackets. */
  public String hostname() {
    var colon = portStart();
    var name = colon == null ? host : host.substring(0, colon);
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  public String port() {
    var colon = portStart();
    return colon == null ? "" : host.substring(colon + 1);
  }

  private @Nullable Integer portStart() {
    var colon = host.lastIndexOf(':');
    return colon >= 0 && isPort(host.substring(colon)) ? colon : null;
  }
}
