package dev.gatehouse.rego.bundle;

import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.format.Formatter;
import dev.gatehouse.rego.syntax.Module;
import java.util.ArrayList;
import java.util.List;

/** Writes the modules of a bundle. */
public final class ModuleTexts {

  private ModuleTexts() {}

  /**
   * The modules, laid out, each in its dialect.
   *
   * @throws PolicyException if a call of an infix operator has the wrong number of operands
   */
  public static List<Source> of(List<Module> modules) throws PolicyException {
    var sources = new ArrayList<Source>();
    for (var module : modules) {
      sources.add(
          new Source(module.location().file(), Formatter.formatMixed(module), module.version()));
    }
    return sources;
  }
}
