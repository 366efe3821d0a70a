package dev.gatehouse.server;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.FactPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Policies over facts about images in Rego, by the contract of Sigstore's policy controller: package
 * {@code sigstore}, whose rule {@code isCompliant} is true, or holds objects {@code {result, error,
 * warning}}. As there, a warning keeps an image out unless its rule only warns.
 */
public final class RegoFactPolicies implements FactPolicy.Language {

  private static final String RULE = "data.sigstore.isCompliant";
  private static final Limits LIMITS = new Limits(
      10_000_000, Limits.DEFAULT.depth(), Duration.ofSeconds(2), Limits.DEFAULT.resultSize());

  @Override
  public FactPolicy compile(String text) throws MalformedException {
    try {
      var policy = Policy.compile(
          List.of(new Source("sigstore.rego", text, RegoVersion.V0)), CompileOptions.DEFAULT);
      var module = policy.modules().getFirst();
      if (!module.path().toString().equals("data.sigstore")) {
        throw new MalformedException(
            "expected package sigstore, found " + module.path().toString().replace("data.", ""));
      }
      return new Compiled(policy.prepare(RULE), Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    } catch (PolicyException e) {
      throw new MalformedException(
          e.issues().stream().map(Issue::toString).collect(Collectors.joining("; ")), e);
    }
  }

  /** A policy that can be asked. */
  private record Compiled(Query query, Digest text) implements FactPolicy {

    @Override
    public Optional<String> objection(ObjectValue facts) {
      try {
        var input = Input.of(facts, ObjectValue.EMPTY).withLimits(LIMITS);
        return RegoFactPolicies.objection(query.value(input));
      } catch (EvaluationException e) {
        return Optional.of("it failed: " + e.getMessage());
      }
    }

    @Override
    public String toString() {
      return "rego " + text;
    }
  }

  private static Optional<String> objection(@Nullable Value answer) {
    return switch (answer) {
      case BooleanValue said when said.equals(BooleanValue.TRUE) -> Optional.empty();
      case ArrayValue results -> of(results.items());
      case SetValue results -> of(results.toArray().items());
      case null, default -> Optional.of("isCompliant is not true");
    };
  }

  /** The first good result decides; without one the last error is what people read. */
  private static Optional<String> of(List<Value> results) {
    var objection = "isCompliant is not true";
    for (var result : results) {
      if (!(result instanceof ObjectValue object)) {
        return Optional.of("isCompliant holds a " + result.typeName() + " where {result, error,"
            + " warning} was expected");
      }
      if (BooleanValue.TRUE.equals(object.get("result"))) {
        var warning = text(object, "warning");
        return warning.isEmpty() ? Optional.empty() : Optional.of("warning: " + warning);
      }
      var error = text(object, "error");
      objection = error.isEmpty() ? objection : error;
    }
    return Optional.of(objection);
  }

  private static String text(ObjectValue object, String field) {
    return object.get(field) instanceof StringValue text ? text.value() : "";
  }
}
