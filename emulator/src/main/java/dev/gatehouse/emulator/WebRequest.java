package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that was read whole.
 *
 * @param path below the root, decoded
 * @param headers by name in any case, the first value of each
 */
record WebRequest(String method, String path, Map<String, String> query,
    Map<String, String> headers, byte[] body) {

  boolean is(String wantedMethod, String wantedPath) {
    return method.equals(wantedMethod) && path.equals(wantedPath);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as a JSON object. @throws IllegalArgumentException if it is none */
  ObjectValue json() {
    return json(body);
  }

  static ObjectValue json(byte[] text) {
    try {
      if (Json.parse(text) instanceof ObjectValue object) {
        return object;
      }
      throw new IllegalArgumentException("expected a JSON object");
    } catch (TextException e) {
      throw new IllegalArgumentException("expected JSON: " + e.getMessage(), e);
    }
  }

  static Map<String, String> query(String text) {
    var query = new TreeMap<String, String>();
    for (var part : text.split("&")) {
      var equals = part.indexOf('=');
      if (equals > 0) {
        query.put(part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }
}
