package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Fault;
import dev.gatehouse.conformance.differential.Outcome.Reply;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.PartialOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OPA behind a pipe: a process that answers one line of JSON for each that it is sent, and is begun again if it ends. */
final class Peer implements AutoCloseable {

  private final Path program;
  private Process process;
  private OutputStream requests;
  private BufferedReader answers;

  private Peer(Path program) throws IOException {
    this.program = program;
    this.process = begin(program);
    this.requests = process.getOutputStream();
    this.answers = reader(process);
  }

  private static Process begin(Path program) throws IOException {
    return new ProcessBuilder(program.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 20);
  }

  /** Begins anew: after a fault that Go cannot recover from, or to forget what it keeps. */
  void restart() throws IOException {
    process.destroy();
    process = begin(program);
    requests = process.getOutputStream();
    answers = reader(process);
  }

  /** Where {@code bench/peers/build regoanswers} puts the program. */
  static Path place() {
    var peers = System.getenv("GATEHOUSE_PEERS");
    var cache = System.getenv("XDG_CACHE_HOME");
    var folder = peers != null
        ? Path.of(peers)
        : (cache != null ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache"))
            .resolve("gatehouse/peers");
    return folder.resolve("regoanswers");
  }

  static Peer start(Path program) throws IOException {
    return new Peer(program);
  }

  /** What comes of a program. */
  Outcome outcome(Program program) throws IOException {
    return outcome(program, null);
  }

  /** What a partial evaluation of each query leaves. */
  Outcome left(Program program, PartialOptions options) throws IOException {
    return outcome(
        program,
        ObjectValue.builder()
            .put("unknowns", strings(options.unknowns()))
            .put("disable_inlining", strings(options.disableInlining()))
            .put("shallow", BooleanValue.of(options.shallowInlining()))
            .put("nondeterministic", BooleanValue.of(options.nondeterministicBuiltins()))
            .build());
  }

  private Outcome outcome(Program program, @Nullable ObjectValue partial) throws IOException {
    var request = request(program.modules());
    request.put("data", json(program.data()));
    if (!program.input().isEmpty()) {
      request.put("input", json(program.input()));
    }
    request.put("queries", strings(program.queries()));
    request.put("strict", BooleanValue.of(program.strict()));
    request.put("strict_errors", BooleanValue.of(program.strictErrors()));
    if (partial != null) {
      request.put("partial", partial);
    }
    var answer = ask(request.build());
    var replies = array(answer.get("answers")).items().stream().map(Peer::reply).toList();
    return new Outcome(faults(answer.get("errors")), replies);
  }

  /** The layout of a module that is to be valid in {@code v0}, {@code v1} or {@code v0-v1}. */
  String layout(Program.ModuleText module, String target) throws IOException {
    var request = request(List.of(module)).put("format", StringValue.of(target)).build();
    var answer = ask(request);
    var formats = array(answer.get("formats"));
    return formats.isEmpty()
        ? String.join("\n", faults(answer.get("errors")).stream().map(Fault::toString).toList())
        : text(formats.get(0));
  }

  private static ObjectValue.Builder request(List<Program.ModuleText> texts) {
    var modules = new ArrayValue.Builder();
    for (var module : texts) {
      modules.add(ObjectValue.builder()
          .put("name", StringValue.of(module.name()))
          .put("text", StringValue.of(module.text()))
          .put("version", StringValue.of(module.version()))
          .build());
    }
    return ObjectValue.builder().put("modules", modules.build());
  }

  /** The answer; empty if the process ended over it, as it does where its stack overflows. */
  private ObjectValue ask(ObjectValue request) throws IOException {
    requests.write((Json.write(request) + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
    var line = answers.readLine();
    if (line == null) {
      restart();
      return ObjectValue.EMPTY;
    }
    return (ObjectValue) json(line);
  }

  private static Value json(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }

  private static ArrayValue strings(List<String> texts) {
    return ArrayValue.of(texts.stream().map(StringValue::of).toList());
  }

  private static Reply reply(Value answer) {
    var object = (ObjectValue) answer;
    var solutions = new ArrayList<String>();
    if (object.get("partial") instanceof StringValue left) {
      solutions.add(left.value());
    }
    for (var each : array(object.get("solutions")).items()) {
      solutions.add(solution((ObjectValue) each));
    }
    return new Reply(solutions, faults(object.get("errors")),
        object.get("timed_out") == BooleanValue.TRUE);
  }

  /** Values come as Rego's text; those of statements that have none as {@code true}. */
  private static String solution(ObjectValue solution) {
    var parts = new ArrayList<String>();
    if (solution.get("bindings") instanceof ObjectValue bindings) {
      for (var i = 0; i < bindings.size(); i++) {
        parts.add(text(bindings.keyAt(i)) + " = " + text(bindings.valueAt(i)));
      }
    }
    parts.add(String.join("; ",
        array(solution.get("expressions")).items().stream().map(Peer::text).toList()));
    return String.join("; ", parts);
  }

  private static List<Fault> faults(@Nullable Value errors) {
    var faults = new ArrayList<Fault>();
    for (var each : array(errors).items()) {
      var error = (ObjectValue) each;
      faults.add(new Fault(text(error.get("code")), text(error.get("file")),
          number(error.get("row")), number(error.get("col")), text(error.get("message"))));
    }
    return faults;
  }

  private static ArrayValue array(@Nullable Value value) {
    return value instanceof ArrayValue array ? array : ArrayValue.EMPTY;
  }

  private static String text(@Nullable Value value) {
    return value == null ? "" : value instanceof StringValue s ? s.value() : value.toString();
  }

  private static long number(@Nullable Value value) {
    return value instanceof NumberValue number ? Long.parseLong(number.text()) : 0;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
