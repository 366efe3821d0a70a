package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided on inputs, one after the other; for one use. */
final class Decisions {

  private static final String UNDEFINED = "opa_undefined_error";

  private final String decision;
  private final Query query;
  private final Input settings;
  private final List<Outcome> outcomes = new ArrayList<>();

  /** @param settings what all evaluations have in common */
  Decisions(String decision, Query query, Input settings) {
    this.decision = decision;
    this.query = query;
    this.settings = settings;
  }

  /** What was decided on an input; exactly one of value and error is there. */
  private record Outcome(String path, @Nullable Value value, @Nullable Problem error) {

    JsonTree json() {
      var json = JsonTree.object();
      if (value != null) {
        return json.with("decision_id", UUID.randomUUID().toString())
            .with("path", path)
            .with("result", value);
      }
      return error == null ? json : json.with("path", path).with("error", error.codeFirst());
    }

    boolean isUndefined() {
      return error != null && error.code().equals(UNDEFINED);
    }

    boolean isNotEmpty() {
      return switch (value) {
        case null -> false;
        case NullValue none -> false;
        case ArrayValue array -> !array.isEmpty();
        case SetValue set -> !set.isEmpty();
        default -> true;
      };
    }
  }

  /** Decides on a file, or on those of a folder that are JSON or YAML by their names. */
  void add(Path input) throws IOException {
    if (Files.isDirectory(input)) {
      for (var child : dev.gatehouse.cli.rego.Files.children(input)) {
        add(child);
      }
    } else if (input.toString().matches(".*\\.(json|ya?ml)")) {
      add(input.toString(), Files.readAllBytes(input));
    } else {
      Files.readAttributes(input, "size");
    }
  }

  /** Decides on an input. */
  void add(String path, Value input) {
    outcomes.add(outcome(path, input));
  }

  private void add(String path, byte[] text) {
    try {
      add(path, dev.gatehouse.cli.rego.Files.document(text));
    } catch (TextException e) {
      outcomes.add(
          failure(path, "internal_error", "unable to parse input: " + e.getMessage()));
    }
  }

  private Outcome outcome(String path, Value input) {
    try {
      var value = query.value(settings.withInput(input).withPrint(System.err::println));
      return value == null
          ? failure(path, UNDEFINED, decision + " decision was undefined")
          : new Outcome(path, value, null);
    } catch (EvaluationException e) {
      return new Outcome(path, null, Problem.of(e));
    }
  }

  private static Outcome failure(String path, String code, String message) {
    return new Outcome(path, null, new Problem(code, message, null, null, true));
  }

  JsonTree json() {
    return JsonTree.object().with("result", JsonTree.array(outcomes, Outcome::json));
  }

  /** How many decisions are undefined. */
  long undefined() {
    return outcomes.stream().filter(Outcome::isUndefined).count();
  }

  /** How many came to another error. */
  long errors() {
    return outcomes.stream().filter(outcome -> outcome.error != null).count() - undefined();
  }

  /** How many are null. */
  long nulls() {
    return outcomes.stream().filter(outcome -> outcome.value == NullValue.NULL).count();
  }

  /** How many are defined and not null. */
  long defined() {
    return outcomes.stream().filter(outcome -> outcome.value != null).count() - nulls();
  }

  /** How many are anything but null and collections without members. */
  long notEmpty() {
    return outcomes.stream().filter(Outcome::isNotEmpty).count();
  }
}
