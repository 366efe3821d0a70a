package dev.gatehouse.rego;

import dev.gatehouse.rego.builtin.Builtin;
import java.util.List;
import java.util.Set;

/**
 * How modules are compiled.
 *
 * @param strict OPA's strict mode: unused imports, variables and arguments are errors
 * @param print whether {@code print} calls are kept; otherwise they are erased
 * @param disabledBuiltins names of built-in functions that policies may not call
 * @param functions the embedding program's own built-in functions, by name
 * @param backend what runs the policy
 */
public record CompileOptions(
    boolean strict,
    boolean print,
    Set<String> disabledBuiltins,
    List<Builtin> functions,
    Backend backend) {

  /** Not strict, no print, no network functions. */
  public static final CompileOptions DEFAULT = new CompileOptions(
      false, false, Set.of("http.send", "net.lookup_ip_addr", "opa.runtime"), List.of());

  /** With the usual backend. */
  public CompileOptions(
      boolean strict, boolean print, Set<String> disabledBuiltins, List<Builtin> functions) {
    this(strict, print, disabledBuiltins, functions, Backend.TIERED);
  }

  public CompileOptions withStrict(boolean changed) {
    return new CompileOptions(changed, print, disabledBuiltins, functions, backend);
  }

  public CompileOptions {
    disabledBuiltins = Set.copyOf(disabledBuiltins);
    functions = List.copyOf(functions);
  }

  public CompileOptions withBackend(Backend changed) {
    return new CompileOptions(strict, print, disabledBuiltins, functions, changed);
  }
}
