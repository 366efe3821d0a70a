package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import java.util.Optional;

/**
 * What modules are written in.
 *
 * @param version the dialect of modules that do not say it themselves
 * @param capabilities what they may use, empty for all that the dialect of each has
 */
record Grammar(RegoVersion version, Optional<Capabilities> capabilities) {

  static Grammar of(RegoVersion version) {
    return new Grammar(version, Optional.empty());
  }

  /** What sources of this dialect may use. */
  Capabilities usable() {
    return capabilities.orElseGet(() -> Capabilities.of(version));
  }

  /** The module of a source. @throws PolicyException with every error of it */
  Module parse(Source source) throws PolicyException {
    return Parser.parseModule(
        source, capabilities.orElseGet(() -> Capabilities.of(source.version())));
  }

  /** The options with these capabilities. */
  CompileOptions limit(CompileOptions options) {
    return capabilities.map(options::withCapabilities).orElse(options);
  }
}
