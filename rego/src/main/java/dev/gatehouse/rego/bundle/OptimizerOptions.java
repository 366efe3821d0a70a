package dev.gatehouse.rego.bundle;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.RegoVersion;
import java.util.List;

/**
 * How a bundle is optimized.
 *
 * @param deep whether rules that depend on the input become part of those that use them
 * @param namespace the package below {@code data} of rules that are made for negations
 * @param roots the paths that the bundle owns, as its manifest tells; all other data is unknown
 * @param version the dialect of new modules
 * @param compile how modules are compiled
 */
public record OptimizerOptions(
    boolean deep,
    String namespace,
    List<String> roots,
    RegoVersion version,
    CompileOptions compile) {

  public OptimizerOptions {
    roots = List.copyOf(roots);
  }
}
