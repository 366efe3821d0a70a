package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Durations;
import dev.gatehouse.rego.builtin.go.Url;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP requests to the hosts that are allowed; without redirects, which could lead elsewhere. */
final class HttpRequests {

  private static final Set<String> SUPPORTED = Set.of(
      "method",
      "url",
      "body",
      "raw_body",
      "headers",
      "enable_redirect",
      "force_json_decode",
      "timeout",
      "raise_error");
  private static final Set<String> ALLOWED = Set.of(
      "force_yaml_decode",
      "tls_use_system_certs",
      "tls_ca_cert",
      "tls_ca_cert_file",
      "tls_ca_cert_env_variable",
      "tls_client_cert",
      "tls_client_cert_file",
      "tls_client_cert_env_variable",
      "tls_client_key",
      "tls_client_key_file",
      "tls_client_key_env_variable",
      "tls_insecure_skip_verify",
      "tls_server_name",
      "cache",
      "force_cache",
      "force_cache_duration_seconds",
      "caching_mode",
      "max_retry_attempts",
      "cache_ignored_headers");
  private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(5);

  private final NetworkAccess access;

  HttpRequests(NetworkAccess access) {
    this.access = access;
  }

  List<Builtin> rows() {
    return List.of(
        row(
            "http.send",
            "The response to an HTTP request.",
            args(object(STRING, ANY)).gives(object(ANY, ANY)),
            this::send)
            .flags(Builtin.Flag.NONDETERMINISTIC, Builtin.Flag.NETWORK));
  }

  /** @throws BuiltinException if a parameter is unknown or a required one is missing */
  static void check(ObjectValue request, int position) {
    var wrong = SetValue.builder();
    for (var i = 0; i < request.size(); i++) {
      var isKnown = request.keyAt(i) instanceof StringValue s
          && (SUPPORTED.contains(s.value()) || ALLOWED.contains(s.value()));
      if (!isKnown) {
        wrong.add(request.keyAt(i));
      }
    }
    if (wrong.size() > 0) {
      throw Operand.refuse(position, "invalid request parameters(s): " + wrong.build());
    }
    var missing = SetValue.builder();
    for (var name : List.of("method", "url")) {
      if (request.get(name) == null) {
        missing.add(StringValue.of(name));
      }
    }
    if (missing.size() > 0) {
      throw Operand.refuse(
          position, "missing required request parameters(s): " + missing.build());
    }
  }

  private Value send(BuiltinContext context, Value value) {
    var request = Operand.object(1, value);
    check(request, 1);
    return context.remember(new Sent(request), () -> answer(context, request));
  }

  private Value answer(BuiltinContext context, ObjectValue request) {
    for (var i = 0; i < request.size(); i++) {
      if (!SUPPORTED.contains(text(request.keyAt(i)))) {
        throw BuiltinException.failure("parameter " + request.keyAt(i) + " is not supported");
      }
    }
    try {
      return exchange(context, request);
    } catch (IOException e) {
      return failed(request, "eval_http_send_network_error", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(request, "eval_http_send_network_error", e);
    }
  }

  private static Value failed(ObjectValue request, String code, Exception e) {
    var message = String.valueOf(e.getMessage());
    if (request.get("raise_error") != BooleanValue.FALSE) {
      throw BuiltinException.failure(message);
    }
    return ObjectValue.of(
        "status_code",
        IntegerValue.of(0),
        "error",
        ObjectValue.of("code", StringValue.of(code), "message", StringValue.of(message)));
  }

  private Value exchange(BuiltinContext context, ObjectValue request)
      throws IOException, InterruptedException {
    var outgoing = outgoing(request);
    try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()) {
      var response = client.send(outgoing, HttpResponse.BodyHandlers.ofInputStream());
      try (var stream = response.body()) {
        var body = stream.readNBytes(access.maxBytes() + 1);
        if (body.length > access.maxBytes()) {
          throw new IOException("response of more than " + access.maxBytes() + " bytes");
        }
        context.allocateText(2L * body.length);
        return result(request, response, Utf8.decode(body));
      }
    }
  }

  private HttpRequest outgoing(ObjectValue request) {
    try {
      var text = text(request.get("url"));
      var host = Url.parse(text).hostname();
      if (!access.allows(host)) {
        throw BuiltinException.failure("disallowed host: " + host);
      }
      var builder = HttpRequest.newBuilder(URI.create(text))
          .timeout(timeout(request.get("timeout")))
          .method(
              text(request.get("method")).toUpperCase(Locale.ROOT),
              HttpRequest.BodyPublishers.ofByteArray(Utf8.encode(body(request))));
      if (request.get("headers") instanceof ObjectValue headers) {
        for (var i = 0; i < headers.size(); i++) {
          builder.header(text(headers.keyAt(i)), text(headers.valueAt(i)));
        }
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private Duration timeout(@Nullable Value value) {
    var wanted = switch (value) {
      case null -> STANDARD_TIMEOUT;
      case NumberValue nanos -> Duration.ofNanos(nanos.toBigDecimal().longValue());
      default -> Duration.ofNanos(Durations.parse(text(value)));
    };
    var bounded = wanted.compareTo(access.timeout()) > 0 ? access.timeout() : wanted;
    return bounded.isPositive() ? bounded : access.timeout();
  }

  private static String body(ObjectValue request) {
    var raw = request.get("raw_body");
    if (raw != null) {
      return text(raw);
    }
    var body = request.get("body");
    return body == null ? "" : Json.write(body);
  }

  private static Value result(
      ObjectValue request, HttpResponse<?> response, String body) {
    var headers = ObjectValue.builder();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              var items = new ArrayValue.Builder();
              values.forEach(item -> items.add(StringValue.of(item)));
              headers.put(name.toLowerCase(Locale.ROOT), items.build());
            });
    var type = response.headers().firstValue("content-type").orElse("");
    var isJson = request.get("force_json_decode") == BooleanValue.TRUE
        || type.contains("application/json");
    return ObjectValue.builder()
        .put("status", StringValue.of(String.valueOf(response.statusCode())))
        .put("status_code", IntegerValue.of(response.statusCode()))
        .put("headers", headers.build())
        .put("raw_body", StringValue.of(body))
        .putIfPresent("body", isJson ? json(body) : null)
        .build();
  }

  private static @Nullable Value json(String body) {
    try {
      return Json.parse(body);
    } catch (TextException e) {
      return null;
    }
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue s ? s.value() : "";
  }

  /** What a response is remembered by. */
  private record Sent(ObjectValue request) {}
}
