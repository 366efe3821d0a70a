package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.syntax.Module;
import java.util.List;

/** Checks modules and brings them into core form, stage by stage. */
public final class Compiler {

  private Compiler() {}

  /**
   * Checks modules that belong together.
   *
   * @throws PolicyException with every issue of the first stage that found any
   */
  public static CheckedPolicy check(List<Module> modules, CompileOptions options)
      throws PolicyException {
    var definitions = modules.stream().flatMap(m -> Definition.all(m).stream()).toList();
    return new CheckedPolicy(modules, definitions, RuleTree.of(definitions), options);
  }
}
