package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.Deadline;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.http.Bounds;
import dev.gatehouse.rego.builtin.http.KeptResponses;
import dev.gatehouse.rego.builtin.http.Parameters;
import dev.gatehouse.rego.builtin.http.Response;
import dev.gatehouse.rego.builtin.http.ResponseCache;
import dev.gatehouse.rego.builtin.http.SendException;
import dev.gatehouse.rego.builtin.http.Sender;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests to the hosts that are allowed. A response is remembered within an evaluation, and
 * from one to the next where the policy asks for that; so are failures within an evaluation.
 */
final class HttpRequests {

  private static final Set<String> PARAMETERS = Set.of(
      "method", "url", "body", "raw_body", "headers", "enable_redirect", "force_json_decode",
      "force_yaml_decode", "timeout", "raise_error", "tls_use_system_certs", "tls_ca_cert",
      "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert", "tls_client_cert_file",
      "tls_client_cert_env_variable", "tls_client_key", "tls_client_key_file",
      "tls_client_key_env_variable", "tls_insecure_skip_verify", "tls_server_name", "cache",
      "force_cache", "force_cache_duration_seconds", "caching_mode", "max_retry_attempts",
      "cache_ignored_headers");
  private static final List<String> REQUIRED = List.of("method", "url");

  /** The place of what was answered so far, within what an evaluation remembers. */
  private static final Object ANSWERS = new Object();

  private final NetworkAccess access;
  private final ResponseCache cache;
  private final HttpTransport transport = new HttpTransport(Manner.lenient(AddressResolver.SYSTEM));

  HttpRequests(NetworkAccess access) {
    this.access = access;
    this.cache = new ResponseCache(access.cacheBytes());
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
      var isKnown = request.keyAt(i) instanceof StringValue s && PARAMETERS.contains(s.value());
      if (!isKnown) {
        wrong.add(request.keyAt(i));
      }
    }
    if (wrong.size() > 0) {
      throw Operand.refuse(position, "invalid request parameters(s): " + wrong.build());
    }
    var missing = SetValue.builder();
    for (var name : REQUIRED) {
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
    var raises = raises(request);
    try {
      check(request, 1);
      return answer(context, request);
    } catch (SendException e) {
      context.checkTime();
      if (!raises) {
        return failure(e.kind() == SendException.Kind.NETWORK, String.valueOf(e.getMessage()));
      }
      throw e.kind() == SendException.Kind.OPERAND
          ? BuiltinException.operand(e.raised())
          : BuiltinException.failure(e.raised());
    } catch (BuiltinException e) {
      if (!raises) {
        return failure(false, "eval_type_error: http.send: " + e.getMessage());
      }
      throw e;
    }
  }

  private static boolean raises(ObjectValue request) {
    return switch (request.get("raise_error")) {
      case null -> true;
      case BooleanValue flag -> flag.value();
      case Value other -> throw BuiltinException.failure("invalid value for raise_error field");
    };
  }

  private static Value failure(boolean isOfNetwork, String message) {
    var code = isOfNetwork ? "eval_http_send_network_error" : "eval_http_send_internal_error";
    return ObjectValue.of(
        "status_code",
        IntegerValue.of(0),
        "error",
        ObjectValue.of("code", StringValue.of(code), "message", StringValue.of(message)));
  }

  private Value answer(BuiltinContext context, ObjectValue request) throws SendException {
    var key = key(request);
    var isKept = Parameters.flag(request, "cache") || Parameters.flag(request, "force_cache");
    var forcedSeconds = Parameters.forcedSeconds(request);
    Map<ObjectValue, Answer> answers = context.remember(ANSWERS, HashMap::new);
    var known = answers.get(key);
    if (known != null) {
      return known.value();
    }
    try {
      if (!isKept || !cache.isOn()) {
        var response = sender(context).send(request);
        var value = value(context, request, response);
        if (KeptResponses.isKept(response)) {
          answers.put(key, new Answer(value, null));
        }
        return value;
      }
      var kept = new KeptResponses(cache, key, forcedSeconds, now(context));
      var value = value(context, request, response(context, request, kept));
      answers.put(key, new Answer(value, null));
      return value;
    } catch (SendException e) {
      answers.put(key, new Answer(NullValue.NULL, e));
      throw e;
    }
  }

  /** The kept response, or a new one, which is kept if it says rightly how long. */
  private Response response(BuiltinContext context, ObjectValue request, KeptResponses kept)
      throws SendException {
    var known = kept.find(sender(context));
    if (known != null) {
      return known;
    }
    var response = sender(context).send(request);
    try {
      kept.store(response);
    } catch (SendException e) {
      return response;
    }
    return response;
  }

  private Sender sender(BuiltinContext context) {
    return new Sender(transport, new Bounds(access::allows, access.timeout(), access.maxBytes(),
        new Deadline(context.deadlineNanos())));
  }

  private static Instant now(BuiltinContext context) {
    return Instant.ofEpochSecond(0, context.nowNanos());
  }

  /** What an answer is remembered by: the request without what does not make another answer. */
  private static ObjectValue key(ObjectValue request) throws SendException {
    var ignored = request.get("cache_ignored_headers");
    var headers = request.get("headers");
    var key = request.with("cache_ignored_headers", NullValue.NULL);
    if (ignored == null || headers == null) {
      return key;
    }
    if (!(ignored instanceof ArrayValue names)
        || names.items().stream().anyMatch(name -> !(name instanceof StringValue))) {
      throw SendException.internal("cache_ignored_headers must be an array of strings");
    }
    if (!(headers instanceof ObjectValue all)) {
      throw SendException.internal("invalid type for headers key");
    }
    var kept = ObjectValue.builder();
    for (var i = 0; i < all.size(); i++) {
      if (!names.items().contains(all.keyAt(i))) {
        kept.put(all.keyAt(i), all.valueAt(i));
      }
    }
    return key.with("headers", kept.build());
  }

  private static Value value(BuiltinContext context, ObjectValue request, Response response)
      throws SendException {
    var forceJson = Parameters.flag(request, "force_json_decode");
    var forceYaml = Parameters.flag(request, "force_yaml_decode");
    context.allocateText(2L * response.body().length);
    var headers = ObjectValue.builder();
    response.headers().forEach((name, values) -> headers.put(
        name.toLowerCase(Locale.ROOT),
        ArrayValue.of(values.stream().map(StringValue::of).toList())));
    return ObjectValue.builder()
        .put("status", StringValue.of(response.status()))
        .put("status_code", IntegerValue.of(response.code()))
        .put("headers", headers.build())
        .put("raw_body", StringValue.of(Utf8.decode(response.body())))
        .put("body", response.document(forceJson, forceYaml))
        .build();
  }

  /** What came of a request: a value, or why there is none. */
  private record Answer(Value answered, @Nullable SendException fault) {

    Value value() throws SendException {
      if (fault != null) {
        throw fault;
      }
      return answered;
    }
  }
}
