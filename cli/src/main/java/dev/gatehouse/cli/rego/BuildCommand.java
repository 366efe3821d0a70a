package dev.gatehouse.cli.rego;

import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs policies and data. */
@Command(name = "build", description = "Checks policies and packs them with their data as a bundle.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:built", "1:the policies have errors, or wrong usage"})
final class BuildCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  private List<String> paths = List.of();

  @Option(names = {"-b", "--bundle"}, description = "the paths are bundles: archives or folders")
  private boolean bundles;

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", defaultValue = "bundle.tar.gz", description = "the bundle to write (default: ${DEFAULT-VALUE})")
  private Path output = Path.of("bundle.tar.gz");

  @Option(names = {"-r",
      "--revision"}, paramLabel = "REVISION", defaultValue = "", description = "the revision that the bundle's manifest tells")
  private String revision = "";

  @Option(names = "--ignore", paramLabel = "PATTERN", split = ",", description = "names of files and folders to leave out")
  private List<String> ignored = List.of();

  @Option(names = {"-t",
      "--target"}, paramLabel = "TARGET", defaultValue = "rego", description = "what the bundle holds: rego is the only one")
  private String target = "rego";

  @Mixin
  private OptimizationOptions optimization = new OptimizationOptions();

  @Option(names = {"--debug", "--follow-symlinks",
      "--wasm-include-print"}, arity = "0..1", hidden = true)
  void changesNothing(boolean given) {}

  @Option(names = {"--format", "--plan-addons"}, hidden = true)
  private List<String> plan = List.of();

  @Mixin
  private SigningOptions signing = new SigningOptions();

  @Mixin
  private VerificationOptions verification = new VerificationOptions();

  @Mixin
  private CapabilitiesOption capabilities = new CapabilitiesOption();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    var refusal = refusal();
    if (!refusal.isEmpty()) {
      System.out.println("error: " + refusal);
      return 1;
    }
    if (!bundles) {
      warnOfManifests();
    }
    try {
      var bundle = bundle();
      Files.write(
          output,
          signing.arePresent()
              ? bundle.archive(signing.signing(verification.keyId()))
              : bundle.archive());
      return 0;
    } catch (ProblemException e) {
      System.out.println("error: " + (e.isLoading() ? "load error: " : "") + e.getMessage());
    } catch (NoSuchFileException e) {
      System.out.println("error: open " + e.getMessage() + ": no such file or directory");
    } catch (EvaluationException | BundleException | IOException | GeneralSecurityException
        | TextException e) {
      System.out.println("error: " + e.getMessage());
    }
    return 1;
  }

  private Bundle bundle()
      throws ProblemException, IOException, GeneralSecurityException, BundleException {
    var grammar = capabilities.limited(dialect.version());
    var loaded = bundles
        ? Bundles.load(
            paths, grammar, ignored, verification.verification(signing.algorithm()))
        : dev.gatehouse.cli.rego.Files.load(paths, grammar, ignored);
    var manifest = manifest();
    var sources = optimization.modules(
        loaded, manifest.roots(),
        grammar.limit(new CompileOptions(false, true, Set.of(), List.of())),
        dialect.version());
    return new Bundle(
        optimization.apply(manifest), List.of("/data.json"), sources, loaded.data());
  }

  private void warnOfManifests() {
    for (var path : paths) {
      if (Files.exists(Path.of(path, ".manifest"))) {
        System.err.printf(
            "Warning: .manifest file found in \"%s\" but -b flag not specified. Manifest will be"
                + " ignored.%n",
            path);
      }
    }
  }

  private String refusal() {
    if (!target.equals("rego")) {
      return "target " + target + " is not offered, only rego";
    }
    if (plan.stream().anyMatch(setting -> !setting.equals("json"))) {
      return "plan format and addons are only valid with target \"plan\", which is not offered";
    }
    if (signing.lackKey()) {
      return SigningOptions.INCOMPLETE;
    }
    if (!bundles && (signing.arePresent() || verification.isPresent())) {
      return "enable bundle mode (ie. --bundle) to verify or sign bundle files or directories";
    }
    return "";
  }

  /** The manifest of the one bundle that is packed anew, or of what several own together. */
  private Manifest manifest() throws ProblemException {
    var roots = new LinkedHashSet<String>();
    var known = Manifest.NONE;
    for (var path : bundles ? paths : List.<String>of()) {
      var bundle = Bundles.read(path, Grammar.of(dialect.version()), ignored);
      if (!verification.isPresent() && !bundle.signatures().isEmpty()) {
        throw ProblemException.ofBundle(
            path, "bundle " + path + ": verification key not provided");
      }
      known = bundle.manifest();
      roots.addAll(known.roots());
    }
    var single = bundles && paths.size() == 1;
    return new Manifest(
        revision.isEmpty() && single && !optimization.isOn() ? known.revision() : revision,
        bundles ? List.copyOf(roots) : List.of(""),
        dialect.version(),
        Map.of(),
        single ? known.metadata() : Manifest.NONE.metadata());
  }
}
