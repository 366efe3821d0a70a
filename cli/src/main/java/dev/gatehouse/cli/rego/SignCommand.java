package dev.gatehouse.cli.rego;

import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.BundleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs the files of a bundle. */
@Command(name = "sign", description = "Writes the signature of a bundle's files, .signatures.json.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:signed", "1:the files cannot be signed, or wrong usage"})
final class SignCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "folders, with --bundle")
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
      System.err.println("error: specify the secret (HMAC) or path of the PEM file containing "
          + "the private key (RSA and ECDSA)");
      return 1;
    }
    if (!bundles) {
      System.err.println("error: enable bundle mode (ie. --bundle) to sign bundle files or "
          + "directories");
      return 1;
    }
    try {
      var text = signing.signing("").signatures(files());
      Files.writeString(output.resolve(".signatures.json"), text);
      return 0;
    } catch (NoSuchFileException e) {
      System.err.println("error: stat " + e.getMessage() + ": no such file or directory");
    } catch (IOException | GeneralSecurityException | TextException | BundleException e) {
      System.err.println("error: " + e.getMessage());
    }
    return 1;
  }

  private Map<String, byte[]> files() throws IOException, BundleException {
    var files = new TreeMap<String, byte[]>();
    for (var path : paths) {
      var folder = Path.of(path);
      var options = new BundleOptions(
          RegoVersion.V1, BundleOptions.Limits.DEFAULT, null, name -> name.equals(
              ".signatures.json"));
      if (!Files.isDirectory(folder)) {
        throw new NoSuchFileException(path);
      }
      Bundle.filesOf(folder, options)
          .forEach((name, text) -> files.put(folder.resolve(name).normalize().toString(), text));
    }
    return files;
  }
}
