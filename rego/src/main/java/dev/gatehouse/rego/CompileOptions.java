package dev.gatehouse.rego;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.NetworkAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How modules are compiled.
 *
 * @param strict OPA's strict mode: unused imports, variables and arguments are errors
 * @param print whether {@code print} calls are kept; otherwise they are erased
 * @param disabledBuiltins names of built-in functions that policies may not call
 * @param functions the embedding program's own built-in functions, by name
 * @param backend what runs the policy
 * @param schemas JSON schemas for the type checker, by the path that annotations name them by after
 *     {@code schema}: {@code schema.acl} is {@code ["acl"]}; the one at the empty path is the input's.
 *     Without any, annotations that name schemas are passed over
 * @param network what built-in functions may reach over the network
 * @param capabilities what policies may use, empty for all that their dialect has
 */
public record CompileOptions(
    boolean strict,
    boolean print,
    Set<String> disabledBuiltins,
    List<Builtin> functions,
    Backend backend,
    Map<List<String>, Value> schemas,
    NetworkAccess network,
    Optional<Capabilities> capabilities) {

  /** Not strict, no print, no network functions. */
  public static final CompileOptions DEFAULT = new CompileOptions(
      false, false, Set.of("http.send", "net.lookup_ip_addr", "opa.runtime"), List.of());

  public CompileOptions {
    disabledBuiltins = Set.copyOf(disabledBuiltins);
    functions = List.copyOf(functions);
    schemas = Map.copyOf(schemas);
  }

  /** With the usual backend. */
  public CompileOptions(
      boolean strict, boolean print, Set<String> disabledBuiltins, List<Builtin> functions) {
    this(strict, print, disabledBuiltins, functions, Backend.TIERED);
  }

  /** Without schemas and network, and with all that the dialects have. */
  public CompileOptions(
      boolean strict,
      boolean print,
      Set<String> disabledBuiltins,
      List<Builtin> functions,
      Backend backend) {
    this(strict, print, disabledBuiltins, functions, backend, Map.of(), NetworkAccess.NONE,
        Optional.empty());
  }

  public CompileOptions withStrict(boolean changed) {
    return new CompileOptions(changed, print, disabledBuiltins, functions, backend, schemas,
        network, capabilities);
  }

  public CompileOptions withDisabledBuiltins(Set<String> changed) {
    return new CompileOptions(strict, print, changed, functions, backend, schemas, network,
        capabilities);
  }

  public CompileOptions withBackend(Backend changed) {
    return new CompileOptions(strict, print, disabledBuiltins, functions, changed, schemas,
        network, capabilities);
  }

  public CompileOptions withSchemas(Map<List<String>, Value> changed) {
    return new CompileOptions(strict, print, disabledBuiltins, functions, backend, changed,
        network, capabilities);
  }

  public CompileOptions withNetwork(NetworkAccess changed) {
    return new CompileOptions(strict, print, disabledBuiltins, functions, backend, schemas,
        changed, capabilities);
  }

  public CompileOptions withCapabilities(Capabilities changed) {
    return new CompileOptions(strict, print, disabledBuiltins, functions, backend, schemas,
        network, Optional.of(changed));
  }

  /** What sources of a dialect may use. */
  public Capabilities capabilities(RegoVersion version) {
    return capabilities.orElseGet(() -> Capabilities.of(version));
  }
}
