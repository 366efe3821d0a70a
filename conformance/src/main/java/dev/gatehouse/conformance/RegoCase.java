package dev.gatehouse.conformance;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Solution;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.NetworkAccess;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.types.Type;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case of OPA's evaluation suite: a query against modules, data and input, and the solutions or
 * the error that it must give. A folder named {@code v0} holds modules of that dialect.
 */
final class RegoCase implements Case {

  /** A function that OPA's own runner of the suite has. */
  private static final Builtin SLEEP = new Builtin(
      "test.sleep",
      "",
      new Type.Function(List.of(Type.STRING), Type.NULL, null),
      Set.of(),
      "Waits, in OPA; here nothing depends on it.",
      (Builtin.Code1) (context, duration) -> NullValue.NULL);

  /** Cases for planners hold their query as a module too, which could not ask for all of data. */
  private static final String QUERY_MODULE = "package query\n\nresult";

  private static final CompileOptions OPTIONS = new CompileOptions(false, false, Set.of(),
      List.of(SLEEP)).withNetwork(NetworkAccess.to(Set.of("localhost")));

  private final String id;
  private final ObjectValue content;
  private final Manner manner;
  private final @Nullable ObjectValue later;

  private RegoCase(
      String id, ObjectValue content, Manner manner, @Nullable ObjectValue later) {
    this.id = id;
    this.content = content;
    this.manner = manner;
    this.later = later;
  }

  /** How cases are compiled and evaluated. */
  private record Manner(RegoVersion version, CompileOptions options, Run run) {}

  /** How a query is evaluated. */
  private interface Run {
    List<Solution> solutions(Policy policy, String query, RegoVersion version, Input input)
        throws PolicyException;
  }

  /** The same case, its evaluation observed. */
  RegoCase observed() {
    Run run = (policy, query, dialect, input) -> policy.observe(query, dialect)
        .solutions(input, Settings.DEFAULT, event -> {});
    return new RegoCase(
        id, content, new Manner(manner.version(), manner.options(), run), later);
  }

  /** The cases of every JSON file in a folder, in the order of file names; repeated names get a number. */
  static List<RegoCase> read(Path directory, Backend backend) throws IOException {
    var version = directory.endsWith("v0") ? RegoVersion.V0 : RegoVersion.V1;
    Run run = (policy, query, dialect, input) -> policy.prepare(query, dialect).solutions(input);
    var manner = new Manner(version, OPTIONS.withBackend(backend), run);
    var superseded = superseded(directory);
    var cases = new ArrayList<RegoCase>();
    var seen = new HashMap<String, Integer>();
    try (var files = Files.list(directory)) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (var each : array(object(parse(file)).get("cases"))) {
          var note = object(each).get("note") instanceof StringValue s ? s.value() : "";
          var count = seen.merge(note, 1, Integer::sum);
          var id = count == 1 ? note : note + " #" + count;
          var later = superseded.get(id) instanceof ObjectValue answer ? answer : null;
          cases.add(new RegoCase(id, object(each), manner, later));
        }
      }
    }
    return cases;
  }

  /**
   * What OPA 1.20.2 answers to those cases of a folder that it no longer answers as the suite says,
   * which was recorded with an older version: by the names of the cases. Either answer will do.
   */
  private static ObjectValue superseded(Path directory) throws IOException {
    try (var file = RegoCase.class.getResourceAsStream("superseded.json")) {
      var all = Json.parse(Objects.requireNonNull(file).readAllBytes());
      var name = directory.getFileName();
      return object(object(all).get(name == null ? "" : name.toString()));
    } catch (TextException e) {
      throw new IOException("superseded.json: " + e.getMessage(), e);
    }
  }

  private static Value parse(Path file) throws IOException {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (TextException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public @Nullable String run() {
    var reason = outcome();
    return reason == null || later == null ? reason : superseding(later).outcome();
  }

  /** This case with the answer of a later version. */
  private RegoCase superseding(ObjectValue answer) {
    var changed = content.toBuilder();
    for (var member : List.of("want_result", "want_error", "want_error_code")) {
      changed.put(member, Objects.requireNonNullElse(answer.get(member), NullValue.NULL));
    }
    return new RegoCase(id, changed.build(), manner, null);
  }

  private @Nullable String outcome() {
    try {
      return judge(solutions());
    } catch (EvaluationException e) {
      return judge(e);
    } catch (PolicyException e) {
      return e.issues().getFirst().code().equals(text("want_error_code"))
          ? null
          : "does not compile: " + e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return trace.toString().lines().limit(6).reduce("", (a, b) -> a + "\n    " + b);
    }
  }

  private List<Solution> solutions() throws PolicyException {
    var sources = new ArrayList<Source>();
    for (var module : array(content.get("modules"))) {
      var text = ((StringValue) module).value();
      if (text.startsWith(QUERY_MODULE)) {
        continue;
      }
      sources.add(new Source("test-" + sources.size() + ".rego", text, manner.version()));
    }
    var data = content.get("data") instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    var input = Input.of(input(), data).withStrictErrors(flag("strict_error"));
    return manner
        .run()
        .solutions(
            Policy.compile(sources, manner.options()), text("query"), manner.version(), input);
  }

  private @Nullable Value input() throws PolicyException {
    if (!content.has(StringValue.of("input_term"))) {
      return content.get("input");
    }
    var term = Policy.compile(List.of(), OPTIONS).prepare(text("input_term"), manner.version());
    return term.value(Input.of(null, ObjectValue.EMPTY));
  }

  private @Nullable String judge(EvaluationException error) {
    var code = text("want_error_code");
    var detail = text("want_error");
    if (code.isEmpty() && detail.isEmpty()) {
      return "error: " + error.getMessage();
    }
    var message = String.valueOf(error.getMessage());
    return (code.isEmpty() || code.equals(error.code())) && message.contains(detail)
        ? null
        : "wanted error " + code + " " + detail + ", got " + message;
  }

  private @Nullable String judge(List<Solution> solutions) {
    if (!text("want_error_code").isEmpty() || !text("want_error").isEmpty()) {
      return "wanted error " + text("want_error_code") + " " + text("want_error");
    }
    if (flag("want_defined")) {
      return solutions.isEmpty() ? "wanted a solution" : null;
    }
    var wanted = new HashSet<Value>();
    array(content.get("want_result")).forEach(w -> wanted.add(normal(object(w))));
    var got = new HashSet<Value>();
    solutions.forEach(s -> got.add(normal(bindings(s))));
    return wanted.equals(got) ? null : "wanted " + wanted + ", got " + got;
  }

  private ObjectValue bindings(Solution solution) {
    var bindings = ObjectValue.builder();
    solution
        .bindings()
        .forEach(
            (name, value) -> {
              if (!flag("ignore_generated_vars")
                  || !name.startsWith("__local") && !name.startsWith("$")) {
                bindings.put(name, value);
              }
            });
    return bindings.build();
  }

  /** The bindings as JSON, with arrays in order where their order does not count. */
  private Value normal(ObjectValue bindings) {
    var normal = ObjectValue.builder();
    for (var i = 0; i < bindings.size(); i++) {
      var value = asJson(bindings.valueAt(i));
      if (flag("sort_bindings") && value instanceof ArrayValue array) {
        value = ArrayValue.of(array.items().stream().sorted().toList());
      }
      normal.put(bindings.keyAt(i), value);
    }
    return normal.build();
  }

  private static Value asJson(Value value) {
    try {
      return Json.parse(Json.write(value));
    } catch (TextException e) {
      throw new IllegalStateException("written JSON cannot be read", e);
    }
  }

  private String text(String field) {
    return content.get(field) instanceof StringValue s ? s.value() : "";
  }

  private boolean flag(String field) {
    return content.get(field) == BooleanValue.TRUE;
  }

  private static ObjectValue object(@Nullable Value value) {
    return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
  }

  private static ArrayValue array(@Nullable Value value) {
    return value instanceof ArrayValue array ? array : ArrayValue.EMPTY;
  }
}
