package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.RegoVersion;
import picocli.CommandLine.Option;

/** The flags that choose the dialect of modules. */
final class Dialect {

  @Option(names = "--v0-compatible", description = "modules are written in Rego as it was before 1.0")
  private boolean v0;

  @Option(names = "--v1-compatible", hidden = true, description = "modules are written in Rego 1.0 or later, which is the default")
  private boolean v1;

  /** Version 0 wins where both are given. */
  RegoVersion version() {
    return v0 ? RegoVersion.V0 : RegoVersion.V1;
  }

  /** The dialect, if not both are asked for. */
  RegoVersion version(boolean both) {
    return both ? RegoVersion.V0_AND_V1 : version();
  }

  boolean isV1Asked() {
    return v1 && !v0;
  }
}
