package dev.gatehouse.rego.builtin.http;

import com.google.re2j.Pattern;
import dev.gatehouse.http.Header;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a request from the object that a policy gives; its state is what it read so far. */
final class RequestReader {

  private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern PLAIN_INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final String UNSET = "";

  private final Map<String, String> texts = new HashMap<>();
  private final TreeMap<String, String> headers = new TreeMap<>();
  private final Map<String, Boolean> flags = new HashMap<>();
  private byte @Nullable [] body;
  private Duration timeout = STANDARD_TIMEOUT;

  private RequestReader() {}

  /**
   * The request, whose parameters are known ones.
   *
   * @throws SendException if a parameter is wrong, or what it asks for is not allowed
   */
  static Request read(ObjectValue parameters, Bounds bounds) throws SendException {
    var reader = new RequestReader();
    for (var i = 0; i < parameters.size(); i++) {
      reader.read(((StringValue) parameters.keyAt(i)).value(), parameters.valueAt(i), bounds);
    }
    return reader.request(Parameters.count(parameters, "max_retry_attempts"));
  }

  private void read(String name, Value value, Bounds bounds) throws SendException {
    switch (name) {
      case "url" -> {
        texts.put(name, text(name, value));
        bounds.check(target());
      }
      case "method", "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable",
          "tls_client_cert", "tls_client_cert_file", "tls_client_cert_env_variable",
          "tls_client_key", "tls_client_key_file", "tls_client_key_env_variable",
          "tls_server_name" ->
        texts.put(name, text(name, value));
      case "raw_body" -> body = Utf8.encode(text(name, value));
      case "body" -> body = Utf8.encode(Json.write(value));
      case "enable_redirect", "tls_use_system_certs", "tls_insecure_skip_verify" ->
        flags.put(name, flag(value));
      case "headers" -> readHeaders(value);
      case "timeout" -> timeout = timeout(value);
      default -> {
        // how the response is read and kept does not concern the request
      }
    }
  }

  /** A text, without quotes around it as OPA has it. */
  private static String text(String name, Value value) throws SendException {
    if (!(value instanceof StringValue s)) {
      throw SendException.internal("\"" + name + "\" must be a string");
    }
    var text = s.value();
    var start = 0;
    var end = text.length();
    while (start < end && text.charAt(start) == '"') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '"') {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean flag(Value value) throws SendException {
    return switch (value) {
      case BooleanValue flag -> flag.value();
      case NumberValue number when number.text().equals("1") -> true;
      case NumberValue number when number.text().equals("0") -> false;
      default -> throw SendException.internal(
          "strconv.ParseBool: parsing " + Quotes.quote(value.toString()) + ": invalid syntax");
    };
  }

  private void readHeaders(Value value) throws SendException {
    if (!(value instanceof ObjectValue object)) {
      throw SendException.internal("invalid type for headers key");
    }
    for (var i = 0; i < object.size(); i++) {
      if (!(object.valueAt(i) instanceof StringValue text)) {
        throw SendException.internal(
            "invalid type for headers value \"" + object.valueAt(i) + "\"");
      }
      var name = object.keyAt(i) instanceof StringValue s ? s.value() : object.keyAt(i).toString();
      headers.put(Headers.canonical(name), text.value());
    }
  }

  private static Duration timeout(Value value) throws SendException {
    var text = switch (value) {
      case StringValue s -> s.value();
      case NumberValue number -> number.text();
      default -> throw SendException.operand(
          "operand 1 'timeout' must be one of {string, number} but got " + value.typeName());
    };
    if (PLAIN_INTEGER.matches(text)) {
      return Duration.ofNanos(Long.parseLong(text));
    }
    if (value instanceof NumberValue) {
      throw SendException.internal("invalid timeout number value " + text + ", must be int64");
    }
    try {
      return Duration.ofNanos(Durations.parseGo(text));
    } catch (IllegalArgumentException e) {
      throw SendException.internal("invalid timeout value " + value + ": " + e.getMessage());
    }
  }

  private Target target() throws SendException {
    try {
      return Target.parse(of("url"));
    } catch (IllegalArgumentException e) {
      throw SendException.internal(String.valueOf(e.getMessage()));
    }
  }

  private String of(String name) {
    return texts.getOrDefault(name, UNSET);
  }

  private Request request(int retries) throws SendException {
    var method = of("method").isEmpty() ? "GET" : of("method").toUpperCase(Locale.ROOT);
    if (!Header.isName(method)) {
      throw SendException.internal("net/http: invalid method " + Quotes.quote(method));
    }
    var name = of("tls_server_name");
    var tls = new TlsReader(this::of).read(
        flags.getOrDefault("tls_insecure_skip_verify", false),
        name.isEmpty() ? headers.getOrDefault("Host", "") : name,
        flags.getOrDefault("tls_use_system_certs", false));
    return new Request(method, target(), headers, body == null ? new byte[0] : body,
        flags.getOrDefault("enable_redirect", false), tls, timeout, retries);
  }
}
