package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered to a request. */
record WebAnswer(int status, Map<String, String> headers, byte[] body) {

  static WebAnswer of(int status, String type, byte[] body) {
    return new WebAnswer(status, Map.of("Content-Type", type), body);
  }

  static WebAnswer json(int status, Value value) {
    return of(status, "application/json", Json.writeBytes(value));
  }

  static WebAnswer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  static WebAnswer empty(int status) {
    return new WebAnswer(status, Map.of(), new byte[0]);
  }

  WebAnswer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new WebAnswer(status, more, body);
  }
}
