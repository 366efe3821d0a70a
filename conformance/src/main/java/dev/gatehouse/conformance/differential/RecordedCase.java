package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.Case;
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
import dev.gatehouse.json.Yaml;
import dev.gatehouse.rego.PartialOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program with what OPA gave for it, as {@link CaseText} writes it: a difference that was found
 * once, and must not come back. Its fields are those of the public suites and, beyond them, {@code
 * rego_versions} of the modules, {@code want_text} for solutions as Rego's text, {@code want_issues}
 * and {@code want_faults} for errors of modules and of evaluation, {@code want_layout} for the module
 * formatted in the dialect {@code layout}, {@code want_left} for what is left of the query by a partial
 * evaluation without {@code unknowns}.
 */
public final class RecordedCase implements Case {

  private final String id;
  private final ObjectValue content;

  private RecordedCase(String id, ObjectValue content) {
    this.id = id;
    this.content = content;
  }

  /** The cases of every YAML file in a folder. */
  public static List<RecordedCase> read(Path directory) throws IOException {
    var cases = new ArrayList<RecordedCase>();
    try (var files = Files.list(directory)) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        for (var document : Yaml.parse(Files.readAllBytes(file))) {
          for (var each : array(document.value()).items()) {
            var content = (ObjectValue) each;
            var name = file.getFileName() + "/" + text(content.get("note"));
            cases.add(new RecordedCase(name, content));
          }
        }
      }
    } catch (TextException e) {
      throw new IOException(directory + ": " + e.getMessage(), e);
    }
    return cases;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public @Nullable String run() {
    var program = program();
    if (content.get("want_layout") instanceof StringValue wanted) {
      var layout = Engine.layout(program.modules().getFirst(), text(content.get("layout")));
      return layout.equals(wanted.value()) ? null : "laid out as\n" + layout;
    }
    if (content.get("want_left") instanceof StringValue wanted) {
      return left(program, wanted.value());
    }
    var difference = Difference.between(program, Engine.outcome(program), wanted(program));
    return difference == null ? null : difference.toString();
  }

  private @Nullable String left(Program program, String wanted) {
    var options = PartialOptions.DEFAULT.withUnknowns(
        array(content.get("unknowns")).items().stream().map(RecordedCase::text).toList());
    var outcome = new Outcome(
        List.of(), List.of(new Reply(List.of(wanted), List.of(), false)));
    var difference = Difference.between(program, PartialEngine.left(program, options), outcome);
    return difference == null
        ? PartialEngine.fault(program, program.queries().getFirst(), options)
        : difference.toString();
  }

  private Program program() {
    var versions = array(content.get("rego_versions"));
    var modules = new ArrayList<Program.ModuleText>();
    for (var text : array(content.get("modules")).items()) {
      var at = modules.size();
      modules.add(new Program.ModuleText("m" + at + ".rego", text(text),
          versions.isEmpty() ? "v1" : text(versions.get(at))));
    }
    var data = content.get("data");
    var input = content.get("input");
    var query = content.get("query");
    return new Program(modules, data == null ? "{}" : Json.write(data),
        input == null ? "" : Json.write(input), query == null ? List.of() : List.of(text(query)),
        flag("strict"), flag("strict_error"));
  }

  private Outcome wanted(Program program) {
    if (program.queries().isEmpty() || content.get("want_issues") != null) {
      return new Outcome(faults("want_issues"), List.of());
    }
    var solutions = array(content.get("want_text")).items().stream().map(RecordedCase::text);
    var reply = new Reply(solutions.toList(), faults("want_faults"), false);
    return new Outcome(List.of(), List.of(reply));
  }

  private List<Fault> faults(String field) {
    var faults = new ArrayList<Fault>();
    for (var each : array(content.get(field)).items()) {
      var fault = (ObjectValue) each;
      faults.add(new Fault(text(fault.get("code")), text(fault.get("file")),
          number(fault.get("row")), number(fault.get("col")), text(fault.get("message"))));
    }
    return faults;
  }

  private boolean flag(String field) {
    return content.get(field) == BooleanValue.TRUE;
  }

  private static ArrayValue array(@Nullable Value value) {
    return value instanceof ArrayValue array ? array : ArrayValue.EMPTY;
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  private static long number(@Nullable Value value) {
    return value instanceof NumberValue number ? Long.parseLong(number.text()) : 0;
  }
}
