package dev.gatehouse.policy;

import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.builtin.Builtin;
import java.util.List;
import java.util.Set;

/**
 * What the code of templates may do.
 *
 * @param disabledBuiltins names of built-in functions that may not be called
 * @param inventory whether {@code data.inventory} may be read
 * @param print whether {@code print} prints; otherwise it is erased
 * @param functions further functions that may be called, such as {@code external_data}
 * @param backend what runs the code
 */
public record TemplateOptions(
    Set<String> disabledBuiltins,
    boolean inventory,
    boolean print,
    List<Builtin> functions,
    Backend backend) {

  /** Inventory but no network, no print. */
  public static final TemplateOptions DEFAULT = new TemplateOptions(
      Set.of("http.send", "net.lookup_ip_addr", "opa.runtime"), true, false, List.of(),
      CompileOptions.DEFAULT.backend());

  public TemplateOptions {
    disabledBuiltins = Set.copyOf(disabledBuiltins);
    functions = List.copyOf(functions);
  }

  public TemplateOptions withPrint() {
    return new TemplateOptions(disabledBuiltins, inventory, true, functions, backend);
  }

  public TemplateOptions withFunctions(List<Builtin> changed) {
    return new TemplateOptions(disabledBuiltins, inventory, print, changed, backend);
  }

  public TemplateOptions withBackend(Backend changed) {
    return new TemplateOptions(disabledBuiltins, inventory, print, functions, changed);
  }
}
