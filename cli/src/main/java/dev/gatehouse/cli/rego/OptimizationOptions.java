package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.Entrypoints;
import dev.gatehouse.rego.bundle.Manifest;
import dev.gatehouse.rego.bundle.ModuleTexts;
import dev.gatehouse.rego.bundle.Optimizer;
import dev.gatehouse.rego.bundle.OptimizerOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How much of a bundle's policies is evaluated when it is built. */
final class OptimizationOptions {

  @Option(names = {"-O",
      "--optimize"}, paramLabel = "LEVEL", description = "0: not at all; 1: entry points are evaluated as far as they do not depend on the input; 2: and rules become part of those that use them")
  private int level;

  @Option(names = {"-e",
      "--entrypoint"}, paramLabel = "PATH", description = "a rule that is asked for, such as example/allow")
  private List<String> entrypoints = List.of();

  @Option(names = "--partial-namespace", paramLabel = "NAME", defaultValue = "partial", description = "the package of rules that optimization makes up (default: ${DEFAULT-VALUE})")
  private String namespace = "partial";

  @Option(names = "--prune-unused", description = "changes nothing for target rego, as in opa: rules that depend on entry points stay")
  void prune(boolean given) {}

  boolean isOn() {
    return level > 0;
  }

  /**
   * The modules of the bundle.
   *
   * @throws ProblemException if they have errors
   * @throws BundleException if an entry point is missing or is none
   */
  List<Source> modules(
      Loaded loaded, List<String> roots, CompileOptions compile, RegoVersion version)
      throws ProblemException, BundleException {
    try {
      if (!isOn()) {
        loaded.compile(compile);
        return ModuleTexts.of(loaded.modules());
      }
      var paths = Entrypoints.of(entrypoints, loaded.modules());
      if (paths.isEmpty()) {
        throw new BundleException("bundle optimizations require at least one entrypoint");
      }
      var options = new OptimizerOptions(level > 1, namespace, roots, version, compile);
      return Optimizer.optimize(loaded.modules(), loaded.data(), paths, options);
    } catch (PolicyException e) {
      throw ProblemException.ofPolicy(Problem.of(e.issues()));
    }
  }

  /** The manifest, which owns the package of rules that were made up too. */
  Manifest apply(Manifest manifest) {
    if (!isOn() || manifest.owns(namespace)) {
      return manifest;
    }
    var roots = new ArrayList<>(manifest.roots());
    roots.add(namespace);
    return new Manifest(
        manifest.revision(), roots, manifest.version(), manifest.fileVersions(),
        manifest.metadata());
  }
}
