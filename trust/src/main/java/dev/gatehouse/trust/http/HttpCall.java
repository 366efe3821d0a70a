package dev.gatehouse.trust.http;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * One request.
 *
 * @param method GET, HEAD, POST, PUT, PATCH or DELETE
 * @param target an absolute http or https URI without user information
 * @param headers beside Host, Content-Length, Accept-Encoding and Connection, which are the transport's own
 * @param body empty for none
 */
public record HttpCall(String method, URI target, Map<String, String> headers, byte[] body) {

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH",
      "DELETE");

  public HttpCall {
    headers = Map.copyOf(headers);
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("no method: " + method);
    }
    if (!isCallable(target)) {
      throw new IllegalArgumentException("expected an absolute http or https address: " + target);
    }
    headers.forEach((name, value) -> {
      if (hasControl(name) || hasControl(value)) {
        throw new IllegalArgumentException("a control character in the header " + name);
      }
    });
  }

  public static HttpCall get(URI target, Map<String, String> headers) {
    return new HttpCall("GET", target, headers, new byte[0]);
  }

  /** Whether a URI can be called: http or https, with a host, without user information. */
  public static boolean isCallable(URI target) {
    return ("https".equals(target.getScheme()) || "http".equals(target.getScheme()))
        && target.getHost() != null
        && target.getPort() <= 65535
        && target.getRawUserInfo() == null;
  }

  boolean isSecure() {
    return "https".equals(target.getScheme());
  }

  int port() {
    return target.getPort() >= 0 ? target.getPort() : isSecure() ? 443 : 80;
  }

  /** The host without the brackets of an IPv6 address. */
  String host() {
    var host = target.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** What may be sent again on a new connection when a used one turns out to be closed. */
  boolean isRepeatable() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("PUT");
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(character -> character < ' ' && character != '\t'
        || character == 0x7f || character > 0xff);
  }

  /** Without the headers and the body, which hold secrets. */
  @Override
  public String toString() {
    return method + " " + target.getScheme() + "://" + target.getRawAuthority()
        + target.getRawPath();
  }
}
