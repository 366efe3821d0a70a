package dev.gatehouse.trust.registry;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One question to a registry, before anybody has thought of who asks.
 *
 * @param what for people: {@code the manifest latest}
 * @param largest bytes of the answer that are taken
 * @param writes whether it changes the repository
 */
record Ask(
    String what, String method, URI target, Map<String, String> headers, byte[] body, int largest,
    boolean writes) {

  static Ask get(String what, URI target, Map<String, String> headers, int largest) {
    return new Ask(what, "GET", target, headers, new byte[0], largest, false);
  }

  static Ask head(String what, URI target) {
    return new Ask(what, "HEAD", target, Map.of(), new byte[0], 0, true);
  }

  static Ask write(String what, String method, URI target, String contentType, byte[] body) {
    return new Ask(what, method, target, Map.of("Content-Type", contentType), body, 64 << 10, true);
  }

  /** The same question elsewhere. */
  Ask at(URI other) {
    return new Ask(what, method, other, headers, body, largest, writes);
  }

  Map<String, String> headersWith(String authorization) {
    if (authorization.isEmpty()) {
      return headers;
    }
    var all = new HashMap<>(headers);
    all.put("Authorization", authorization);
    return all;
  }
}
