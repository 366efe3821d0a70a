package dev.gatehouse.cli.rego;

import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.BundleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs the files of a bundle. */
@Command(name = "sign", description = "Writes the signature of a bundle's files, .signatures.json.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:signed", "1:the files cannot be signed, or wrong usage"})
final class SignCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "folders and archives, with --bundle")
  private List<String> paths = List.of();

  @Option(names = {"-b", "--bundle"}, description = "the paths are bundles")
  private boolean bundles;

  @Option(names = {"-o",
      "--output-file-path"}, paramLabel = "FOLDER", defaultValue = ".", description = "where .signatures.json goes (default: ${DEFAULT-VALUE})")
  private Path output = Path.of(".");

  @Mixin
  private SigningOptions signing = new SigningOptions();

  @Override
  public Integer call() {
    if (!signing.arePresent()) {
      throw new ParameterException(spec.commandLine(), SigningOptions.INCOMPLETE);
    }
    if (!bundles) {
      throw new ParameterException(
          spec.commandLine(),
          "enable bundle mode (ie. --bundle) to sign bundle files or directories");
    }
    try {
      var files = files();
      Files.writeString(
          output.resolve(".signatures.json"), signing.signing("").signatures(files));
      return 0;
    } catch (NoSuchFileException e) {
      var path = e.getMessage();
      System.out.println(
          "error: error reading \"" + path + "\": stat " + path + ": no such file or directory");
    } catch (IOException | GeneralSecurityException | TextException | BundleException e) {
      System.out.println("error: " + e.getMessage());
    }
    return 1;
  }

  private Map<String, byte[]> files() throws IOException, BundleException {
    var files = new LinkedHashMap<String, byte[]>();
    for (var path : paths) {
      var place = Path.of(path);
      if (!Files.exists(place)) {
        throw new NoSuchFileException(path);
      }
      files.putAll(
          Files.isDirectory(place)
              ? Bundle.signedFiles(place, BundleOptions.DEFAULT)
              : Bundle.signedFiles(Files.readAllBytes(place), BundleOptions.DEFAULT));
    }
    return files;
  }
}
