package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.Server;
import dev.gatehouse.rego.builtin.go.Url;
import dev.gatehouse.rego.builtin.go.UrlReference;
import dev.gatehouse.rego.builtin.go.Urls;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a request goes.
 *
 * @param url the address
 * @param socket the path of a socket of this machine to go to instead, empty for none
 */
record Target(Url url, String socket) {

  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

  /** @throws IllegalArgumentException with Go's message */
  static Target parse(String text) {
    var url = Url.parse(text);
    if (!url.scheme().equals("unix") || url.rawQuery().isEmpty()) {
      return new Target(url, "");
    }
    var parameters = new TreeMap<String, String>();
    for (var pair : url.rawQuery().split("&")) {
      var equals = pair.indexOf('=');
      var name = Urls.queryUnescape(equals < 0 ? pair : pair.substring(0, equals));
      parameters.putIfAbsent(name,
          equals < 0 ? "" : Urls.queryUnescape(pair.substring(equals + 1)));
    }
    var socket = parameters.remove("socket");
    var query = parameters.entrySet().stream()
        .map(e -> Urls.queryEscape(e.getKey()) + "=" + Urls.queryEscape(e.getValue()))
        .collect(Collectors.joining("&"));
    return new Target(url.withScheme("http").withQuery(query), socket == null ? "" : socket);
  }

  /** Where a response sends the request, in the same socket. */
  Target to(String location) {
    return new Target(Url.parse(UrlReference.resolve(shown(url.user()), location)), socket);
  }

  /** What must be allowed. */
  String place() {
    return socket.isEmpty() ? url.hostname() : "unix:" + socket;
  }

  boolean isSecure() {
    return url.scheme().equals("https");
  }

  /** Why nothing can be sent there, empty if it can. */
  String fault() {
    if (!PORTS.keySet().contains(url.scheme())) {
      return "unsupported protocol scheme \"" + url.scheme() + "\"";
    }
    return url.host().isEmpty() && socket.isEmpty() ? "http: no Host in request URL" : "";
  }

  Server server() {
    return socket.isEmpty()
        ? new Server.Host(isSecure(), url.hostname(), port())
        : new Server.Local(socket);
  }

  private int port() {
    var port = url.port().isEmpty() ? 0 : parsed(url.port());
    return port != 0 ? port : PORTS.getOrDefault(url.scheme(), 0);
  }

  private static int parsed(String port) {
    return port.length() > 5 ? 0 : Integer.parseInt(port);
  }

  /** Path and query as the first line of a request has them. */
  String path() {
    var path = url.escapedPath();
    return (path.isEmpty() ? "/" : path) + (url.rawQuery().isEmpty() ? "" : "?" + url.rawQuery());
  }

  /** User and password, parted by a colon. */
  String credentials() {
    var user = url.user();
    var colon = user.indexOf(':');
    var name = Urls.unescape(colon < 0 ? user : user.substring(0, colon), false);
    return name + ":" + (colon < 0 ? "" : Urls.unescape(user.substring(colon + 1), false));
  }

  /** The address without a password. */
  String shown() {
    var colon = url.user().indexOf(':');
    return shown(colon < 0 ? url.user() : url.user().substring(0, colon) + ":***");
  }

  /** The address as the next request's referrer, which knows no user. */
  String referrer() {
    return shown("");
  }

  private String shown(String user) {
    return url.scheme() + "://" + (user.isEmpty() ? "" : user + "@") + url.host()
        + url.escapedPath()
        + (url.rawQuery().isEmpty() ? "" : "?" + url.rawQuery())
        + (url.fragment().isEmpty() ? "" : "#" + url.fragment());
  }

  /** Whether headers for the first target, such as passwords, are for this one too. */
  boolean isWithin(Target first) {
    var host = url.hostname();
    var parent = first.url.hostname();
    var isName = host.indexOf(':') < 0 && host.indexOf('%') < 0;
    return host.equals(parent) || isName && host.endsWith("." + parent);
  }
}
