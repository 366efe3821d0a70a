package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.NetworkAccess;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A policy that sends the requests of its input, one after the other, and gives their responses. */
final class Sending {

  private static final String MODULE = """
      package test

      responses := [response | some request in input; response := http.send(request)]
      """;

  private final Policy policy;
  private Duration time = Duration.ofSeconds(30);

  private Sending(Policy policy) {
    this.policy = policy;
  }

  static Sending to(String... hosts) {
    return with(NetworkAccess.to(Set.of(hosts)));
  }

  static Sending with(NetworkAccess access) {
    try {
      var options = new CompileOptions(
          false, false, Set.of(), List.of(), Backend.CLOSURES).withNetwork(access);
      return new Sending(
          Policy.compile(List.of(new Source("test.rego", MODULE, RegoVersion.V1)), options));
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  Sending within(Duration changed) {
    time = changed;
    return this;
  }

  /** The responses to requests that are written as JSON with single quotes; errors halt. */
  List<ObjectValue> responses(String... requests) {
    var input = parse("[" + String.join(",", requests).replace('\'', '"') + "]");
    return responses(input);
  }

  List<ObjectValue> responses(Value input) {
    try {
      var settings = Input.of(input, ObjectValue.EMPTY)
          .withLimits(new Limits(1_000_000, 500, time, 1_000_000))
          .withStrictErrors(true);
      var value = policy.prepare("data.test.responses").value(settings);
      return value instanceof ArrayValue array
          ? array.items().stream().map(item -> (ObjectValue) item).toList()
          : List.of();
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The error of a request, as the evaluation raises it. */
  String error(String request) {
    try {
      return "no error but " + responses(request);
    } catch (EvaluationException e) {
      return e.code() + ": " + e.detail();
    }
  }

  ObjectValue response(String request) {
    return responses(request).getFirst();
  }

  static Value parse(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static String text(ObjectValue object, String name) {
    return object.get(name) instanceof StringValue s ? s.value() : String.valueOf(object.get(name));
  }
}
