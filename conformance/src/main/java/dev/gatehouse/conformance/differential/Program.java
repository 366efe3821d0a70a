package dev.gatehouse.conformance.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * What both sides are asked.
 *
 * @param modules the modules
 * @param data the base documents, as JSON
 * @param input the input, as JSON, empty for none
 * @param queries what to evaluate, each by itself
 * @param strict whether modules are compiled in strict mode
 * @param strictErrors whether errors of built-in functions halt
 */
public record Program(
    List<ModuleText> modules,
    String data,
    String input,
    List<String> queries,
    boolean strict,
    boolean strictErrors) {

  public Program {
    modules = List.copyOf(modules);
    queries = List.copyOf(queries);
  }

  /**
   * The text of a module.
   *
   * @param version {@code v0} or {@code v1}
   */
  public record ModuleText(String name, String text, String version) {}

  public Program withModules(List<ModuleText> changed) {
    return new Program(changed, data, input, queries, strict, strictErrors);
  }

  /** The same modules, named by their position. */
  Program renumbered() {
    var renamed = new ArrayList<ModuleText>();
    for (var module : modules) {
      renamed.add(
          new ModuleText("m" + renamed.size() + ".rego", module.text(), module.version()));
    }
    return withModules(renamed);
  }

  Program withQueries(List<String> changed) {
    return new Program(modules, data, input, changed, strict, strictErrors);
  }

  Program withDocuments(String changedData, String changedInput) {
    return new Program(modules, changedData, changedInput, queries, strict, strictErrors);
  }

  Program withFlags(boolean changedStrict, boolean changedStrictErrors) {
    return new Program(modules, data, input, queries, changedStrict, changedStrictErrors);
  }
}
