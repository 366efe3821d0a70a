package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.TlsSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request.
 *
 * @param headers by canonical name; {@code Host} is the name that the server is asked for
 * @param body what is sent, in bytes
 * @param redirect whether it goes where responses send it
 * @param timeout how long each attempt may take, zero for no bound of its own
 * @param retries how many attempts may follow the first
 */
public record Request(
    String method,
    Target target,
    SortedMap<String, String> headers,
    byte[] body,
    boolean redirect,
    TlsSettings tls,
    Duration timeout,
    int retries) {

  public Request {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** This request with another header. */
  public Request with(String name, String value) {
    var changed = new TreeMap<>(headers);
    changed.put(name, value);
    return new Request(method, target, changed, body, redirect, tls, timeout, retries);
  }

  /** The request that follows a response of the code to another target. */
  Request following(int code, Target next, Target first) {
    var keepsBody = code == 307 || code == 308;
    var headers = new TreeMap<>(this.headers);
    if (!keepsBody) {
      Headers.OF_BODY.forEach(headers::remove);
    }
    if (!next.isWithin(first)) {
      Headers.SECRET.forEach(headers::remove);
    }
    var keepsMethod = keepsBody || method.equals("GET") || method.equals("HEAD");
    return new Request(keepsMethod ? method : "GET", next, headers,
        keepsBody ? body : new byte[0], redirect, tls, timeout, retries);
  }

  /** This request without the name that the server is asked for, which was that of another one. */
  Request withoutHost() {
    var changed = new TreeMap<>(headers);
    changed.remove("Host");
    return new Request(method, target, changed, body, redirect, tls, timeout, retries);
  }
}
