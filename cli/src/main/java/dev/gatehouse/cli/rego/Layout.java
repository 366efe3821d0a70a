package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.format.Formatter;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import java.util.Optional;

/**
 * How {@code fmt} lays out modules.
 *
 * @param from the dialect that modules are written in
 * @param to what the result has to be valid in
 * @param capabilities what the result may use
 * @param dropImports whether imports go that only modules before Rego 1.0 need
 * @param check whether the result is parsed
 */
record Layout(
    RegoVersion from,
    Formatter.Dialect to,
    Capabilities capabilities,
    boolean dropImports,
    boolean check) {

  static Layout of(
      Dialect dialect,
      Optional<Capabilities> capabilities,
      boolean both,
      boolean dropImports,
      boolean check) {
    var from = both && !dialect.isV1Asked() ? RegoVersion.V0 : dialect.version();
    var to = both
        ? Formatter.Dialect.V0_AND_V1
        : from == RegoVersion.V0 ? Formatter.Dialect.V0 : Formatter.Dialect.V1;
    var usable = capabilities.orElseGet(
        () -> Capabilities.of(to == Formatter.Dialect.V1 ? RegoVersion.V1 : RegoVersion.V0));
    return new Layout(from, to, usable, dropImports && to == Formatter.Dialect.V1, check);
  }

  /** The module, laid out. @throws PolicyException if it cannot be parsed or laid out */
  String apply(String name, String text) throws PolicyException {
    var module = Parser.parseUnannotated(new Source(name, text, from), readable());
    return Formatter.format(
        dropImports ? withoutOldImports(module) : module,
        to,
        capabilities.has(Capabilities.KEYWORDS_IN_REFS));
  }

  /** Looks at what was laid out, if asked to. @throws PolicyException if it cannot be parsed */
  void check(String formatted) throws PolicyException {
    if (check) {
      Parser.parseUnannotated(new Source("formatted", formatted, version()), readable());
    }
  }

  private RegoVersion version() {
    return to == Formatter.Dialect.V1 ? RegoVersion.V1 : RegoVersion.V0;
  }

  private Capabilities readable() {
    return capabilities.and(Capabilities.of(version()));
  }

  private static Module withoutOldImports(Module module) {
    var imports = module.imports().stream()
        .filter(i -> !i.path().toString().equals("rego.v1"))
        .filter(i -> !i.path().toString().startsWith("future.keywords"))
        .toList();
    return new Module(module.location(), module.path(), module.version(), imports,
        module.rules(), module.annotations(), module.comments());
  }
}
