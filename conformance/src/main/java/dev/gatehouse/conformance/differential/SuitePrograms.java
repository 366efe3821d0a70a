package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Program.ModuleText;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cases of suites as programs, and modules that belong to no case as programs of their own. */
final class SuitePrograms {

  private SuitePrograms() {}

  /** Every program below a folder, by the name of its file and case. */
  static Map<String, Program> below(Path folder) throws IOException {
    var programs = new LinkedHashMap<String, Program>();
    try (var files = Files.walk(folder)) {
      var suites = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      for (var file : suites) {
        var version = file.toString().contains("/v0/") ? "v0" : "v1";
        for (var each : array(parse(file), "cases").items()) {
          if (each instanceof ObjectValue content && content.get("query") != null) {
            programs.put(file + " " + text(content.get("note")), program(content, version));
          }
        }
      }
    }
    for (var module : SuiteModules.below(folder)) {
      if (!module.name().endsWith(".json")) {
        var text = new ModuleText("m0.rego", module.text(), module.version());
        programs.put(module.name(),
            new Program(List.of(text), "{}", "", List.of(), false, false));
      }
    }
    return programs;
  }

  private static Program program(ObjectValue content, String version) {
    var modules = new ArrayList<ModuleText>();
    for (var text : array(content, "modules").items()) {
      modules.add(new ModuleText("m" + modules.size() + ".rego", text(text), version));
    }
    var data = content.get("data") instanceof ObjectValue documents ? documents : ObjectValue.EMPTY;
    return new Program(modules, Json.write(data), input(content),
        List.of(text(content.get("query"))),
        false, content.get("strict_error") == BooleanValue.TRUE);
  }

  /** An input that is written as a term is taken if it is JSON. */
  private static String input(ObjectValue content) {
    var input = content.get("input");
    if (input != null) {
      return Json.write(input);
    }
    try {
      var term = text(content.get("input_term"));
      return term.isEmpty() ? "" : Json.write(Json.parse(term));
    } catch (TextException e) {
      return "";
    }
  }

  private static Value parse(Path file) throws IOException {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (TextException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static ArrayValue array(Value value, String field) {
    return value instanceof ObjectValue object && object.get(field) instanceof ArrayValue array
        ? array
        : ArrayValue.EMPTY;
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
