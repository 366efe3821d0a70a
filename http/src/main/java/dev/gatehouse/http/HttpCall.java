package dev.gatehouse.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request.
 *
 * @param method a token, in the case in which it is sent
 * @param path what stands after the method: path and query, escaped
 * @param headers all of them, {@code Host} too, but for {@code Content-Length}; with
 *     {@code Connection: close} the connection is not used again
 * @param body empty for none
 */
public record HttpCall(
    String method, Server server, String path, List<Header> headers, byte[] body) {

  /** What is expected to have a body, so that the absence of one is said too (RFC 9110, 8.6). */
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /** What may be sent again on a new connection when a used one turns out to be closed. */
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT");

  public HttpCall {
    headers = List.copyOf(headers);
    if (!Header.isName(method)) {
      throw new IllegalArgumentException("no method: " + method);
    }
    if (!Header.isValue(path)) {
      throw new IllegalArgumentException("a control character in the path");
    }
    for (var header : headers) {
      if (!Header.isName(header.name()) || !Header.isValue(header.value())) {
        throw new IllegalArgumentException("no header: " + header.name());
      }
    }
  }

  /**
   * A call of an absolute http or https address, which asks for a body as it is.
   *
   * @param headers beside {@code Host} and {@code Accept-Encoding}
   */
  public static HttpCall of(String method, URI target, Map<String, String> headers, byte[] body) {
    if (!isCallable(target)) {
      throw new IllegalArgumentException("expected an absolute http or https address: " + target);
    }
    var all = new ArrayList<Header>();
    all.add(new Header("Host", target.getRawAuthority()));
    all.add(new Header("Accept-Encoding", "identity"));
    headers.forEach((name, value) -> all.add(new Header(name, value)));
    return new HttpCall(method, server(target), path(target), all, body);
  }

  public static HttpCall get(URI target, Map<String, String> headers) {
    return of("GET", target, headers, new byte[0]);
  }

  /** Whether a URI can be called: http or https, with a host, without user information. */
  public static boolean isCallable(URI target) {
    return ("https".equals(target.getScheme()) || "http".equals(target.getScheme()))
        && target.getHost() != null
        && target.getPort() <= 65535
        && target.getRawUserInfo() == null;
  }

  private static Server server(URI target) {
    var isSecure = "https".equals(target.getScheme());
    var host = target.getHost();
    var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    var standard = isSecure ? 443 : 80;
    return new Server.Host(isSecure, name, target.getPort() >= 0 ? target.getPort() : standard);
  }

  private static String path(URI target) {
    var path = target.getRawPath();
    var query = target.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  boolean isRepeatable() {
    return REPEATABLE.contains(method);
  }

  /** Whether the connection is not to be used again. */
  boolean isLast() {
    return headers.stream()
        .anyMatch(each -> each.is("Connection") && each.value().equalsIgnoreCase("close"));
  }

  boolean tellsItsLength() {
    return body.length > 0 || WITH_BODY.contains(method);
  }

  /** Without the headers, the query and the body, which hold secrets. */
  @Override
  public String toString() {
    var query = path.indexOf('?');
    return method + " " + server.name() + (query < 0 ? path : path.substring(0, query));
  }
}
