package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Program.ModuleText;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The modules of suites and templates, each once, named by their file. */
final class SuiteModules {

  private static final String TEMPLATE = "ConstraintTemplate";

  private SuiteModules() {}

  /** Every module below a folder. */
  static List<ModuleText> below(Path folder) throws IOException {
    var modules = new ArrayList<ModuleText>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        modules.addAll(modules(file));
      }
    }
    return modules.stream().distinct().toList();
  }

  private static List<ModuleText> modules(Path file) throws IOException {
    var name = file.toString();
    var isOld = name.contains("/v0/");
    var modules = new ArrayList<ModuleText>();
    try {
      if (name.endsWith(".rego")) {
        modules.add(new ModuleText(name, Files.readString(file), isOld ? "v0" : "v1"));
      } else if (name.endsWith(".json")) {
        collect(Json.parse(Files.readAllBytes(file)), name, isOld ? "v0" : "v1", modules);
      } else if (name.endsWith(".yaml") && Files.readString(file).contains(TEMPLATE)) {
        for (var document : Yaml.parse(Files.readAllBytes(file))) {
          collect(document.value(), name, "v0", modules);
        }
      }
    } catch (TextException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return modules;
  }

  /** Every text that begins as a module does, comments aside. */
  private static void collect(
      Value value, String name, String version, List<ModuleText> modules) {
    switch (value) {
      case StringValue text when text.value().contains("package ") ->
        modules.add(new ModuleText(name, text.value(), version));
      case ArrayValue array -> array.items().forEach(item -> collect(item, name, version, modules));
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          collect(object.valueAt(i), name, version, modules);
        }
      }
      default -> {
      }
    }
  }
}
